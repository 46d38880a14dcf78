import {
  createApplication,
  createSubscription,
  createUser,
} from '../../../../src/simulator/azure/seed.ts';
import type { SubscriptionStatus } from '../../../../src/simulator/azure/state.ts';
import type { Fault } from '../../../define-faults.ts';
import { takePrintedSecret } from '../../_world/app.ts';
import { rights, signIn, typed } from '../../_world/reasons.ts';
import { assign, findAssignments, takeRoles } from '../../_world/role.ts';
import { addTenant } from '../../_world/world.ts';
import type { SubscriptionWorld } from '../worlds.ts';
import hoursAfterAssigning from './hours-after-assigning.ts';

/** The subscription is in another state. */
function stateFault(
  name: string,
  title: string,
  state: SubscriptionStatus,
  code: string,
): Fault<SubscriptionWorld> {
  return {
    name,
    title,
    catalogue: 'F-129',
    breaks({ subscription }) {
      subscription.state = state;
    },
    expected: { reader: [code], spot: [] },
    noCommand: 'Only whoever pays the bill can reactivate it.',
  };
}

/** The reader's own roles become this one, wherever they have them. */
function replaceReaderRole(subject: SubscriptionWorld, role: string): void {
  const { objectId } = subject.reader.azure;
  const held = findAssignments(subject, objectId);
  takeRoles(subject, objectId);
  for (const { scope } of held) assign(subject, objectId, { role, scope });
}

/** The subscription, the directory, and the reader. */
export const subscriptionFaults: readonly Fault<SubscriptionWorld>[] = [
  {
    name: 'subscription-id-mistyped',
    title: 'The subscription ID has a wrong character',
    catalogue: 'F-113',
    breaks({ inputs }) {
      inputs.subscriptionId = '0b1c2d3e-1111-4222-8333-444455556666';
    },
    expected: { reader: ['AZ-SUB-001'], spot: ['AZ-SPOT-003'] },
    noCommand: typed,
  },
  {
    name: 'subscription-id-differs-by-a-character',
    title: 'One character of the subscription ID is another',
    catalogue: 'F-113',
    breaks({ inputs }) {
      inputs.subscriptionId = inputs.subscriptionId.replace(/.$/, (last) =>
        last === '0' ? '1' : '0',
      );
    },
    expected: { reader: ['AZ-SUB-001'], spot: ['AZ-SPOT-003'] },
    noCommand: typed,
  },
  {
    name: 'tenant-id-as-subscription-id',
    title: 'The ID of the directory stands in the field of the subscription',
    catalogue: 'F-113',
    breaks({ inputs }) {
      inputs.subscriptionId = inputs.tenantId;
    },
    expected: { reader: ['AZ-SUB-002'], spot: ['AZ-SPOT-003'] },
    noCommand: typed,
  },
  {
    name: 'tenant-id-of-another-directory',
    title: 'The ID of another directory that exists was typed',
    catalogue: 'F-109',
    breaks(subject) {
      subject.inputs.tenantId = addTenant(subject).id;
    },
    expected: { reader: ['AZ-SUB-003'], spot: ['AZ-SIGNIN-003'] },
    noCommand: typed,
  },
  {
    name: 'tenant-id-mistyped',
    title: 'The ID of the directory has a wrong character',
    catalogue: 'F-109',
    breaks({ inputs }) {
      inputs.tenantId = '0b1c2d3e-1111-4222-8333-777788889999';
    },
    expected: { reader: ['AZ-SUB-003'], spot: ['AZ-SIGNIN-004'] },
    noCommand: typed,
  },
  {
    name: 'subscription-moved',
    title: 'The subscription was moved to another directory after it was connected',
    catalogue: 'F-129',
    breaks(subject) {
      subject.subscription.tenantId = addTenant(subject).id;
    },
    expected: { reader: ['AZ-SUB-008'], spot: ['AZ-SPOT-004'] },
    noCommand:
      'Everything has to be made again in the other directory, by following the guide there.',
  },
  {
    name: 'signed-in-to-another-directory',
    title: 'The reader is signed in to another directory, where they have a subscription too',
    breaks(subject) {
      const tenant = addTenant(subject);
      const subscription = createSubscription(subject.world, { tenant });
      subject.reader = {
        azure: createUser(subject.world, { tenant, upn: 'alex', subscriptionId: subscription.id }),
      };
    },
    expected: { reader: ['AZ-SUB-004'], spot: [] },
    noCommand: signIn,
  },
  stateFault('subscription-disabled', 'The subscription is disabled', 'Disabled', 'AZ-SUB-005'),
  stateFault('subscription-past-due', 'A payment is overdue', 'PastDue', 'AZ-SUB-006'),
  stateFault(
    'subscription-warned',
    'The subscription is about to be disabled',
    'Warned',
    'AZ-SUB-006',
  ),
  {
    name: 'subscription-is-a-trial',
    title: 'The subscription is a free trial with a spending limit',
    breaks({ subscription }) {
      subscription.quotaId = 'FreeTrial_2014-09-01';
      subscription.spendingLimit = 'On';
    },
    expected: { reader: ['AZ-SUB-007'], spot: [] },
    noCommand: 'Only whoever pays the bill can upgrade it.',
  },
  {
    name: 'reader-has-no-role',
    title: 'The reader has no role in the subscription',
    catalogue: 'F-122',
    breaks: (subject) => takeRoles(subject, subject.reader.azure.objectId),
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'azure/subscription', status: 'undetermined' },
    noCommand: rights,
  },
  {
    name: 'reader-is-contributor',
    title: 'The reader is Contributor, who may make anything but roles',
    catalogue: 'F-122',
    breaks: (subject) => replaceReaderRole(subject, 'Contributor'),
    expected: { reader: ['AZ-READER-001'], spot: [] },
    noCommand: rights,
  },
  {
    name: 'reader-is-access-administrator',
    title: 'The reader may give roles and register no resource provider',
    catalogue: 'F-122',
    breaks: (subject) => replaceReaderRole(subject, 'User Access Administrator'),
    // The portal shows that all are registered: nothing is left to do there.
    expected: { reader: ['AZ-READER-005'], spot: [] },
    noCommand: rights,
  },
  {
    name: 'users-may-not-register-apps',
    title: 'In this directory only administrators may register apps, and the reader is none',
    catalogue: 'F-123',
    breaks({ tenant }) {
      tenant.authorizationPolicy.allowedToCreateApps = false;
    },
    expected: { reader: ['AZ-READER-002'], spot: [] },
    noCommand: rights,
  },
  {
    name: 'reader-session-expired',
    title: 'The sign-in of the reader is of a user who was deleted',
    breaks(subject) {
      const { tenant, reader } = subject;
      const user = tenant.users.get(reader.azure.objectId);
      if (!user) throw new Error('The reader is no user of the directory.');
      user.accountEnabled = false;
    },
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'azure/subscription', status: 'undetermined' },
    noCommand: signIn,
  },
  {
    name: 'another-app-of-the-same-directory',
    title: 'The client ID of another app of the directory was typed',
    catalogue: 'F-108',
    breaks({ world, tenant, inputs, reader }) {
      inputs.clientId = createApplication(world, {
        tenant,
        displayName: 'Backup',
        owner: reader.azure.objectId,
        webRedirectUris: ['https://spot.io'],
      }).application.appId;
    },
    expected: { reader: ['AZ-SECRET-006', 'AZ-ASSIGN-004'], spot: ['AZ-SIGNIN-001'] },
    correctInputs: takePrintedSecret,
    hoursAfterFix: hoursAfterAssigning,
  },
];
