import { diagnosis } from '../../define-check.ts';
import { assignRole, deleteAssignment } from '../_fixes/commands.ts';

export interface AssignData {
  clientId: string;
  roleName: string;
  subscriptionId: string;
}

const assignInConsole = [
  'Open Subscriptions > your subscription > Access control (IAM) > Add > Add role assignment.',
  'Choose the role, then Members > Select members, and type the name of the app: it is not in the list before.',
  'Choose Select, then Review + assign.',
];

const assignIt = (data: AssignData) => ({
  summary: 'Assign the role to the app, at the subscription.',
  commands: [assignRole(data)],
  console: assignInConsole,
});

/** The ways in which `azure/role-assignment` fails, and their words. */
const diagnoses = {
  none: diagnosis<AssignData>({
    code: 'AZ-ASSIGN-001',
    severity: 'fail',
    title: 'The app has no role in the subscription',
    explain: () =>
      'Spot can sign in, and Azure refuses everything it asks: AuthorizationFailed. Nothing was assigned yet, it was assigned in another subscription, or it was taken away.',
    observed: () => 'no role assignment for the app',
    expected: ({ roleName, subscriptionId }) => `“${roleName}” at /subscriptions/${subscriptionId}`,
    fix: assignIt,
  }),
  belowOnly: diagnosis<AssignData & { scopes: string[] }>({
    code: 'AZ-ASSIGN-002',
    severity: 'fail',
    title: 'The role is assigned for a part of the subscription only',
    explain: () =>
      'Spot looks at the whole subscription, and Azure refuses it there with AuthorizationFailed.',
    observed: ({ scopes }) => scopes.join(', '),
    expected: ({ subscriptionId }) => `/subscriptions/${subscriptionId}`,
    fix: assignIt,
  }),
  toAppObject: diagnosis<AssignData & { objectId: string; right: string; ids: string[] }>({
    code: 'AZ-ASSIGN-003',
    severity: 'fail',
    title: 'The role was given to the object ID of the app registration',
    explain: ({ right }) =>
      `The registration and the service principal of an app have different object IDs. Roles work for the service principal only, here ${right}. The portal shows what you made as “Identity not found”.`,
    observed: ({ objectId }) => objectId,
    expected: ({ right }) => right,
    fix: (data) => ({
      ...assignIt(data),
      summary:
        'Assign the role to the app itself. What was assigned to the wrong ID does nothing; remove it when you like.',
    }),
  }),
  toOthers: diagnosis<AssignData & { others: string[]; near: string | undefined; right: string }>({
    code: 'AZ-ASSIGN-004',
    severity: 'fail',
    title: 'The role was given to somebody else',
    explain: ({ near, right }) =>
      near === undefined
        ? `The role is assigned, and not to the app of this client ID, whose service principal is ${right}. The page Access control (IAM) > Role assignments shows who has it; “Identity not found” is an app that was deleted, and a new one has a new object ID.`
        : `The role is assigned to ${near}, and the service principal of the app is ${right}: they differ in a character or two, so the ID was mistyped when the role was given.`,
    observed: ({ others }) => others.join(', '),
    expected: ({ clientId, right }) => `the app ${clientId}, whose service principal is ${right}`,
    fix: assignIt,
  }),
  otherRole: diagnosis<AssignData & { roles: string[] }>({
    code: 'AZ-ASSIGN-005',
    severity: 'fail',
    title: 'The app has another role, which is not enough',
    explain: () => 'It can do something in the subscription, but not all that Spot needs.',
    observed: ({ roles }) => roles.join(', '),
    expected: ({ roleName }) => `“${roleName}”`,
    fix: assignIt,
  }),
  broaderToo: diagnosis<
    AssignData & { roles: string[]; ids: string[]; gives: string[]; complete: string | undefined }
  >({
    code: 'AZ-ASSIGN-006',
    severity: 'warning',
    title: 'The app has a broad role besides',
    explain: () =>
      'Spot needs only its own role. Whoever gets hold of the secret could do everything that the broad role allows.',
    observed: ({ roles }) => roles.join(', '),
    expected: ({ roleName }) => `“${roleName}” alone`,
    fix: ({ ids, gives, complete, roleName }) => ({
      summary:
        gives.length > 0
          ? `“${roleName}” lacks ${gives.slice(0, 3).join(', ')}${gives.length > 3 ? ` and ${gives.length - 3} actions more` : ''}, which Spot has through the broad role alone. Give “${roleName}” the whole list first; then take the broad role away, unless another program uses the same app.`
          : 'Take the broad role away, unless another program uses the same app: give that one an app of its own.',
      commands: [...(complete === undefined ? [] : [complete]), ...ids.map(deleteAssignment)],
      console: [
        'Open Subscriptions > your subscription > Access control (IAM) > Role assignments, tick the app under the broad role, and choose Remove.',
      ],
    }),
  }),
  broaderInstead: diagnosis<AssignData & { roles: string[]; ids: string[] }>({
    code: 'AZ-ASSIGN-007',
    severity: 'warning',
    title: 'The app has a broad role instead of its own',
    explain: () =>
      'Spot works. But the secret then opens the whole subscription, where the role of this guide would be enough.',
    observed: ({ roles }) => roles.join(', '),
    expected: ({ roleName }) => `“${roleName}”`,
    fix: (data) => ({
      summary: 'Assign the role of this guide, then take the broad one away.',
      commands: [[assignRole(data), ...data.ids.map(deleteAssignment)].join('\n')],
      console: [...assignInConsole, 'Then tick the app under the broad role, and choose Remove.'],
    }),
  }),
};

export default diagnoses;
