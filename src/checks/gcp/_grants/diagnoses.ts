import askFirst from '../../ask-first.ts';
import { diagnosis } from '../../define-check.ts';
import {
  type AccountInputs,
  consolePage,
  emailOf,
  grant,
  memberOf,
  revoke,
  revokeAll,
} from '../_fixes/commands.ts';

/** What every diagnosis about a role of the service account knows. */
export interface GrantData extends AccountInputs {
  /** The role as commands take it: `roles/editor`. */
  role: string;
}

const who = 'someone with the role Project IAM Admin';

const inConsole = ({ role, ...inputs }: GrantData) => [
  `Open ${consolePage('iam-admin/iam', inputs.projectId)} and choose Grant access.`,
  `New principals: ${emailOf(inputs)}. Role: ${role}. Leave the condition empty. Choose Save.`,
];

const grantFix = (data: GrantData, summary = 'Grant it.') => ({
  summary,
  commands: [grant(data.projectId, memberOf(data), data.role)],
  console: inConsole(data),
  who,
});

/** Ways in which the service account's roles can be wrong, whichever role was chosen. */
/** A condition is somebody's decision: nobody goes around it with a second grant. */
const conditionFix = (data: GrantData, { summary, send }: { summary: string; send: string }) =>
  askFirst({
    summary,
    send,
    who,
    console: [
      `Open ${consolePage('iam-admin/iam', data.projectId)}: the column Condition shows it.`,
    ],
    agreed: [grant(data.projectId, memberOf(data), data.role)],
  });

