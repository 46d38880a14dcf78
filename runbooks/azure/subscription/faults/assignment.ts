import { randomUUID } from 'node:crypto';
import {
  assignRole,
  createApplication,
  createGroup,
  createSubscription,
  createUser,
} from '../../../../src/simulator/azure/seed.ts';
import type { DenyAssignment, PolicyAssignment } from '../../../../src/simulator/azure/state.ts';
import { applicationOf, principalOf, type SubscriptionWorld } from '../healthy.ts';
import { seenBySpot } from './app.ts';
import {
  type AzureFault,
  assignmentOf,
  hoursAfterAssigning,
  rights,
  scopeOf,
  unassign,
} from './changes.ts';

/**
 * The role is assigned elsewhere, or to somebody else, in place of to the app at the subscription.
 */
function assignedElsewhere(
  name: string,
  title: string,
  code: string,
  instead: (
    subject: SubscriptionWorld,
  ) => { principalId?: string; scope?: string; role?: string } | undefined,
  catalogue?: string,
  spot: readonly string[] = ['AZ-SPOT-001'],
): AzureFault {
  return {
    name,
    title,
    ...(catalogue ? { catalogue } : {}),
    breaks(subject) {
      const { principalId } = unassign(subject);
      const other = instead(subject);
      if (!other) return;
      const { world, tenant, inputs } = subject;
      assignRole(world, {
        tenant,
        principalId,
        role: inputs.roleName as string,
        scope: scopeOf(subject),
        ...other,
      });
    },
    expected: { reader: [code], spot },
    hoursAfterFix: hoursAfterAssigning,
  };
}

/** A further role of the app at the subscription. */
const broader = (name: string, role: string): AzureFault => ({
  name,
  title: `The app is ${role} besides`,
  breaks: (subject) =>
    void assignRole(subject.world, {
      tenant: subject.tenant,
      principalId: principalOf(subject).id,
      role,
      scope: scopeOf(subject),
    }),
  expected: { reader: ['AZ-ASSIGN-006'], spot: [] },
});

/** A broad role in place of the guide's. */
const instead = (name: string, role: string): AzureFault => ({
  name,
  title: `The app is ${role} instead of having its own role`,
  breaks(subject) {
    const { principalId } = unassign(subject);
    assignRole(subject.world, {
      tenant: subject.tenant,
      principalId,
      role,
      scope: scopeOf(subject),
    });
  },
  expected: { reader: ['AZ-ASSIGN-007'], spot: [] },
  hoursAfterFix: hoursAfterAssigning,
});

/** Denies actions at the subscription, as a deployment stack does. */
export function deny(
  subject: SubscriptionWorld,
  changes: Partial<DenyAssignment> & { actions: string[] },
): void {
  const { actions, ...rest } = changes;
  subject.tenant.denyAssignments.push({
    ...{
      name: randomUUID(),
      displayName: 'Deny settings of the stack “landing-zone”',
      description: 'Made by a deployment stack.',
      scope: scopeOf(subject),
    },
    permissions: [{ actions, notActions: [], dataActions: [], notDataActions: [] }],
    ...{
      doNotApplyToChildScopes: false,
      excludePrincipals: [],
      isSystemProtected: true,
      createdAt: subject.world.clock.now(),
    },
    principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
    ...rest,
  });
}

/** An Azure Policy of the company. */
export function addPolicy(subject: SubscriptionWorld, changes: Partial<PolicyAssignment>): void {
  subject.tenant.policyAssignments.push({
    ...{
      name: 'vm-sizes',
      displayName: 'Allowed machine sizes',
      scope: scopeOf(subject),
      notScopes: [],
      enforcementMode: 'Default',
    },
    policyDefinitionId:
      '/providers/Microsoft.Authorization/policyDefinitions/cccc23c7-8427-4f53-ad12-b6a63eb452b3',
    policyDefinitionName: 'Allowed virtual machine size SKUs',
    deniesResourceTypes: [],
    ...changes,
  });
}

const resourceGroup = (subject: SubscriptionWorld): string => {
  subject.subscription.resourceGroups.set('web', { name: 'web', location: 'westeurope', tags: {} });
  return `${scopeOf(subject)}/resourceGroups/web`;
};

