import type { Circumstance, Rights } from '../../src/checks/step-rights.ts';
import customRoleEvidence from '../../src/evidence/gcp/custom-role.ts';

/**
 * Kinds of work in both guides for Google Cloud, the permissions they take, and the predefined role
 * that has them (https://cloud.google.com/iam/docs/understanding-roles).
 */
const apisLabel = { label: 'Switching APIs on', role: 'Service Usage Admin' } as const;

/** What switching APIs on takes; `method` is the one that has commands: gcloud waits for the end. */
export const apis = (method?: 'cli' | 'script'): Rights[] => [
  { ...apisLabel, actions: ['serviceusage.services.enable'] },
  { ...apisLabel, only: method, actions: ['serviceusage.operations.get'] },
  {
    ...apisLabel,
    only: 'checks',
    actions: ['serviceusage.services.list', 'serviceusage.services.use'],
  },
];

const accountLabel = {
  label: 'Creating the service account',
  role: 'Create Service Accounts',
} as const;

export const serviceAccount: Rights[] = [
  { ...accountLabel, actions: ['iam.serviceAccounts.create'] },
  // The check asks for the one account; the command for pasting lists it.
  {
    ...accountLabel,
    only: 'checks',
    actions: ['iam.serviceAccounts.get', 'iam.serviceAccounts.list'],
  },
];

/** The script looks first whether the account is there. */
export const serviceAccountByScript: Rights[] = [
  ...serviceAccount,
  { ...accountLabel, actions: ['iam.serviceAccounts.list'] },
];

const keyLabel = { label: 'Creating its key', role: 'Service Account Key Admin' } as const;

export const key: Rights[] = [
  { ...keyLabel, actions: ['iam.serviceAccountKeys.create'] },
  { ...keyLabel, only: 'checks', actions: ['iam.serviceAccountKeys.list'] },
];

const roleLabel = {
  label: 'Creating the custom role',
  condition: 'if you choose it',
  role: 'Role Administrator',
  when: { roleChoice: ['custom'] },
} as const;

/** Whether there is a role of that ID: none, one, or a deleted one. */
const whereRole = (is: 'missing' | 'there' | 'deleted', says: string): Circumstance => ({
  id: `role-${is}`,
  says,
  shownBy: customRoleEvidence,
  holds(evidence) {
    if (evidence.status === 'absent') return is === 'missing';
    if (evidence.status !== 'found') return undefined;
    const { deleted } = evidence.value as { deleted?: boolean };
    return is === (deleted ? 'deleted' : 'there');
  },
});

export const customRole: Rights[] = [
  {
    ...roleLabel,
    actions: ['iam.roles.create'],
    sometimes: whereRole('missing', 'where there is no role of that ID yet'),
  },
  { ...roleLabel, only: 'checks', actions: ['iam.roles.get'] },
];

/** The script sets the permissions of a role that is there, and brings a deleted one back. */
export const customRoleByScript: Rights[] = [
  ...customRole,
  { ...roleLabel, actions: ['iam.roles.list'] },
  {
    ...roleLabel,
    // gcloud reads the role before it changes it.
    actions: ['iam.roles.get', 'iam.roles.update'],
    sometimes: whereRole('there', 'where a role of that ID is there already'),
  },
  {
    ...roleLabel,
    actions: ['iam.roles.undelete', 'iam.roles.get', 'iam.roles.update'],
    sometimes: whereRole('deleted', 'where a role of that ID was deleted lately'),
  },
];

const grantLabel = { label: 'Granting its role', role: 'Project IAM Admin' } as const;

export const grant: Rights[] = [
  {
    ...grantLabel,
    actions: ['resourcemanager.projects.getIamPolicy', 'resourcemanager.projects.setIamPolicy'],
  },
  { ...grantLabel, only: 'checks', actions: ['resourcemanager.projects.get'] },
];

/** No command takes it: only the check of this step looks. */
export const orgPolicies: Rights = {
  label: 'Seeing whether keys are allowed',
  only: 'checks',
  actions: ['orgpolicy.policy.get'],
  role: 'Organization Policy Viewer',
};

export const undo: (string | Rights)[] = [
  'resourcemanager.projects.getIamPolicy',
  'resourcemanager.projects.setIamPolicy',
  'iam.serviceAccounts.delete',
  { actions: ['iam.roles.delete'], when: roleLabel.when },
];

/** For the fixes of the custom role that the script makes. */
export const roleFixes: Rights = {
  only: 'fixes',
  actions: ['iam.roles.update', 'iam.roles.undelete'],
};

/** For the fixes of keys. */
export const keyFixes: Rights = { only: 'fixes', actions: ['iam.serviceAccountKeys.delete'] };

/**
 * Roles that come from folders and organizations, and the list of billing accounts, only help the
 * checks: no reader has to ask for the right to see them. The rest is named with the work it is for.
 */
export const checksRead: readonly string[] = [];
