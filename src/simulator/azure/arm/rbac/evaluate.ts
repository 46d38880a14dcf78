import type { World } from '../../../world.ts';
import { builtInRoles } from '../../built-in-roles.ts';
import type {
  DenyAssignment,
  RoleAssignment,
  RoleDefinition,
  RolePermission,
  Tenant,
} from '../../state.ts';
import { sameScope, scopeChain } from '../scopes.ts';
import { permits } from './actions.ts';
import { type ConditionContext, judgeCondition } from './conditions.ts';

/**
 * Object ids that a role assignment may name to reach somebody: their own and those of their
 * groups.
 */
export interface Principal {
  objectId: string;
  groups: readonly string[];
}

/** A role that somebody has at a scope, with what it permits there. */
export interface Grant {
  assignment: RoleAssignment;
  role: RoleDefinition;
}

export type Decision =
  | { allowed: true; by: Grant }
  | { allowed: false; reason: 'noRole' | 'denied' | 'condition'; denyAssignment?: DenyAssignment };

const everyone = '00000000-0000-0000-0000-000000000000';

/** The role definition of a GUID: built-in, or a custom one of the tenant. */
export const roleOf = (tenant: Tenant, name: string): RoleDefinition | undefined =>
  builtInRoles.get(name.toLowerCase()) ?? tenant.customRoles.get(name);

/**
 * The roles that are in effect for somebody at a scope: assigned there or above, to them or to a
 * group of theirs.
 */
export function grantsAt(
  world: World,
  tenant: Tenant,
  principal: Principal,
  scope: string,
): Grant[] {
  const chain = scopeChain(world.azure, tenant, scope);
  const now = world.clock.now();
  const grants: Grant[] = [];
  for (const assignment of tenant.roleAssignments.values()) {
    if (assignment.effectiveAt > now || !names(principal, assignment.principalId)) continue;
    if (!chain.some((place) => sameScope(place, assignment.scope))) continue;
    const role = roleOf(tenant, assignment.roleDefinitionName);
    if (role) grants.push({ assignment, role });
  }
  return grants;
}

/**
 * Whether Azure RBAC lets somebody do an action at a scope. A deny assignment wins; otherwise the
 * roles are a union: `notActions` take away from their own role only. A role whose condition is not
 * fulfilled (or cannot be read) does not count.
 */
export function decide(
  world: World,
  tenant: Tenant,
  principal: Principal,
  request: {
    action: string;
    scope: string;
    plane?: 'control' | 'data';
    /** By `request:` or `resource:` and the attribute's name, in lower case. */
    attributes?: ConditionContext['attributes'];
  },
): Decision {
  const { action, scope, plane = 'control', attributes = {} } = request;
  const denyAssignment = denialAt(world, tenant, principal, scope, (permission) =>
    permits(permission, action, plane),
  );
  if (denyAssignment) return { allowed: false, reason: 'denied', denyAssignment };
  let conditionFailed = false;
  for (const grant of grantsAt(world, tenant, principal, scope)) {
    if (!grant.role.permissions.some((permission) => permits(permission, action, plane))) continue;
    const { condition } = grant.assignment;
    if (condition === null || fulfilled(condition, { action, attributes }))
      return { allowed: true, by: grant };
    conditionFailed = true;
  }
  return { allowed: false, reason: conditionFailed ? 'condition' : 'noRole' };
}

function fulfilled(condition: string, context: ConditionContext): boolean {
  try {
    return judgeCondition(condition, context);
  } catch {
    return false;
  }
}

function denialAt(
  world: World,
  tenant: Tenant,
  principal: Principal,
  scope: string,
  concerns: (permission: RolePermission) => boolean,
): DenyAssignment | undefined {
  const chain = scopeChain(world.azure, tenant, scope);
  return tenant.denyAssignments.find(
    ({ scope: at, doNotApplyToChildScopes, principals, excludePrincipals, permissions }) => {
      const applies = doNotApplyToChildScopes
        ? sameScope(scope, at)
        : chain.some((place) => sameScope(place, at));
      if (!applies || !permissions.some(concerns)) return false;
      const isNamed = principals.some(({ id }) => id === everyone || names(principal, id));
      return isNamed && !excludePrincipals.some(({ id }) => names(principal, id));
    },
  );
}

const names = (principal: Principal, id: string): boolean =>
  id === principal.objectId || principal.groups.includes(id);

/**
 * What the caller may do at a scope, as the permissions API gives it: one entry for each permission
 * of each role.
 */
export function permissionsAt(
  world: World,
  tenant: Tenant,
  principal: Principal,
  scope: string,
): RolePermission[] {
  return grantsAt(world, tenant, principal, scope).flatMap(({ role }) => role.permissions);
}
