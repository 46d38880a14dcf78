import { diagnosis, type Fix } from '../../define-check.ts';
import { askAboutApis, consolePage, emailOf, grant, memberOf } from '../_fixes/commands.ts';

interface Data {
  projectId: string;
  serviceAccountId: string;
  roleChoice: string;
}

const wait =
  'If it was granted less than seven minutes ago, wait that long and check again: Google needs time to spread it.';

const expectRole = ({ roleChoice }: Data) =>
  roleChoice === 'custom'
    ? 'those of the custom role and of Service Account User'
    : 'those of Editor';

/**
 * From Spot's eyes the cause cannot be seen: a role that is not granted, one that lacks something, a
 * condition. A second grant would go around the last. Where the reader's own check cannot tell, what
 * Spot met here is the answer, and the words say so: neither sends to the other for ever.
 */
function settleRole({ projectId, serviceAccountId, roleChoice }: Data): Fix {
  const member = memberOf({ projectId, serviceAccountId });
  return {
    summary:
      'Check the step of the role with your own credentials: it sees whether a role is missing, lacks something or has run out, and says what to do. Where it says that only Spot can tell (a group, a condition), this is the answer: that does not let Spot work, so ask whoever set it. Where that step is green, a deny policy or a principal access boundary of the organization takes the rights away.',
    commands: [],
    console: [
      ...(roleChoice === 'custom'
        ? []
        : [`If no role was granted yet: ${grant(projectId, member, 'roles/editor')}`]),
      `Policy Troubleshooter names the policy that refuses: open https://console.cloud.google.com/iam-admin/troubleshooter?project=${projectId}, and enter ${emailOf({ projectId, serviceAccountId })} and one of the permissions.`,
    ],
    who: 'someone with the role Project IAM Admin; for policies of the organization, one of its administrators',
  };
}

const diagnoses = {
  keyRejected: diagnosis<Data & { description: string }>({
    code: 'GCP-SPOT-001',
    severity: 'fail',
    title: 'Google rejects the key',
    explain: () =>
      'Google answers alike whether the key was deleted, is disabled, has expired, or its private key in the file was changed. The check of the step of the key, with your own credentials, tells which it is.',
    observed: ({ description }) => description,
    expected: () => 'an access token',
    // Which of the causes it is decides what fixes it: a new key would go around somebody who
    // disabled this one.
    fix: ({ projectId }) => ({
      summary:
        'Check the step of the key with your own credentials: it sees the cause, and says what to do or whom to ask.',
      commands: [],
      console: [
        `Open ${consolePage('iam-admin/serviceaccounts', projectId)}, the account, then Keys.`,
      ],
    }),
  }),
  accountRejected: diagnosis<Data & { description: string }>({
    code: 'GCP-SPOT-002',
    severity: 'fail',
    title: 'Google does not let the service account of this key sign in',
    explain: () => 'It was deleted, or it is disabled. Google gives the same answer for both.',
    observed: ({ description }) => description,
    expected: () => 'an access token',
    fix: () => ({
      summary:
        'Check the step of the service account with your own credentials: it sees which of the two it is, and prints what fixes it.',
      commands: [],
    }),
  }),
  mayNothing: diagnosis<Data>({
    code: 'GCP-SPOT-003',
    severity: 'fail',
    title: 'Spot can sign in, but may do nothing in this project',
    explain: ({ projectId }) =>
      `The service account has no role in ${projectId}, or none that holds. ${wait}`,
    observed: () => 'none of the permissions that Spot needs',
    expected: expectRole,
    fix: settleRole,
  }),
  lacks: diagnosis<Data & { missing: readonly string[] }>({
    code: 'GCP-SPOT-004',
    severity: 'fail',
    title: 'Spot may do part of its work only',
    explain: () =>
      `Its role is another one, lacks permissions, or a deny policy of the organization takes some away. ${wait}`,
    observed: ({ missing }) =>
      `without ${missing.slice(0, 12).join(', ')}${missing.length > 12 ? ` and ${missing.length - 12} more` : ''}`,
    expected: expectRole,
    fix: settleRole,
  }),
  mayTakeOver: diagnosis<Data & { extra: readonly string[] }>({
    code: 'GCP-SPOT-007',
    severity: 'warning',
    title: 'With this key one could take over the project',
    explain: () =>
      'Google says that the key has these permissions in the project, by whatever role, custom role, group, folder or organization. Spot needs none of them, and whoever gets hold of the key could use them to give themselves any other.',
    observed: ({ extra }) => extra.join(', '),
    expected: () => 'none of them',
    fix: () => ({
      summary: 'Find the role that brings them, and take it away from the service account.',
      commands: [],
      console: [
        'Open IAM & Admin > Policy Analyzer and ask which role gives the service account these permissions.',
      ],
      who: 'someone with the role Project IAM Admin, or an administrator of the organization',
    }),
  }),
  apiOff: diagnosis<Data & { api: string; message: string }>({
    code: 'GCP-SPOT-005',
    severity: 'fail',
    title: 'An API that Spot calls is off',
    explain: () =>
      'Google refuses every call to an API that is off, whatever the role. It may have been switched off after the connection was made.',
    observed: ({ message }) => message,
    expected: ({ api }) => `${api} is on`,
    fix: ({ projectId, api }) => askAboutApis(projectId, [api]),
  }),
  billingOff: diagnosis<Data & { message: string }>({
    code: 'GCP-SPOT-006',
    severity: 'fail',
    title: 'Google refuses Spot because billing is off',
    explain: () => 'Compute Engine works only in projects with an open billing account.',
    observed: ({ message }) => message,
    expected: () => 'billing is on',
    fix: ({ projectId }) => ({
      summary: 'Link an open billing account.',
      commands: [],
      console: [
        `Open ${consolePage('billing/linkedaccount', projectId)} and choose Link a billing account.`,
      ],
      who: 'someone with the roles Project Billing Manager and Billing Account User',
    }),
  }),
};

export default diagnoses;
