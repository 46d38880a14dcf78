import type { Rights } from '../../src/checks/step-rights.ts';

/**
 * Kinds of work in both guides for Google Cloud, the permissions they take, and the predefined role
 * that has them (https://cloud.google.com/iam/docs/understanding-roles).
 */
export const apis: Rights = {
  label: 'Switching APIs on',
  actions: [
    'serviceusage.services.enable',
    'serviceusage.services.list',
    'serviceusage.services.use',
  ],
  role: 'Service Usage Admin',
};

/** gcloud waits for the end of what it began; the console does not show the wait. */
export const waitForApis: Rights = {
  label: apis.label,
  sometimes: true,
  actions: ['serviceusage.operations.get'],
};

export const serviceAccount: Rights = {
  label: 'Creating the service account',
  actions: ['iam.serviceAccounts.create', 'iam.serviceAccounts.get', 'iam.serviceAccounts.list'],
  role: 'Create Service Accounts',
};

export const key: Rights = {
  label: 'Creating its key',
  actions: ['iam.serviceAccountKeys.create', 'iam.serviceAccountKeys.list'],
  role: 'Service Account Key Admin',
};

export const customRole: Rights = {
  label: 'Creating the custom role',
  condition: 'if you choose it',
  actions: ['iam.roles.create', 'iam.roles.get'],
  role: 'Role Administrator',
  when: { roleChoice: ['custom'] },
};

/** Where a role of that name was made before, perhaps deleted. */
export const customRoleAgain: Rights = {
  label: customRole.label,
  condition: customRole.condition,
  sometimes: true,
  actions: ['iam.roles.list', 'iam.roles.update', 'iam.roles.undelete'],
  when: customRole.when,
};

export const grant: Rights = {
  label: 'Granting its role',
  actions: [
    'resourcemanager.projects.get',
    'resourcemanager.projects.getIamPolicy',
    'resourcemanager.projects.setIamPolicy',
  ],
  role: 'Project IAM Admin',
};

export const orgPolicies: Rights = {
  label: 'Seeing whether keys are allowed',
  actions: ['orgpolicy.policy.get'],
  role: 'Organization Policy Viewer',
};

export const undo = [
  'iam.serviceAccounts.delete',
  'iam.serviceAccountKeys.delete',
  'iam.roles.delete',
] as const;

/**
 * Roles that come from folders and organizations, and the list of billing accounts, only help the
 * checks: no reader has to ask for the right to see them.
 */
export const checksRead = ['serviceusage.services.get'] as const;
