import {
  newSince2024,
  onlyReads,
  spotActions,
} from '../../../../src/checks/azure/_role/spot-role.ts';
import { createCustomRole, createSubscription } from '../../../../src/simulator/azure/seed.ts';
import type { RolePermission } from '../../../../src/simulator/azure/state.ts';
import type { Fault } from '../../../define-faults.ts';
import { findServicePrincipal } from '../../_world/app.ts';
import { assign, deleteRole, findRole, setPermissions, unassign } from '../../_world/role.ts';
import { formatSubscriptionScope } from '../../_world/world.ts';
import type { SubscriptionWorld } from '../worlds.ts';
import hoursAfterAssigning from './hours-after-assigning.ts';

/** The role permits something else than the guide's. */
function roleFault(
  name: string,
  title: string,
  codes: string | string[],
  permission: Partial<RolePermission>,
  { spot = [], catalogue }: { spot?: string[]; catalogue?: string } = {},
): Fault<SubscriptionWorld> {
  return {
    name,
    title,
    catalogue,
    breaks: (subject) => setPermissions(subject, permission),
    expected: { reader: [codes].flat(), spot },
  };
}

/** The actions of the guide's role without some. */
function removeActions(isUnwanted: (action: string) => boolean): string[] {
  return spotActions.filter((action) => !isUnwanted(action));
}

/** What the custom role holds, and whether it is there. */
export const roleFaults: readonly Fault<SubscriptionWorld>[] = [
  {
    name: 'role-missing',
    title: 'The custom role was never created',
    // Azure refuses a definition of the wrong form, or with a placeholder as its scope.
    catalogue: 'F-120, F-121',
    breaks: deleteRole,
    expected: { reader: ['AZ-ROLE-001'], spot: ['AZ-SPOT-001'] },
    hoursAfterFix: hoursAfterAssigning,
  },
  {
    name: 'role-under-another-name',
    title: 'The role was created under another name than the one on the page',
    breaks(subject) {
      findRole(subject).roleName = 'Spot Core Role';
    },
    expected: { reader: ['AZ-ROLE-001'], spot: [] },
  },
  {
    name: 'role-assignable-in-a-resource-group',
    title: 'AssignableScopes of the role name a resource group, and not the subscription',
    catalogue: 'F-120',
    breaks(subject) {
      const { subscription } = subject;
      unassign(subject);
      subscription.resourceGroups.set('web', { name: 'web', location: 'westeurope', tags: {} });
      findRole(subject).assignableScopes = [
        `${formatSubscriptionScope(subscription)}/resourceGroups/web`,
      ];
    },
    expected: { reader: ['AZ-ROLE-009'], spot: ['AZ-SPOT-001'] },
    hoursAfterFix: hoursAfterAssigning,
  },
  {
    name: 'role-name-taken-by-another-subscription',
    title: 'Another subscription of the directory is connected already, with a role of this name',
    catalogue: 'F-119',
    breaks(subject) {
      const { world, tenant, inputs, reader } = subject;
      deleteRole(subject);
      const other = createSubscription(world, { tenant, displayName: 'Staging' });
      const scope = formatSubscriptionScope(other);
      createCustomRole(world, {
        tenant,
        roleName: inputs.roleName,
        assignableScopes: [scope],
        actions: spotActions,
      });
      // Whoever connected the other one is its owner too.
      assign(subject, reader.azure.objectId, { role: 'Owner', scope });
    },
    expected: { reader: ['AZ-ROLE-002'], spot: ['AZ-SPOT-001'] },
    hoursAfterFix: hoursAfterAssigning,
  },
  roleFault(
    'role-lacks-machines',
    'The role lacks the actions on virtual machines',
    'AZ-ROLE-003',
    {
      actions: removeActions((action) => action.startsWith('Microsoft.Compute/virtualMachines/')),
    },
    { spot: ['AZ-SPOT-002'] },
  ),
  roleFault(
    'role-lacks-network',
    'The role lacks the actions on networks',
    'AZ-ROLE-003',
    {
      actions: removeActions((action) => action.startsWith('Microsoft.Network/')),
    },
    { spot: ['AZ-SPOT-002'] },
  ),
  roleFault('role-lacks-one-action', 'One action is misspelt', ['AZ-ROLE-003', 'AZ-ROLE-008'], {
    actions: spotActions.map((action) =>
      action === 'Microsoft.Compute/disks/beginGetAccess/action'
        ? 'Microsoft.Compute/disks/beginGetAcces/action'
        : action,
    ),
  }),
  roleFault('role-without-wildcard', 'The role may read virtual machines only', 'AZ-ROLE-003', {
    actions: spotActions.map((action) =>
      action === 'Microsoft.Compute/virtualMachines/*'
        ? 'Microsoft.Compute/virtualMachines/read'
        : action,
    ),
  }),
  roleFault(
    'role-empty',
    'The role has no action at all',
    'AZ-ROLE-003',
    { actions: [] },
    { spot: ['AZ-SPOT-001'] },
  ),
  roleFault(
    'actions-as-data-actions',
    'The actions stand under dataActions',
    ['AZ-ROLE-003', 'AZ-ROLE-008'],
    { actions: [], dataActions: [...spotActions] },
    { spot: ['AZ-SPOT-001'] },
  ),
  roleFault('not-actions-take-deletion', 'NotActions forbid deleting anything', 'AZ-ROLE-004', {
    notActions: ['*/delete'],
  }),
  roleFault(
    'not-actions-take-machines',
    'NotActions take the virtual machines away',
    'AZ-ROLE-004',
    { notActions: ['Microsoft.Compute/virtualMachines/*'] },
    { spot: ['AZ-SPOT-002'] },
  ),
  roleFault('role-reads-only', "The role was made from Spot's read-only list", 'AZ-ROLE-005', {
    actions: spotActions.flatMap((action) =>
      onlyReads(action) ? [action] : action.endsWith('/*') ? [action.replace('*', 'read')] : [],
    ),
  }),
  roleFault(
    'role-of-before-2024',
    "The role holds the list of Spot's Terraform module",
    'AZ-ROLE-006',
    {
      actions: removeActions((action) => newSince2024.has(action)),
    },
  ),
  roleFault('role-allows-everything', 'The role allows everything (*)', 'AZ-ROLE-007', {
    actions: ['*'],
  }),
  roleFault(
    'role-allows-all-of-compute',
    'The role allows all of Microsoft.Compute',
    'AZ-ROLE-007',
    {
      actions: [...spotActions, 'Microsoft.Compute/*'],
    },
  ),
  roleFault('role-may-give-roles', 'The role may also give roles', 'AZ-ROLE-008', {
    actions: [...spotActions, 'Microsoft.Authorization/roleAssignments/write'],
  }),
  {
    name: 'role-of-another-app-changed',
    title: 'The role lacks actions and the assignment is gone as well',
    breaks(subject) {
      setPermissions(subject, {
        actions: removeActions((action) => action.startsWith('Microsoft.Insights/')),
      });
      unassign(subject);
    },
    expected: { reader: ['AZ-ROLE-003', 'AZ-ASSIGN-001'], spot: ['AZ-SPOT-001'] },
    hoursAfterFix: hoursAfterAssigning,
  },
  {
    name: 'role-lacks-one-action-beside-owner',
    title: 'The role lacks actions, which the app has through Owner alone',
    breaks(subject) {
      setPermissions(subject, {
        actions: removeActions((action) => action.startsWith('Microsoft.Network/')),
      });
      assign(subject, findServicePrincipal(subject).id, { role: 'Owner' });
    },
    expected: { reader: ['AZ-ASSIGN-006'], spot: [] },
  },
];
