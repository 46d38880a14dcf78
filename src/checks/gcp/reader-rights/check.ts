import readerRights from '../../../evidence/gcp/reader-rights.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';

/** What the reader does, the permissions it takes, and the predefined role that has them. */
const work: readonly {
  what: string;
  permissions: readonly string[];
  role: string;
  only?: 'custom';
}[] = [
  {
    what: 'switching APIs on',
    permissions: [
      'serviceusage.services.enable',
      'serviceusage.services.list',
      'serviceusage.services.use',
    ],
    role: 'Service Usage Admin',
  },
  {
    what: 'creating the service account',
    permissions: [
      'iam.serviceAccounts.create',
      'iam.serviceAccounts.get',
      'iam.serviceAccounts.list',
    ],
    role: 'Create Service Accounts',
  },
  {
    what: 'creating its key',
    permissions: ['iam.serviceAccountKeys.create', 'iam.serviceAccountKeys.list'],
    role: 'Service Account Key Admin',
  },
  {
    what: 'creating the custom role',
    permissions: ['iam.roles.create', 'iam.roles.get'],
    role: 'Role Administrator',
    only: 'custom',
  },
  {
    what: 'granting its role',
    permissions: [
      'resourcemanager.projects.get',
      'resourcemanager.projects.getIamPolicy',
      'resourcemanager.projects.setIamPolicy',
    ],
    role: 'Project IAM Admin',
  },
  {
    what: 'seeing whether keys are allowed',
    permissions: ['orgpolicy.policy.get'],
    role: 'Organization Policy Viewer',
  },
];

export default defineCheck({
  id: 'gcp/reader-rights',
  title: 'You have the rights that this page needs',
  needs: { rights: readerRights },
  inputs: ['projectId', 'roleChoice'],
  after: ['gcp/project'],
  diagnoses: {
    refused: diagnosis<{
      projectId: string;
      lacking: readonly { what: string; permissions: readonly string[]; role: string }[];
    }>({
      code: 'GCP-READER-001',
      severity: 'warning',
      title: 'You will be refused further down',
      explain: ({ lacking }) =>
        `Google will refuse you at: ${lacking.map(({ what, permissions }) => `${what} (${permissions.join(', ')})`).join('; ')}. What is there already can still be checked.`,
      observed: ({ lacking }) =>
        `without ${lacking.flatMap(({ permissions }) => permissions).join(', ')}`,
      expected: () => 'the permissions listed under “Rights you need”',
      fix: ({ projectId, lacking }) => ({
        summary: `Ask an owner of ${projectId} for: ${lacking.map(({ role }) => role).join(', ')}.`,
        commands: [],
        console: [
          `They open https://console.cloud.google.com/iam-admin/iam?project=${projectId}, choose Grant access, and give you these roles.`,
          'Organization Policy Viewer is given on the organization.',
        ],
        who: 'an owner of the project',
      }),
    }),
  },
  assess({ rights }, { projectId, roleChoice }, judge) {
    const held = new Set(rights?.permissions ?? []);
    const lacking = work
      .filter(({ only }) => only === undefined || only === roleChoice)
      .map(({ what, role, permissions }) => ({
        what,
        role,
        permissions: permissions.filter((one) => !held.has(one)),
      }))
      .filter(({ permissions }) => permissions.length > 0);
    if (lacking.length > 0) judge.found('refused', { projectId, lacking });
  },
});