export const grantDiagnoses = {
  missing: diagnosis<GrantData>({
    code: 'GCP-ROLE-001',
    severity: 'fail',
    title: 'The service account has no role in this project',
    explain: () =>
      'Spot can sign in with the key, and is then refused everything. The role was not granted yet, or was granted in another project: a service account gets its rights where it is granted a role, not where it was created.',
    observed: (data) => `${emailOf(data)} has no role in ${data.projectId}`,
    expected: ({ role }) => role,
    fix: (data) => grantFix(data),
  }),
  toAlike: diagnosis<GrantData & { alike: string }>({
    code: 'GCP-ROLE-010',
    severity: 'fail',
    title: 'The role was given to a service account that is spelled almost like this one',
    explain: (data) =>
      `${emailOf(data)} does not have the role, and another one has it whose address differs in a character or two. Either the role went to the wrong one, or the ID at the top of the page is mistyped.`,
    observed: ({ role, alike }) => `${role} for ${alike}`,
    expected: (data) => `${data.role} for ${emailOf(data)}`,
    fix: (data) =>
      grantFix(
        data,
        `If the key is that of ${data.alike}, correct the service account ID at the top of the page. Else grant the role to ${emailOf(data)}, and ask what the other one has it for.`,
      ),
  }),
  another: diagnosis<GrantData & { roles: readonly string[] }>({
    code: 'GCP-ROLE-002',
    severity: 'fail',
    title: 'The service account has another role than the one it needs',
    explain: ({ role }) =>
      `With the roles it has, Spot is refused part of what it does. It needs ${role}.`,
    observed: ({ roles }) => roles.join(', '),
    expected: ({ role }) => role,
    fix: (data) =>
      grantFix(
        data,
        'Grant the role it needs. The others can go when you are sure that nothing else uses them.',
      ),
  }),
  over: diagnosis<GrantData & { end: string }>({
    code: 'GCP-ROLE-003',
    severity: 'fail',
    title: 'The role has run out',
    explain: () =>
      'It was granted with a condition that holds no more. Google treats it as not granted.',
    observed: ({ role, end }) => `${role}, ${end}`,
    expected: ({ role }) => `${role}, without a condition`,
    fix: (data) =>
      conditionFix(data, {
        summary: 'Ask whoever granted it until then whether Spot shall go on.',
        send: `The role ${data.role} of ${emailOf(data)} in the project ${data.projectId} was granted under a condition (${data.end}), and Spot has lost its access. Shall it have the role again, without a condition or until a later day?`,
      }),
  }),
  ends: diagnosis<GrantData & { end: string }>({
    code: 'GCP-ROLE-004',
    severity: 'warning',
    title: 'The role will run out',
    explain: ({ end }) =>
      `It was granted with a condition that ends it. Spot loses access to the project on ${end}, and with it control of the machines it runs.`,
    observed: ({ role, end }) => `${role}, until ${end}`,
    expected: ({ role }) => `${role}, without a condition`,
    fix: (data) =>
      conditionFix(data, {
        summary: 'If it shall end then, leave it. Else ask whoever granted it.',
        send: `The role ${data.role} of ${emailOf(data)} in the project ${data.projectId} ends on ${data.end}, and Spot loses its access then. May Spot have it without a condition, or until a later day?`,
      }),
  }),
  conditional: diagnosis<GrantData & { expression: string }>({
    code: 'GCP-ROLE-005',
    severity: 'warning',
    title: 'The role holds only under a condition',
    explain: () =>
      'Whether the condition lets Spot do its work cannot be told from the condition alone. The check “As Spot” shows what it comes to: where it passes, leave the condition.',
    observed: ({ role, expression }) => `${role}, if ${expression}`,
    expected: ({ role }) => `${role}, without a condition`,
    fix: (data) =>
      conditionFix(data, {
        summary: 'If Spot’s own check passes, leave it. Else ask whoever set the condition.',
        send: `The role ${data.role} of ${emailOf(data)} in the project ${data.projectId} holds only if ${data.expression}. Spot needs it for the whole project, at any time. Please change the condition so that Spot may work, or grant the role without one.`,
      }),
  }),
  ofDeleted: diagnosis<GrantData & { deleted: string; roles: readonly string[] }>({
    code: 'GCP-ROLE-006',
    severity: 'fail',
    title: 'The role belongs to a deleted service account of the same name',
    explain: () =>
      'The service account was deleted and created again. For Google that is another account: it has none of the roles of the old one, though the console shows the same address.',
    observed: ({ deleted, roles }) => `${roles.join(', ')} for ${deleted}`,
    expected: (data) => `${data.role} for ${emailOf(data)}`,
    fix: (data) => ({
      summary: 'Grant the role to the account that exists now, and take the leftover away.',
      commands: [
        [
          grant(data.projectId, memberOf(data), data.role),
          ...data.roles.map((role) => revokeAll(data.projectId, data.deleted, role)),
        ].join('\n'),
      ],
      console: [
        `Open ${consolePage('iam-admin/iam', data.projectId)} and remove the entry that is marked as deleted.`,
        ...inConsole(data),
      ],
      who,
    }),
  }),
  unseenAbove: diagnosis<GrantData>({
    code: 'GCP-ROLE-007',
    severity: 'warning',
    title: 'The role is not granted in the project itself',
    explain: () =>
      'A folder or the organization above may grant it, but you may not look there. Granting it here does no harm if it is granted there as well. The check “As Spot” shows whether Spot has it.',
    observed: (data) => `${data.projectId} itself grants ${emailOf(data)} nothing of it`,
    expected: ({ role }) => role,
    fix: (data) =>
      grantFix(
        data,
        'Grant it in the project, or ask somebody who can see the folder and the organization.',
      ),
  }),
  further: diagnosis<GrantData & { roles: readonly { role: string; where: string }[] }>({
    code: 'GCP-ROLE-009',
    severity: 'warning',
    title: 'The service account has further roles, which Spot does not need',
    explain: ({ role }) =>
      `${role} holds what Spot needs. With the others, whoever gets hold of the key can do more: what, stands in the description of each role. They may have been given on purpose, for another program or another product of Spot.`,
    observed: ({ roles }) => roles.map(({ role, where }) => `${role} ${where}`).join(', '),
    expected: ({ role }) => `${role} and no more`,
    fix: (data) => ({
      summary:
        'Ask who gave them, and what for. Take away what nobody needs; give another program a service account of its own.',
      // What somebody gave on purpose stays until they say so.
      commands: [],
      console: [
        `Open ${consolePage('iam-admin/iam', data.projectId)}, choose the pencil beside ${emailOf(data)}, and see what each of its roles is for.`,
      ],
      who,
    }),
  }),
  tooMuch: diagnosis<
    GrantData & {
      broad: string;
      where: string;
      commands: readonly string[];
      gives: readonly string[];
    }
  >({
    code: 'GCP-ROLE-008',
    severity: 'warning',
    title: 'The service account may do more than Spot needs',
    explain: ({ broad }) =>
      `${broad} reaches further than Spot's work: whoever gets hold of the key could use it ${broad === 'roles/editor' ? 'to read and change almost everything in the project' : 'to give themselves any right in the project'}.`,
    observed: ({ broad, where }) => `${broad} ${where}`,
    expected: ({ role }) => `${role} and no more`,
    fix: (data) => ({
      summary:
        data.gives.length > 0
          ? `${data.role} lacks ${data.gives.join(', ')}, which Spot has through ${data.broad} alone. Add that to the role first; then take ${data.broad} away.`
          : `Take ${data.broad} away, once ${data.role} is granted.`,
      commands: data.commands,
      console: [
        `Open ${consolePage('iam-admin/iam', data.projectId)}, choose the pencil beside ${emailOf(data)}, and delete the role ${data.broad}.`,
      ],
      who,
    }),
  }),
};

/** Adds permissions to the custom role that Spot needs. */
const addPermissions = ({ projectId, role }: GrantData, permissions: readonly string[]) =>
  `gcloud iam roles update ${role.slice(role.lastIndexOf('/') + 1)} --project=${projectId} --quiet --add-permissions=${permissions.join(',')}`;

/**
 * Commands that replace a role that is too broad; `gives`: what the needed role lacks, and has to hold
 * before.
 */
export const replaceRole = (
  data: GrantData,
  broad: string,
  needed: readonly string[],
  gives: readonly string[],
): string[] => [
  [
    ...(gives.length > 0 ? [addPermissions(data, gives)] : []),
    ...needed.map((role) => grant(data.projectId, memberOf(data), role)),
    revoke(data.projectId, memberOf(data), broad),
  ].join('\n'),
];
