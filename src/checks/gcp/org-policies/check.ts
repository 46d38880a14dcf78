import type { Evidence } from '../../../evidence/define-evidence.ts';
import accountCreationPolicy, {
  accountConstraint,
} from '../../../evidence/gcp/account-creation-policy.ts';
import keyCreationPolicy, { keyConstraint } from '../../../evidence/gcp/key-creation-policy.ts';
import managedAccountCreationPolicy, {
  managedAccountConstraint,
} from '../../../evidence/gcp/managed-account-creation-policy.ts';
import managedKeyCreationPolicy, {
  managedKeyConstraint,
} from '../../../evidence/gcp/managed-key-creation-policy.ts';
import serviceAccount from '../../../evidence/gcp/service-account.ts';
import serviceAccountKeys from '../../../evidence/gcp/service-account-keys.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { consolePage } from '../_fixes/commands.ts';
import { isUseless } from '../key/check.ts';

type Policy = Evidence<{ name: string; spec?: { rules?: { enforce?: boolean }[] } }>;

const isEnforced = (policy: Policy) =>
  policy.status === 'found' &&
  (policy.value.spec?.rules ?? []).some(({ enforce }) => enforce === true);

const who =
  'someone with the role Organization Policy Administrator on the organization; owning the project is not enough';
const inConsole = (projectId: string, constraint: string) => [
  `Open ${consolePage(`iam-admin/orgpolicies/${constraint.replace(/\./g, '-')}`, projectId)}`,
  "Choose Manage policy > Override parent's policy > Add a rule > Enforcement: Off > Done > Set policy.",
];
const exempt = (projectId: string, constraint: string) =>
  [
    "cat > exempt.yaml <<'YAML'",
    `name: projects/${projectId}/policies/${constraint}`,
    'spec:',
    '  rules:',
    '  - enforce: false',
    'YAML',
    'gcloud org-policies set-policy exempt.yaml',
  ].join('\n');

const newOrganizations = 'Google enforces this by default in organizations made since 3 May 2024.';

export default defineCheck({
  id: 'gcp/org-policies',
  title: 'No policy of the organization stands in the way of the service account and its key',
  needs: {},
  mayUse: {
    keys: keyCreationPolicy,
    managedKeys: managedKeyCreationPolicy,
    accounts: accountCreationPolicy,
    managedAccounts: managedAccountCreationPolicy,
    account: serviceAccount,
    made: serviceAccountKeys,
  },
  inputs: ['projectId'],
  after: ['gcp/project'],
  diagnoses: {
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
  },
  assess({ keys, managedKeys, accounts, managedAccounts, account, made }, { projectId }, judge) {
    // A policy stops what is new; what exists stays as it is.
    const hasAccount = account.status === 'found' && account.value.length > 0;
    const hasKey = made.status === 'found' && made.value.some((one) => !isUseless(one, judge.now));
    if (!hasAccount) {
      if (isEnforced(accounts)) judge.found('accountsForbidden', { projectId });
      if (isEnforced(managedAccounts)) judge.found('managedAccountsForbidden', { projectId });
      if (accounts.status !== 'found' || managedAccounts.status !== 'found')
        judge.cannotTell(
          'Whether the organization lets you create service accounts could not be seen.',
          [accountCreationPolicy, managedAccountCreationPolicy],
        );
    }
    if (hasKey) return;
    if (isEnforced(keys)) judge.found('keysForbidden', { projectId });
    if (isEnforced(managedKeys)) judge.found('managedKeysForbidden', { projectId });
    if (keys.status !== 'found' || managedKeys.status !== 'found') {
      judge.cannotTell('Whether the organization lets you create keys could not be seen.', [
        keyCreationPolicy,
        managedKeyCreationPolicy,
      ]);
    }
  },
});
