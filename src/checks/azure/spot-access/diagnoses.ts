import askFirst from '../../ask-first.ts';
import { diagnosis } from '../../define-check.ts';
import { observed, signInDiagnoses, valueRefused } from '../_app/sign-in.ts';
import { assignRole } from '../_fixes/commands.ts';
import { registerProviders } from '../_role/resource-providers.ts';
import { spotActions } from '../_role/spot-role.ts';

export interface AccessData {
  tenantId: string;
  clientId: string;
  subscriptionId: string;
  roleName: string;
  /** In Azure's words. */
  message: string;
}

const inOwnEyes =
  'If it goes on after that, check the steps before with your own credentials: they see what Spot cannot.';

/** The ways in which `azure/spot-access` fails, and their words. */
const diagnoses = {
  ...signInDiagnoses,
  noRights: diagnosis<AccessData>({
    code: 'AZ-SPOT-001',
    severity: 'fail',
    title: 'Spot signs in, and may do next to nothing in the subscription',
    explain: () =>
      'Azure refused Spot the machines, scale sets and networks. No role is assigned to the app in this subscription, or it is assigned to a part of it only, to another object ID, or less than ten minutes ago.',
    observed,
    expected: ({ roleName }) => `“${roleName}” assigned to the app, at the subscription`,
    fix: (data) => ({
      summary: `Assign the role to the app. ${inOwnEyes}`,
      commands: [assignRole(data)],
    }),
  }),
  someRefused: diagnosis<AccessData & { refused: string[] }>({
    code: 'AZ-SPOT-002',
    severity: 'fail',
    title: 'Spot may not do all that it needs',
    explain: ({ refused }) =>
      `Spot asked for four lists and was refused ${refused.join(', ')}. The role lacks these actions.`,
    observed,
    expected: () => 'all four lists',
    fix: ({ roleName }) => ({
      // Where else the role can be assigned is not seen here, and writing it anew would take that away.
      summary: `Check the step “Create the role” with your own credentials: it says what “${roleName}” lacks, and prints the command that adds it and keeps where the role can be assigned. If that step is green, the app has another role: see the step “Give the role to the app”.`,
      commands: [],
    }),
  }),
  subscriptionUnknown: valueRefused({
    code: 'AZ-SPOT-003',
    title: 'Azure has no subscription of this ID',
    explain: () =>
      'Spot signed in, asked for the subscription, and Azure knows none of this ID. It has a wrong character, or is the ID of something else.',
    expected: () => 'the ID of the subscription',
    summary: 'Copy the subscription ID into its field.',
    console: ['Open Subscriptions > your subscription, and copy the Subscription ID.'],
  }),
  otherTenant: valueRefused({
    code: 'AZ-SPOT-004',
    title: 'The subscription belongs to another directory than the app',
    explain: () =>
      'Spot signed in at the directory that you named, and Azure says that the subscription belongs to another one. App and subscription must be in the same directory.',
    expected: () => 'app and subscription in one directory',
    summary:
      'Compare the directory of the subscription with the directory of the app, and make the app in that of the subscription.',
    console: ['Open Subscriptions > your subscription > Overview: it names the directory.'],
  }),
  denied: diagnosis<AccessData>({
    code: 'AZ-SPOT-005',
    severity: 'fail',
    title: 'A deny assignment refuses Spot',
    explain: () =>
      'The role allows it, and a deny assignment takes it away. It wins over every role.',
    observed,
    expected: () => 'no deny assignment that covers the app',
    fix: ({ clientId, message }) =>
      askFirst({
        summary: 'Ask for an exception for the app.',
        who: 'whoever manages the deployment stack, managed application or blueprint that made it',
        send: `Azure refuses the application ${clientId}, with which Spot works: “${message}” Please exclude its service principal in the deny settings, or tell us what Spot may do instead.`,
        console: [
          'Open Subscriptions > your subscription > Access control (IAM) > Deny assignments, and open it: the description says what made it.',
        ],
      }),
  }),
  underCondition: diagnosis<AccessData>({
    code: 'AZ-SPOT-008',
    severity: 'fail',
    title: 'A condition on the role keeps Spot out',
    explain: () =>
      'Azure says that the role is there and that its condition is not fulfilled. Whoever assigned the role set the condition, so it may be meant.',
    observed,
    expected: ({ roleName }) => `“${roleName}” with a condition that lets Spot work, or with none`,
    fix: ({ clientId, roleName, subscriptionId, message }) =>
      askFirst({
        summary: 'Ask whoever assigned the role.',
        who: 'an owner of the subscription',
        send: `The role “${roleName}” of the application ${clientId} at /subscriptions/${subscriptionId} has a condition that refuses Spot: “${message}” Please change the condition so that Spot may work in the subscription, or assign the role without one.`,
        console: [
          'Open Subscriptions > your subscription > Access control (IAM) > Role assignments: the column Condition shows it.',
        ],
      }),
  }),
  actionsMissing: diagnosis<AccessData & { missing: string[] }>({
    code: 'AZ-SPOT-007',
    severity: 'fail',
    title: 'Spot sees the subscription, and may not do its work there',
    explain: ({ missing }) =>
      `Azure says what the app may do: ${missing.length} of the ${spotActions.length} actions of the guide’s role are not in it. It has another role than that one (Reader, for example), the role itself lacks them, or it was assigned less than ten minutes ago.`,
    observed: ({ missing }) =>
      `not allowed: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}`,
    expected: ({ roleName }) => `“${roleName}” assigned to the app, at the subscription`,
    fix: (data) => ({
      summary: `Assign the guide’s role to the app. ${inOwnEyes}`,
      commands: [assignRole(data)],
    }),
  }),
  notRegistered: diagnosis<AccessData & { namespaces: string[] }>({
    code: 'AZ-SPOT-006',
    severity: 'fail',
    title: 'The subscription is not registered for what Spot asked',
    explain: () =>
      'Azure knows the right, and the subscription has never used the service: it has to be registered for it first.',
    observed,
    expected: () => 'Registered',
    fix: ({ namespaces, subscriptionId }) => ({
      summary: 'Register the resource providers.',
      commands: [registerProviders(namespaces, subscriptionId)],
    }),
  }),
};

export default diagnoses;
