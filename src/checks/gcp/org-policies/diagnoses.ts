import { accountConstraint } from '../../../evidence/gcp/account-creation-policy.ts';
import { keyConstraint } from '../../../evidence/gcp/key-creation-policy.ts';
import { managedAccountConstraint } from '../../../evidence/gcp/managed-account-creation-policy.ts';
import { managedKeyConstraint } from '../../../evidence/gcp/managed-key-creation-policy.ts';
import askFirst from '../../ask-first.ts';
import { diagnosis } from '../../define-check.ts';
import { consolePage } from '../_fixes/commands.ts';

const who =
  'someone with the role Organization Policy Administrator on the organization; owning the project is not enough';

const inConsole = (projectId: string, constraint: string) => [
  `They open ${consolePage(`iam-admin/orgpolicies/${constraint.replace(/\./g, '-')}`, projectId)}`,
  "Choose Manage policy > Override parent's policy > Add a rule > Enforcement: Off > Done > Set policy.",
];

/** The policy is the organization's: who may exempt a project is asked, and nobody else does it. */
const askForExemption = (projectId: string, constraint: string, ...agreed: string[]) =>
  askFirst({
    summary: 'Ask for an exemption of this project.',
    who,
    send: `To connect the project ${projectId} to Spot, one service account with one key has to be made there, and ${constraint} forbids it. Please exempt this project; once the key is made the policy can be enforced again. Or tell us which other way you allow.`,
    console: inConsole(projectId, constraint),
    agreed,
  });

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
    fix: ({ projectId }) =>
      askForExemption(
        projectId,
        keyConstraint,
        `gcloud resource-manager org-policies disable-enforce ${keyConstraint} --project=${projectId}`,
      ),
  }),
  managedKeysForbidden: diagnosis<{ projectId: string }>({
    code: 'GCP-ORGPOLICY-002',
    severity: 'fail',
    title: 'The managed form of the policy forbids keys of service accounts',
    explain: () =>
      `There are two forms of this policy, an older and a managed one, and Google asks both. This is the managed one. ${newOrganizations} Exempting this one project is enough; the policy can be enforced again once the key exists.`,
    observed: () => `${managedKeyConstraint} is enforced on the project`,
    expected: () => 'not enforced on this project, until the key is made',
    fix: ({ projectId }) => askForExemption(projectId, managedKeyConstraint),
  }),
  accountsForbidden: diagnosis<{ projectId: string }>({
    code: 'GCP-ORGPOLICY-003',
    severity: 'fail',
    title: 'The organization forbids creating service accounts',
    explain: () =>
      'Google would refuse the next step. Exempting this one project is enough; once the service account exists the policy can be enforced again.',
    observed: () => `${accountConstraint} is enforced on the project`,
    expected: () => 'not enforced on this project, until the service account is made',
    fix: ({ projectId }) =>
      askForExemption(
        projectId,
        accountConstraint,
        `gcloud resource-manager org-policies disable-enforce ${accountConstraint} --project=${projectId}`,
      ),
  }),
  managedAccountsForbidden: diagnosis<{ projectId: string }>({
    code: 'GCP-ORGPOLICY-004',
    severity: 'fail',
    title: 'The managed form of the policy forbids creating service accounts',
    explain: () =>
      'There are two forms of this policy, an older and a managed one, and Google asks both. This is the managed one. Exempting this one project is enough; the policy can be enforced again once the service account exists.',
    observed: () => `${managedAccountConstraint} is enforced on the project`,
    expected: () => 'not enforced on this project, until the service account is made',
    fix: ({ projectId }) => askForExemption(projectId, managedAccountConstraint),
  }),
};

export default diagnoses;
