import { accountConstraint } from '../../../evidence/gcp/account-creation-policy.ts';
import { keyConstraint } from '../../../evidence/gcp/key-creation-policy.ts';
import { managedAccountConstraint } from '../../../evidence/gcp/managed-account-creation-policy.ts';
import { managedKeyConstraint } from '../../../evidence/gcp/managed-key-creation-policy.ts';
import { diagnosis } from '../../define-check.ts';
import { consolePage } from '../_fixes/commands.ts';
import { exempt } from './fixes.ts';

const who =
  'someone with the role Organization Policy Administrator on the organization; owning the project is not enough';

const inConsole = (projectId: string, constraint: string) => [
  `Open ${consolePage(`iam-admin/orgpolicies/${constraint.replace(/\./g, '-')}`, projectId)}`,
  "Choose Manage policy > Override parent's policy > Add a rule > Enforcement: Off > Done > Set policy.",
];

const newOrganizations = 'Google enforces this by default in organizations made since 3 May 2024.';

/** The ways in which `gcp/org-policies` fails, and their words. */
const diagnoses = {
  keysForbidden: diagnosis<{ projectId: string }>({
    code: 'GCP-ORGPOLICY-001',
    severity: 'fail',
    title: 'The organization forbids keys of service accounts',
    explain: () =>
      `Spot signs in with a key, and Google refuses to create one: “Key creation is not allowed on this service account”. ${newOrganizations} Exempting this one project is enough; once the key exists the policy can be enforced again, the key stays valid.`,
    observed: () => `${keyConstraint} is enforced on the project`,
    expected: () => 'not enforced on this project, until the key is made',
    fix: ({ projectId }) => ({
      summary: 'Exempt this project.',
      commands: [
        `gcloud resource-manager org-policies disable-enforce ${keyConstraint} --project=${projectId}`,
      ],
      console: inConsole(projectId, keyConstraint),
      who,
    }),
  }),
  managedKeysForbidden: diagnosis<{ projectId: string }>({
    code: 'GCP-ORGPOLICY-002',
    severity: 'fail',
    title: 'The managed form of the policy forbids keys of service accounts',
    explain: () =>
      `There are two forms of this policy, an older and a managed one, and Google asks both. This is the managed one. ${newOrganizations} Exempting this one project is enough; the policy can be enforced again once the key exists.`,
    observed: () => `${managedKeyConstraint} is enforced on the project`,
    expected: () => 'not enforced on this project, until the key is made',
    fix: ({ projectId }) => ({
      summary: 'Exempt this project.',
      commands: [exempt(projectId, managedKeyConstraint)],
      console: inConsole(projectId, managedKeyConstraint),
      who,
    }),
  }),
  accountsForbidden: diagnosis<{ projectId: string }>({
    code: 'GCP-ORGPOLICY-003',
    severity: 'fail',
    title: 'The organization forbids creating service accounts',
    explain: () =>
      'Google would refuse the next step. Exempting this one project is enough; once the service account exists the policy can be enforced again.',
    observed: () => `${accountConstraint} is enforced on the project`,
    expected: () => 'not enforced on this project, until the service account is made',
    fix: ({ projectId }) => ({
      summary: 'Exempt this project.',
      commands: [
        `gcloud resource-manager org-policies disable-enforce ${accountConstraint} --project=${projectId}`,
      ],
      console: inConsole(projectId, accountConstraint),
      who,
    }),
  }),
  managedAccountsForbidden: diagnosis<{ projectId: string }>({
    code: 'GCP-ORGPOLICY-004',
    severity: 'fail',
    title: 'The managed form of the policy forbids creating service accounts',
    explain: () =>
      'There are two forms of this policy, an older and a managed one, and Google asks both. This is the managed one. Exempting this one project is enough; the policy can be enforced again once the service account exists.',
    observed: () => `${managedAccountConstraint} is enforced on the project`,
    expected: () => 'not enforced on this project, until the service account is made',
    fix: ({ projectId }) => ({
      summary: 'Exempt this project.',
      commands: [exempt(projectId, managedAccountConstraint)],
      console: inConsole(projectId, managedAccountConstraint),
      who,
    }),
  }),
};

export default diagnoses;
