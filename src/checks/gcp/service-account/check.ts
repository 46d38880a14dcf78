import accountCreationPolicy from '../../../evidence/gcp/account-creation-policy.ts';
import managedAccountCreationPolicy from '../../../evidence/gcp/managed-account-creation-policy.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import serviceAccount from '../../../evidence/gcp/service-account.ts';
import askFirst from '../../ask-first.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { findSimilarName } from '../../similar.ts';
import { type AccountInputs, consolePage, createAccount, emailOf } from '../_fixes/commands.ts';
import { deletedMembers } from '../_grants/iam.ts';
import { isEnforced } from '../_policies/enforced.ts';

const inConsole = (inputs: AccountInputs) => [
  `Open ${consolePage('iam-admin/serviceaccounts/create', inputs.projectId)}`,
  `Service account ID: ${inputs.serviceAccountId}. Choose Create and continue, then Done.`,
];

/** `forbidden`: a policy of the organization refuses new service accounts. */
const create = (inputs: AccountInputs & { forbidden?: boolean }, summary: string) => ({
  summary: inputs.forbidden
    ? `${summary} A policy of the organization forbids new service accounts for now: the step “See whether keys are allowed” says whom to ask.`
    : summary,
  commands: inputs.forbidden ? [] : [createAccount(inputs)],
  console: inConsole(inputs),
  who: 'someone with the role Create Service Accounts',
});

export default defineCheck({
  id: 'gcp/service-account',
  title: 'The service account for Spot exists and is enabled',
  needs: { account: serviceAccount },
  mayUse: {
    policy: projectPolicy,
    accountPolicy: accountCreationPolicy,
    managedAccountPolicy: managedAccountCreationPolicy,
  },
  inputs: ['projectId', 'serviceAccountId'],
  after: ['gcp/project'],
  diagnoses: {
    missing: diagnosis<AccountInputs & { near?: string }>({
      code: 'GCP-ACCOUNT-001',
      severity: 'fail',
      title: 'There is no such service account in the project',
      explain: ({ near }) =>
        near
          ? `Spot works in your project as this service account. The project has ${near}, whose address differs in a character or two: if that is meant, the ID at the top of the page is mistyped.`
          : 'Spot works in your project as this service account. It was not created yet, or has another ID: the page IAM & Admin > Service Accounts lists those of the project.',
      observed: (inputs) => `no ${emailOf(inputs)}`,
      expected: emailOf,
      fix: (inputs) => create(inputs, 'Create it, or correct its ID at the top of the page.'),
    }),
    disabled: diagnosis<AccountInputs>({
      code: 'GCP-ACCOUNT-002',
      severity: 'fail',
      title: 'The service account is disabled',
      explain: () =>
        'Google lets nobody sign in as a disabled service account: Spot loses the connection at once, and gets it back at once when it is enabled.',
      observed: (inputs) => `${emailOf(inputs)} is disabled`,
      expected: () => 'enabled',
      fix: (inputs) =>
        askFirst({
          summary: 'Ask who disabled it, and why.',
          who: 'someone with the role Service Account Admin',
          send: `The service account ${emailOf(inputs)}, as which Spot works in our project, is disabled. Was that done on purpose? If not, may it be enabled again?`,
          console: [
            `Open ${consolePage('iam-admin/serviceaccounts', inputs.projectId)}, and choose ${emailOf(inputs)}.`,
            'The Logs Explorer shows who did it: protoPayload.methodName="google.iam.admin.v1.DisableServiceAccount".',
          ],
          agreed: [
            `gcloud iam service-accounts enable ${emailOf(inputs)} --project=${inputs.projectId}`,
          ],
        }),
    }),
    deleted: diagnosis<AccountInputs & { uid: string }>({
      code: 'GCP-ACCOUNT-003',
      severity: 'fail',
      title: 'The service account was deleted',
      explain: ({ uid }) =>
        `Its roles are still in the project, but belong to the deleted account ${uid}. A new one with the same name is another account: it has neither these roles nor the old key. Within 30 days the deleted one can also be brought back, with roles and keys: gcloud beta iam service-accounts undelete ${uid}`,
      observed: (inputs) => `${emailOf(inputs)} was deleted (unique ID ${inputs.uid})`,
      expected: (inputs) => `${emailOf(inputs)} exists`,
      fix: (inputs) =>
        create(
          inputs,
          'Create it anew. Then grant the role again and create a new key: the next checks say how.',
        ),
    }),
  },
  assess({ account: listed, policy, accountPolicy, managedAccountPolicy }, accountInputs, judge) {
    const inputs = {
      ...accountInputs,
      forbidden: [accountPolicy, managedAccountPolicy].some((one) => isEnforced(one) === true),
    };
    const account = listed?.find(({ email }) => email === emailOf(inputs));
    if (account) {
      if (account.disabled) judge.found('disabled', inputs);
      return;
    }
    const [gone] =
      policy.status === 'found' ? deletedMembers(policy.value.bindings ?? [], emailOf(inputs)) : [];
    if (gone) return judge.found('deleted', { ...inputs, uid: gone.uid });
    const members = policy.status === 'found' ? (policy.value.bindings ?? []) : [];
    const near = findSimilarName(
      emailOf(inputs),
      members
        .flatMap((one) => one.members)
        .flatMap((one) => /^serviceAccount:(.+)$/.exec(one)?.[1] ?? []),
    );
    judge.found('missing', { ...inputs, near });
  },
});
