import { randomUUID } from 'node:crypto';
import { spotActions } from '../../../src/checks/azure/_role/spot-role.ts';
import { assignRole } from '../../../src/simulator/azure/seed.ts';
import type {
  DenyAssignment,
  PolicyAssignment,
  RoleAssignment,
  RoleDefinition,
  RolePermission,
  Subscription,
} from '../../../src/simulator/azure/state.ts';
import { findServicePrincipal } from './app.ts';
import { type AppInputs, type AzureWorld, formatSubscriptionScope } from './world.ts';

/**
 * Verbs that change the custom role of the guide, who holds which role, and what forbids the rest.
 * Each throws an Error when the world has not what it changes.
 */

/** A world whose guide makes a custom role in a subscription. */
export interface RoleWorld extends AzureWorld<AppInputs & { roleName: string }> {
  subscription: Subscription;
}

/** The scope at which the guide works. */
export function formatScope({ subscription }: RoleWorld): string {
  return formatSubscriptionScope(subscription);
}

/** The custom role of the guide. */
export function findRole({ tenant, inputs }: RoleWorld): RoleDefinition {
  const role = [...tenant.customRoles.values()].find(
    ({ roleName }) => roleName === inputs.roleName,
  );
  if (!role) throw new Error(`The world has no role ${inputs.roleName}; it cannot be changed.`);
  return role;
}

/** Replaces what the role permits. */
export function setPermissions(subject: RoleWorld, permission: Partial<RolePermission>): void {
  findRole(subject).permissions = [
    {
      actions: [...spotActions],
      notActions: [],
      dataActions: [],
      notDataActions: [],
      ...permission,
    },
  ];
}

/** Gives somebody a role: the guide's at the guide's scope, unless it says another. */
export function assign(
  subject: RoleWorld,
  principalId: string,
  options: { role?: string; scope?: string; createdAt?: number } = {},
): void {
  const { world, tenant, inputs } = subject;
  assignRole(world, {
    tenant,
    principalId,
    role: inputs.roleName,
    scope: formatScope(subject),
    ...options,
  });
}

/** The assignment of the role to the app. */
export function findAssignment(subject: RoleWorld): RoleAssignment {
  const { id } = findServicePrincipal(subject);
  const found = [...subject.tenant.roleAssignments.values()].find(
    ({ principalId }) => principalId === id,
  );
  if (!found) throw new Error('The world assigns nothing to the app; it cannot be changed.');
  return found;
}

/** Takes the assignment away. */
export function unassign(subject: RoleWorld): RoleAssignment {
  const found = findAssignment(subject);
  subject.tenant.roleAssignments.delete(found.id);
  return found;
}

/** Deletes the custom role, and its assignment to the app. */
export function deleteRole(subject: RoleWorld): void {
  const role = findRole(subject);
  unassign(subject);
  subject.tenant.customRoles.delete(role.name);
}

/** What somebody holds, at scopes that match. Throws an Error when it is nothing. */
export function findAssignments(
  { tenant }: AzureWorld,
  principalId: string,
  at: RegExp = /^/,
): RoleAssignment[] {
  const found = [...tenant.roleAssignments.values()].filter(
    (assignment) => assignment.principalId === principalId && at.test(assignment.scope),
  );
  if (found.length === 0)
    throw new Error(`${principalId} has no role at a scope like ${at}; none can be changed.`);
  return found;
}

/** Takes all roles at scopes that match from somebody. */
export function takeRoles(subject: AzureWorld, principalId: string, at?: RegExp): void {
  for (const { id } of findAssignments(subject, principalId, at))
    subject.tenant.roleAssignments.delete(id);
}

/** Denies actions at the subscription, as a deployment stack does. */
export function denyActions(
  subject: RoleWorld,
  { actions, ...changes }: Partial<DenyAssignment> & { actions: string[] },
): void {
  subject.tenant.denyAssignments.push({
    name: randomUUID(),
    displayName: 'Deny settings of the stack “landing-zone”',
    description: 'Made by a deployment stack.',
    scope: formatScope(subject),
    permissions: [{ actions, notActions: [], dataActions: [], notDataActions: [] }],
    doNotApplyToChildScopes: false,
    excludePrincipals: [],
    isSystemProtected: true,
    createdAt: subject.world.clock.now(),
    principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
    ...changes,
  });
}

/** Defines an Azure Policy of the company's own, and assigns it. */
export function addCustomPolicy(
  subject: RoleWorld,
  {
    name,
    rule,
    ...changes
  }: { name: string; rule: Record<string, unknown> } & Partial<PolicyAssignment>,
): void {
  const scope = formatScope(subject);
  subject.tenant.policyDefinitions.push({
    ...{ name, displayName: name, scope, parameters: {} },
    policyRule: rule,
  });
  addPolicy(subject, {
    ...{ name, displayName: name, policyDefinitionName: name },
    policyDefinitionId: `${scope}/providers/Microsoft.Authorization/policyDefinitions/${name}`,
    ...changes,
  });
}

/** Assigns an Azure Policy of the company. */
export function addPolicy(subject: RoleWorld, changes: Partial<PolicyAssignment> = {}): void {
  subject.tenant.policyAssignments.push({
    name: 'vm-sizes',
    displayName: 'Allowed machine sizes',
    scope: formatScope(subject),
    notScopes: [],
    enforcementMode: 'Default',
    policyDefinitionId:
      '/providers/Microsoft.Authorization/policyDefinitions/cccc23c7-8427-4f53-ad12-b6a63eb452b3',
    policyDefinitionName: 'Allowed virtual machine size SKUs',
    deniesResourceTypes: [],
    ...changes,
  });
}
