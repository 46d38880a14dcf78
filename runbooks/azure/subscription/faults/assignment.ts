import { randomUUID } from 'node:crypto';
import {
  createApplication,
  createGroup,
  createSubscription,
  createUser,
} from '../../../../src/simulator/azure/seed.ts';
import type { Fault } from '../../../define-faults.ts';
import { minute } from '../../../time.ts';
import { findApplication, findServicePrincipal } from '../../_world/app.ts';
import { ask, rights } from '../../_world/reasons.ts';
import {
  addCustomPolicy,
  addPolicy,
  assign,
  denyActions,
  findAssignment,
  formatScope,
  unassign,
} from '../../_world/role.ts';
import { formatSubscriptionScope } from '../../_world/world.ts';
import type { SubscriptionWorld } from '../worlds.ts';
import hoursAfterAssigning from './hours-after-assigning.ts';
import seenBySpot from './seen-by-spot.ts';

/**
 * The role is assigned elsewhere, or to somebody else, in place of to the app at the subscription.
 */
function assignmentFault(
  name: string,
  title: string,
  code: string,
  instead: (
    subject: SubscriptionWorld,
  ) => { principalId?: string; scope?: string; role?: string } | undefined,
  catalogue?: string,
  spot: readonly string[] = ['AZ-SPOT-001'],
): Fault<SubscriptionWorld> {
  return {
    name,
    title,
    catalogue,
    breaks(subject) {
      const { principalId } = unassign(subject);
      const other = instead(subject);
      if (other) assign(subject, other.principalId ?? principalId, other);
    },
    expected: { reader: [code], spot },
    hoursAfterFix: hoursAfterAssigning,
  };
}

/** A further role of the app at the subscription. */
const broaderFault = (name: string, role: string): Fault<SubscriptionWorld> => ({
  name,
  title: `The app is ${role} besides`,
  breaks: (subject) => assign(subject, findServicePrincipal(subject).id, { role }),
  expected: { reader: ['AZ-ASSIGN-006'], spot: [] },
});

/** A broad role in place of the guide's. */
const insteadFault = (name: string, role: string): Fault<SubscriptionWorld> => ({
  name,
  title: `The app is ${role} instead of having its own role`,
  breaks(subject) {
    const { principalId } = unassign(subject);
    assign(subject, principalId, { role });
  },
  expected: { reader: ['AZ-ASSIGN-007'], spot: [] },
  hoursAfterFix: hoursAfterAssigning,
});

/** Makes a resource group; returns its scope. */
function addResourceGroup(subject: SubscriptionWorld): string {
  subject.subscription.resourceGroups.set('web', { name: 'web', location: 'westeurope', tags: {} });
  return `${formatScope(subject)}/resourceGroups/web`;
}

/** Of authorization, the reader sees these resources only; the rest of the guide they may do. */
function showAuthorization({ limitReader }: SubscriptionWorld, resources: readonly string[]): void {
  limitReader([
    'Microsoft.Resources/subscriptions/read',
    'Microsoft.Resources/subscriptions/providers/read',
    '*/register/action',
    ...resources.map((resource) => `Microsoft.Authorization/${resource}/*`),
    'microsoft.directory/applications/createAsOwner',
    'microsoft.directory/servicePrincipals/createAsOwner',
  ]);
}

/** Azure's refusal where a condition of the role is not fulfilled. */
function refuseByCondition(request: Request): Response {
  const { pathname } = new URL(request.url);
  const message = `The client 'spot' with object id '0b0b0b0b-2222-4222-8222-222222222222' does not have authorization or an ABAC condition not fulfilled to perform action 'Microsoft.Compute/virtualMachines/read' over scope '${pathname}' or the scope is invalid.`;
  const headers = { 'x-ms-request-id': '5d0d0d0d-4444-4444-8444-444444444444' };
  return Response.json(
    { error: { code: 'AuthorizationFailed', message } },
    { status: 403, headers },
  );
}