export const assignmentFaults: readonly AzureFault[] = [
  assignedElsewhere(
    'role-not-assigned',
    'The role was never assigned',
    'AZ-ASSIGN-001',
    () => undefined,
    'F-114',
  ),
  assignedElsewhere(
    'assigned-in-another-subscription',
    'The role was assigned in another subscription',
    'AZ-ASSIGN-001',
    ({ world, tenant }) => ({
      scope: `/subscriptions/${createSubscription(world, { tenant, displayName: 'Staging' }).id}`,
    }),
    'F-114',
  ),
  assignedElsewhere(
    'assigned-at-resource-group',
    'The role was assigned at a resource group',
    'AZ-ASSIGN-002',
    (subject) => ({ scope: resourceGroup(subject) }),
    'F-115',
  ),
  assignedElsewhere(
    'assigned-to-app-object',
    'The role was given to the object ID of the app registration',
    'AZ-ASSIGN-003',
    (subject) => ({ principalId: applicationOf(subject).id }),
    'F-116',
  ),
  assignedElsewhere(
    'assigned-to-reader',
    'The reader gave the role to themselves',
    'AZ-ASSIGN-004',
    ({ reader }) => ({
      principalId: reader.azure.objectId,
    }),
  ),
  assignedElsewhere(
    'assigned-to-another-app',
    'The role was given to another app with a similar name',
    'AZ-ASSIGN-004',
    ({ world, tenant }) => ({
      principalId: createApplication(world, { tenant, displayName: 'Spot (old)' }).servicePrincipal
        .id,
    }),
  ),
  assignedElsewhere(
    'assigned-to-deleted-app',
    'The app was deleted and made again, and the role is still that of the old one',
    'AZ-ASSIGN-004',
    () => ({
      principalId: randomUUID(),
    }),
  ),
  assignedElsewhere(
    'assigned-reader-instead',
    'The app got the role Reader',
    'AZ-ASSIGN-005',
    () => ({ role: 'Reader' }),
    undefined,
    ['AZ-SPOT-007'],
  ),
  {
    ...assignedElsewhere(
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
  broader('owner-besides', 'Owner'),
  broader('contributor-besides', 'Contributor'),
  broader('access-administrator-besides', 'User Access Administrator'),
  instead('owner-instead', 'Owner'),
  instead('contributor-instead', 'Contributor'),
  {
    name: 'assignment-not-effective-yet',
    title: 'The role was assigned a moment ago',
    catalogue: 'F-130',
    breaks(subject) {
      const found = assignmentOf(subject);
      found.createdAt = subject.world.clock.now() - 60_000;
      found.effectiveAt = subject.world.clock.now() + 5 * 60_000;
    },
    expected: { reader: [] },
    expectedStatus: { check: 'azure/role-assignment', status: 'pending' },
    noCommand: 'Azure only needs time.',
  },
  {
    name: 'assignment-under-condition',
    title: 'The role is assigned under a condition',
    breaks(subject) {
      const found = assignmentOf(subject);
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
      const { world, tenant, inputs } = subject;
      const { principalId } = unassign(subject);
      const group = createGroup(world, {
        tenant,
        displayName: 'Spot apps',
        members: [principalId],
      });
      assignRole(world, {
        tenant,
        principalId: group.id,
        role: inputs.roleName as string,
        scope: scopeOf(subject),
      });
    },
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'azure/role-assignment', status: 'undetermined' },
    noCommand: 'Whether the app is in the group cannot be seen from outside; it may well be right.',
  },
  {
    name: 'denied-by-stack',
    title: 'A deployment stack denies everybody to delete anything',
    breaks: (subject) => deny(subject, { actions: ['*/delete'] }),
    expected: { reader: ['AZ-DENY-001'], spot: [] },
    noCommand: rights,
  },
  {
    name: 'reads-denied',
    title: 'A deny assignment shuts the app out of the machines',
    breaks: (subject) =>
      deny(subject, {
        actions: ['Microsoft.Compute/*'],
        principals: [{ id: principalOf(subject).id, type: 'ServicePrincipal' }],
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
      deny(subject, { actions: ['*'], principals: [{ id: group.id, type: 'Group' }] });
    },
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'azure/denials', status: 'undetermined' },
    noCommand: 'Who is in the group cannot be seen from outside.',
  },
  {
    name: 'policy-limits-sizes',
    title: 'An Azure Policy allows only some sizes of machines',
    catalogue: 'F-128',
    breaks: (subject) => addPolicy(subject, {}),
    expected: { reader: ['AZ-DENY-002'], spot: [] },
    noCommand: rights,
  },
  {
    name: 'policy-demands-a-tag',
    title: 'An Azure Policy refuses whatever carries no tag of the company',
    breaks: (subject) =>
      addPolicy(subject, {
        ...{
          name: 'tags',
          displayName: 'Require a tag',
          policyDefinitionName: 'Require a tag on resources',
        },
        policyDefinitionId:
          '/providers/Microsoft.Authorization/policyDefinitions/871b6d14-10aa-478d-b590-94f262ecfa99',
      }),
    expected: { reader: ['AZ-DENY-002'], spot: [] },
    noCommand: rights,
  },
  {
    name: 'reader-may-not-see-policies',
    title: 'A custom role of the reader does not show Azure Policy',
    breaks: ({ limitReader }) =>
      limitReader([
        ...[
          'Microsoft.Resources/subscriptions/read',
          'Microsoft.Resources/subscriptions/providers/read',
          '*/register/action',
        ],
        ...['roleAssignments', 'roleDefinitions', 'denyAssignments', 'permissions'].map(
          (what) => `Microsoft.Authorization/${what}/*`,
        ),
        ...[
          'microsoft.directory/applications/createAsOwner',
          'microsoft.directory/servicePrincipals/createAsOwner',
        ],
      ]),
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'azure/denials', status: 'undetermined' },
    noCommand: rights,
  },
  {
    name: 'reader-may-not-see-denials',
    title: 'A custom role of the reader does not show deny assignments',
    breaks: ({ limitReader }) =>
      limitReader([
        ...[
          'Microsoft.Resources/subscriptions/read',
          'Microsoft.Resources/subscriptions/providers/read',
          '*/register/action',
        ],
        ...['roleAssignments', 'roleDefinitions', 'permissions'].map(
          (what) => `Microsoft.Authorization/${what}/*`,
        ),
        ...[
          'microsoft.directory/applications/createAsOwner',
          'microsoft.directory/servicePrincipals/createAsOwner',
        ],
      ]),
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'azure/denials', status: 'undetermined' },
    noCommand: rights,
  },
  {
    name: 'second-user-holds-the-role',
    title: 'The role belongs to a colleague, and the app has none',
    breaks(subject) {
      const { world, tenant, inputs } = subject;
      unassign(subject);
      const colleague = createUser(world, { tenant, upn: 'sam' });
      assignRole(world, {
        tenant,
        principalId: colleague.objectId,
        role: inputs.roleName as string,
        scope: scopeOf(subject),
      });
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
