/**
 * Microsoft Entra roles that matter when an account is connected: template id and the permissions
 * that Graph asks for here. Roles have many more.
 * https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/permissions-reference
 */
const apps = 'microsoft.directory/applications';
const principals = 'microsoft.directory/servicePrincipals';

const manageApps = [
  ...[
    'create',
    'delete',
    'basic/update',
    'credentials/update',
    'owners/update',
    'audience/update',
    'authentication/update',
  ].map((name) => `${apps}/${name}`),
  ...[
    'create',
    'delete',
    'basic/update',
    'credentials/update',
    'owners/update',
    'enable',
    'disable',
  ].map((name) => `${principals}/${name}`),
];

export const directoryRoles: Readonly<
  Record<string, { templateId: string; permissions: readonly string[] }>
> = {
  'Global Administrator': {
    templateId: '62e90394-69f5-4237-9190-012177145e10',
    permissions: ['*'],
  },
  'Application Administrator': {
    templateId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
    permissions: [...manageApps, 'microsoft.directory/applicationPolicies/standard/read'],
  },
  'Cloud Application Administrator': {
    templateId: '158c047a-c907-4556-b7ef-446551a6b5f7',
    permissions: [...manageApps, 'microsoft.directory/applicationPolicies/standard/read'],
  },
  'Application Developer': {
    templateId: 'cf1c38e5-3621-4004-a7cb-879624dced7c',
    permissions: [`${apps}/createAsOwner`, `${principals}/createAsOwner`],
  },
  'Global Reader': {
    templateId: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
    permissions: ['microsoft.directory/policies/standard/read'],
  },
  'Directory Readers': { templateId: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b', permissions: [] },
  'User Administrator': {
    templateId: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
    permissions: ['microsoft.directory/users/basic/update'],
  },
  'Privileged Role Administrator': {
    templateId: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
    permissions: ['microsoft.directory/roleAssignments/allProperties/allTasks'],
  },
  'Billing Administrator': { templateId: 'b0f54661-2d74-4c50-afa3-1ec803f12efe', permissions: [] },
};

/** Template ids of the named roles; every user also has the one of users. */
export function directoryRoleTemplateIds(names: readonly string[]): string[] {
  const known = names.flatMap((name) => directoryRoles[name]?.templateId ?? []);
  return [...known, 'b79fbf4d-3ef9-4689-8143-76b194e85509'];
}