/** Who has the role, where, and what forbids the rest. */
export const assignmentFaults: readonly Fault<SubscriptionWorld>[] = [
  assignmentFault(
    'role-not-assigned',
    'The role was never assigned',
    'AZ-ASSIGN-001',
    () => undefined,
    'F-114',
  ),
  assignmentFault(
    'role-refused-while-the-app-was-new',
    'Azure did not find the app yet when the role was to be given (PrincipalNotFound)',
    'AZ-ASSIGN-001',
    () => undefined,
    'F-117',
  ),
  assignmentFault(
    'assigned-to-a-mistyped-id',
    'One character of the object ID was another when the role was given',
    'AZ-ASSIGN-004',
    (subject) => ({
      principalId: findServicePrincipal(subject).id.replace(/.$/, (last) =>
        last === '0' ? '1' : '0',
      ),
    }),
  ),
  assignmentFault(
    'assigned-in-another-subscription',
    'The role was assigned in another subscription',
    'AZ-ASSIGN-001',
    ({ world, tenant }) => ({
      scope: formatSubscriptionScope(createSubscription(world, { tenant, displayName: 'Staging' })),
    }),
    'F-114',
  ),
  assignmentFault(
    'assigned-at-resource-group',
    'The role was assigned at a resource group',
    'AZ-ASSIGN-002',
    (subject) => ({ scope: addResourceGroup(subject) }),
    'F-115',
  ),
  assignmentFault(
    'assigned-to-app-object',
    'The role was given to the object ID of the app registration',
    'AZ-ASSIGN-003',
    (subject) => ({ principalId: findApplication(subject).id }),
    'F-116',
  ),
  assignmentFault(
    'assigned-to-reader',
    'The reader gave the role to themselves',
    'AZ-ASSIGN-004',
    ({ reader }) => ({
      principalId: reader.azure.objectId,
    }),
  ),
  assignmentFault(
    'assigned-to-another-app',
    'The role was given to another app with a similar name',
    'AZ-ASSIGN-004',
    ({ world, tenant }) => ({
      principalId: createApplication(world, { tenant, displayName: 'Spot (old)' }).servicePrincipal
        .id,
    }),
  ),
  assignmentFault(
    'assigned-to-deleted-app',
    'The app was deleted and made again, and the role is still that of the old one',
    'AZ-ASSIGN-004',
    () => ({
      principalId: randomUUID(),
    }),
  ),
  assignmentFault(
    'assigned-reader-instead',
    'The app got the role Reader',
    'AZ-ASSIGN-005',
    () => ({ role: 'Reader' }),
    undefined,
    ['AZ-SPOT-007'],
  ),
  {
    ...assignmentFault(
      'reader-role-as-spot-sees-it',
      'The app may read the subscription, and nothing else',
      '',
      () => ({
        role: 'Reader',
      }),
    ),
    step: 'connect',
    expected: { reader: [], spot: ['AZ-SPOT-007'] },
  },
  broaderFault('owner-besides', 'Owner'),
  broaderFault('contributor-besides', 'Contributor'),
  broaderFault('access-administrator-besides', 'User Access Administrator'),
  insteadFault('owner-instead', 'Owner'),
  insteadFault('contributor-instead', 'Contributor'),
  {
    name: 'assignment-not-effective-yet',
    title: 'The role was assigned a moment ago',
    catalogue: 'F-130',
    breaks(subject) {
      const found = findAssignment(subject);
      found.createdAt = subject.world.clock.now() - minute;
      found.effectiveAt = subject.world.clock.now() + 5 * minute;
    },
    expected: { reader: [] },
    expectedStatus: { check: 'azure/role-assignment', status: 'pending' },
    noCommand: 'Azure only needs time.',
  },
  {
    name: 'assignment-under-condition',
    title: 'The role is assigned under a condition',
    breaks(subject) {
      const found = findAssignment(subject);
      found.condition =
        "((!(ActionMatches{'Microsoft.Compute/virtualMachines/write'})) OR (@Resource[Microsoft.Compute/virtualMachines:name] StringEquals 'x'))";
      found.conditionVersion = '2.0';
    },
    expected: { reader: [] },
    expectedStatus: { check: 'azure/role-assignment', status: 'undetermined' },
    noCommand: 'What a condition does cannot be told from outside.',
  },
  {
    name: 'assigned-to-a-group',
    title: 'The role was given to a group, whose members the check cannot see',
    breaks(subject) {
      const { world, tenant } = subject;
      const { principalId } = unassign(subject);
      const group = createGroup(world, {
        tenant,
        displayName: 'Spot apps',
        members: [principalId],
      });
      assign(subject, group.id);
    },
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'azure/role-assignment', status: 'undetermined' },
    noCommand: 'Whether the app is in the group cannot be seen from outside; it may well be right.',
  },
  {
    name: 'assignment-under-condition-seen-by-spot',
    title: 'The role is assigned under a condition that lets Spot read nothing',
    step: 'connect',
    breaks(subject) {
      const { world } = subject;
      // What Azure answers where a condition is not met.
      world.chaos = {
        intercept: ({ service, request }) =>
          service === 'arm' && new URL(request.url).pathname.includes('/providers/Microsoft.')
            ? refuseByCondition(request)
            : undefined,
      };
    },
    expected: { reader: [], spot: ['AZ-SPOT-008'] },
    noCommand: ask,
  },
  {
    name: 'denied-by-stack',
    title: 'A deployment stack denies everybody to delete anything',
    breaks: (subject) => denyActions(subject, { actions: ['*/delete'] }),
    // The reader is of everybody, and has something to delete at the end of the guide.
    expected: { reader: ['AZ-DENY-001', 'AZ-READER-003'], spot: [] },
    noCommand: ask,
  },
  {
    name: 'reads-denied',
    title: 'A deny assignment shuts the app out of the machines',
    breaks: (subject) =>
      denyActions(subject, {
        actions: ['Microsoft.Compute/*'],
        principals: [{ id: findServicePrincipal(subject).id, type: 'ServicePrincipal' }],
      }),
    expected: { reader: ['AZ-DENY-001'], spot: ['AZ-SPOT-005'] },
    noCommand: rights,
  },
  {
    name: 'denied-for-a-group',
    title: 'A deny assignment names a group',
    breaks(subject) {
      const group = createGroup(subject.world, {
        tenant: subject.tenant,
        displayName: 'Contractors',
      });
      denyActions(subject, { actions: ['*'], principals: [{ id: group.id, type: 'Group' }] });
    },
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'azure/denials', status: 'undetermined' },
    noCommand: 'Who is in the group cannot be seen from outside.',
  },
  {
    name: 'policy-limits-sizes',
    title: 'An Azure Policy allows only some sizes of machines',
    catalogue: 'F-128',
    breaks: (subject) => addPolicy(subject),
    expected: { reader: ['AZ-DENY-002'], spot: [] },
    noCommand: rights,
  },
  {
    name: 'policy-demands-a-tag',
    title: 'An Azure Policy refuses whatever carries no tag of the company',
    breaks: (subject) =>
      addPolicy(subject, {
        name: 'tags',
        displayName: 'Require a tag',
        policyDefinitionName: 'Require a tag on resources',
        policyDefinitionId:
          '/providers/Microsoft.Authorization/policyDefinitions/871b6d14-10aa-478d-b590-94f262ecfa99',
      }),
    expected: { reader: ['AZ-DENY-002'], spot: [] },
    noCommand: rights,
  },
  {
    name: 'policy-of-the-company-denies-machines',
    title: 'A policy that the company wrote itself refuses every virtual machine',
    breaks: (subject) =>
      addCustomPolicy(subject, {
        name: 'no-machines',
        deniesResourceTypes: ['Microsoft.Compute/virtualMachines'],
        rule: {
          if: { field: 'type', equals: 'Microsoft.Compute/virtualMachines' },
          // biome-ignore lint/suspicious/noThenProperty: the language of Azure Policy
          then: { effect: 'deny' },
        },
      }),
    expected: { reader: ['AZ-DENY-002'], spot: [] },
    noCommand: rights,
  },
  {
    name: 'reader-is-denied-to-give-roles',
    title: 'A deny assignment of a deployment stack forbids the reader to give roles',
    breaks: (subject) =>
      denyActions(subject, {
        actions: ['Microsoft.Authorization/roleAssignments/write'],
        principals: [{ id: subject.reader.azure.objectId, type: 'User' }],
      }),
    expected: { reader: ['AZ-READER-003'], spot: [] },
    noCommand: rights,
  },
  {
    name: 'policy-denies-role-assignments',
    title: 'An Azure Policy of the company allows no role assignments in subscriptions',
    breaks: (subject) =>
      addPolicy(subject, {
        name: 'no-roles',
        displayName: 'No roles in subscriptions',
        policyDefinitionName: 'Not allowed resource types',
        policyDefinitionId:
          '/providers/Microsoft.Authorization/policyDefinitions/6c112d4e-5bc7-47ae-a041-ea2d9dccd749',
        deniesResourceTypes: ['Microsoft.Authorization/roleAssignments'],
      }),
    expected: { reader: ['AZ-READER-004'], spot: [] },
    noCommand: rights,
  },
  {
    name: 'reader-may-not-see-policies',
    title: 'A custom role of the reader does not show Azure Policy',
    breaks: (subject) =>
      showAuthorization(subject, [
        'roleAssignments',
        'roleDefinitions',
        'denyAssignments',
        'permissions',
      ]),
    expected: { reader: ['AZ-READER-006'], spot: [] },
    expectedStatus: { check: 'azure/denials', status: 'undetermined' },
    noCommand: rights,
  },
  {
    name: 'reader-may-not-see-denials',
    title: 'A custom role of the reader does not show deny assignments',
    breaks: (subject) =>
      showAuthorization(subject, ['roleAssignments', 'roleDefinitions', 'permissions']),
    expected: { reader: ['AZ-READER-006'], spot: [] },
    expectedStatus: { check: 'azure/denials', status: 'undetermined' },
    noCommand: rights,
  },
  {
    name: 'second-user-holds-the-role',
    title: 'The role belongs to a colleague, and the app has none',
    breaks(subject) {
      const { world, tenant } = subject;
      unassign(subject);
      const colleague = createUser(world, { tenant, upn: 'sam' });
      assign(subject, colleague.objectId);
    },
    expected: { reader: ['AZ-ASSIGN-004'], spot: ['AZ-SPOT-001'] },
    hoursAfterFix: hoursAfterAssigning,
  },
  seenBySpot({
    name: 'role-not-assigned-seen-by-spot',
    title: 'Spot is refused everything',
    catalogue: 'F-114',
    code: 'AZ-SPOT-001',
    breaks: (subject) => void unassign(subject),
    hoursAfterFix: hoursAfterAssigning,
  }),
];
