import askFirst from '../../ask-first.ts';
import { diagnosis } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { explainSlip } from '../../similar.ts';
import {
  type AccountInputs,
  createKey,
  deleteKeys,
  emailOf,
  keyInConsole,
} from '../_fixes/commands.ts';

const who = 'someone with the role Service Account Key Admin';

/** `forbidden`: a policy of the organization refuses new keys, and every command that makes one. */
const newKey = (inputs: AccountInputs & { forbidden?: boolean }, summary: string) => ({
  summary: inputs.forbidden
    ? `${summary} A policy of the organization forbids new keys for now: the step “See whether keys are allowed” says whom to ask. After that check again.`
    : `${summary} Put what the command prints into the field “Key file” at the top of the page, and hand it to Spot.`,
  commands: inputs.forbidden ? [] : [createKey(inputs)],
  console: keyInConsole(inputs),
  who,
});

/** What Google says of a key that people disabled. */
const byPeople = 'SERVICE_ACCOUNT_KEY_DISABLE_REASON_USER_INITIATED';

/** Ways in which the key, or the file that holds it, can be wrong. */
const diagnoses = {
  none: diagnosis<AccountInputs>({
    code: 'GCP-KEY-001',
    severity: 'fail',
    title: 'The service account has no key',
    explain: () =>
      'Spot signs in with a key of the service account. None was created yet, or all were deleted.',
    observed: () => 'no key that people made',
    expected: () => 'one key',
    fix: (inputs) => newKey(inputs, 'Create a key.'),
  }),
  wrongKind: diagnosis<AccountInputs & { what: string }>({
    code: 'GCP-KEY-002',
    severity: 'fail',
    title: 'This is not the key file of a service account',
    explain: () =>
      'Google has several files that look alike. Spot takes only the JSON key of a service account, whose first line says "type": "service_account".',
    observed: ({ what }) => what,
    expected: () => '"type": "service_account"',
    fix: (inputs) => newKey(inputs, 'Create a key of the service account, of the type JSON.'),
  }),
  otherProject: diagnosis<AccountInputs & { found: string }>({
    code: 'GCP-KEY-003',
    severity: 'fail',
    title: 'The key belongs to another project',
    explain: ({ found, projectId }) =>
      `Spot would connect ${found} instead of ${projectId}.${explainSlip(found, projectId) || ' This happens when a script writes the keys of several projects into files of the same name.'}`,
    observed: ({ found }) => `project_id ${found}`,
    expected: ({ projectId }) => `project_id ${projectId}`,
    fix: (inputs) =>
      newKey(inputs, `Take the file of ${inputs.projectId}, or create a new key there.`),
  }),
  otherAccount: diagnosis<AccountInputs & { found: string }>({
    code: 'GCP-KEY-004',
    severity: 'fail',
    title: 'The key belongs to another service account',
    explain: ({ found, ...inputs }) =>
      `Spot would work as ${found}, with the roles of that account, not as the one that this page set up.${explainSlip(found, emailOf(inputs))}`,
    observed: ({ found }) => `client_email ${found}`,
    expected: (inputs) => `client_email ${emailOf(inputs)}`,
    fix: (inputs) => newKey(inputs, 'Create a key of the right service account.'),
  }),
  incomplete: diagnosis<AccountInputs & { length: number }>({
    code: 'GCP-KEY-005',
    severity: 'fail',
    title: 'The private key in the file is missing, cut off, or something else',
    explain: () =>
      'Without all of it, and nothing but it, nobody can sign in. Google hands a private key out once and keeps no copy, so it cannot be fixed.',
    observed: ({ length }) =>
      length === 0 ? 'no private_key' : `a private_key of ${length} characters`,
    expected: () => 'a private_key of about 1,700 characters',
    fix: (inputs) => newKey(inputs, 'Create a new key, and copy the whole file.'),
  }),
  gone: diagnosis<
    AccountInputs & { id: string; whose: 'of this one' | 'of a former one' | 'unknown' }
  >({
    code: 'GCP-KEY-006',
    severity: 'fail',
    title: 'The key in the file no longer exists',
    explain: ({ whose }) =>
      `${
        {
          'of this one':
            'Somebody deleted it: the file is of this service account, which no longer has the key.',
          'of a former one':
            'The service account was deleted and created anew: the file is of the former one, whose keys went with it.',
          unknown:
            'It was deleted, by itself or with a former service account of this name. The step of the service account, checked with your own credentials, tells which.',
        }[whose]
      } Google answers such a key with “Invalid JWT Signature”.`,
    observed: ({ id }) => `${id} is not among the keys of the service account`,
    expected: () => 'a key that exists',
    fix: (inputs) => newKey(inputs, 'Create a new key.'),
  }),
  disabled: diagnosis<AccountInputs & { id: string; reason: string | undefined }>({
    code: 'GCP-KEY-007',
    severity: 'fail',
    title: 'The key is disabled',
    explain: ({ reason }) =>
      `Nobody can sign in with it. ${
        reason === byPeople
          ? 'Google says that somebody of your company did it.'
          : 'Google disables keys by itself when they turn up in a public place such as GitHub; here it does not say whether that is the reason.'
      }`,
    observed: ({ id, reason }) => `${id}, disabled${reason ? ` (${reason})` : ''}`,
    expected: () => 'an enabled key',
    fix: ({ id, reason, ...inputs }) =>
      askFirst({
        summary:
          reason === byPeople
            ? 'Ask who disabled it, and why. If it shall stay so, create a new key, and delete this one.'
            : 'Ask who or what disabled it, and why, before anybody enables it. If nobody knows, create a new key, and delete this one.',
        who,
        send: `The key ${id} of the service account ${emailOf(inputs)}, with which Spot signs in, is disabled. Was that done on purpose? If not, may it be enabled again?`,
        console: [
          ...keyInConsole(inputs).slice(0, 1),
          'The Logs Explorer shows who did it: protoPayload.methodName="google.iam.admin.v1.DisableServiceAccountKey".',
        ],
        // What Google disabled itself must stay so.
        agreed:
          reason === byPeople
            ? [
                `gcloud iam service-accounts keys enable ${quote(id)} --iam-account=${emailOf(inputs)} --project=${inputs.projectId}`,
              ]
            : [],
      }),
  }),
  expired: diagnosis<AccountInputs & { id: string; end: string }>({
    code: 'GCP-KEY-008',
    severity: 'fail',
    title: 'The key has expired',
    explain: () =>
      'The organization lets keys live for a limited time only (iam.serviceAccountKeyExpiryHours). Every new key will expire in the same way.',
    observed: ({ id, end }) => `${id}, valid until ${end}`,
    expected: () => 'a valid key',
    fix: (inputs) =>
      newKey(
        inputs,
        'Create a new key. Whether the project may have one that lasts, an Organization Policy Administrator says.',
      ),
  }),
  expires: diagnosis<AccountInputs & { id: string; end: string }>({
    code: 'GCP-KEY-009',
    severity: 'warning',
    title: 'The key will expire',
    explain: ({ end }) =>
      `On ${end} Spot loses the connection. The organization lets keys live for a limited time only (iam.serviceAccountKeyExpiryHours).`,
    observed: ({ id, end }) => `${id}, valid until ${end}`,
    expected: () => 'a key without an end, or a date in your calendar to replace it',
    fix: ({ projectId }) =>
      askFirst({
        summary:
          'Replace the key before that day, each time; or ask whether the project may have a key that lasts.',
        who: 'an Organization Policy Administrator, for the exemption',
        send: `Spot signs in to the project ${projectId} with a key of a service account, and iam.serviceAccountKeyExpiryHours lets keys there end after a while. May this project be exempted, so that the connection does not end with the key?`,
        console: [
          'Organization policies > Service account key expiry duration in hours shows the policy of this project.',
        ],
      }),
  }),
  notYet: diagnosis<AccountInputs & { id: string; start: string }>({
    code: 'GCP-KEY-011',
    severity: 'fail',
    title: 'The time of the key has not begun',
    explain: () =>
      'Google takes a key from a day on that stands in it. A key that Google makes is good at once; this one was uploaded with a day of its own.',
    observed: ({ id, start }) => `${id}, valid from ${start}`,
    expected: () => 'a key that is valid now',
    fix: (inputs) => newKey(inputs, 'Let Google create a key.'),
  }),
  exposed: diagnosis<AccountInputs & { id: string; how: string; full: boolean }>({
    code: 'GCP-KEY-012',
    severity: 'fail',
    title: 'Strangers may have this key',
    explain: () =>
      'Google found it where others can read it, and disables such keys by itself. Whoever has it could sign in as the service account, again as soon as somebody enables it. A new key puts an end to that.',
    observed: ({ id, how }) => `${id}, ${how}`,
    expected: () => 'a key that nobody else has seen',
    fix: ({ id, full, ...inputs }) => {
      const { commands, console, summary, who } = newKey(
        inputs,
        'Create a new key, and delete this one; take it out of where it lies, too. Never enable it again.',
      );
      const deletion = deleteKeys(inputs, [id]);
      return {
        summary,
        // With ten keys there is no room for a new one before.
        commands: full ? [deletion, ...commands] : [...commands, deletion],
        console: [...console, `Delete the key ${id}.`],
        who,
      };
    },
  }),
  changed: diagnosis<AccountInputs & { what: string }>({
    code: 'GCP-KEY-013',
    severity: 'fail',
    title: 'The key file is not as Google wrote it',
    explain: () =>
      'Spot takes the file with all the fields that Google put into it: whose key it is, and where to sign in with it.',
    observed: ({ what }) => what,
    expected: () => 'the file as Google wrote it',
    fix: (inputs) =>
      newKey(inputs, 'Take the file that Google made. If it is gone, create a new key.'),
  }),
  tooMany: diagnosis<AccountInputs & { useless: readonly string[] }>({
    code: 'GCP-KEY-010',
    severity: 'fail',
    title: 'The service account has ten keys, and Google allows no more',
    explain: () => 'Creating another one is refused with “Precondition check failed”.',
    observed: () => 'ten keys',
    expected: () => 'fewer than ten',
    fix: ({ useless, ...inputs }) => ({
      summary:
        useless.length > 0
          ? 'Delete the keys that are disabled or have expired: nobody can be using them.'
          : 'Delete keys that nobody uses. The console shows when each was last used; which ones can go only their owners know.',
      // A key that works may be somebody's.
      commands: useless.length > 0 ? [deleteKeys(inputs, useless)] : [],
      console: [
        ...keyInConsole(inputs).slice(0, 1),
        'Choose Keys, and delete the ones that are not in use.',
      ],
      who,
    }),
  }),
};

export default diagnoses;
