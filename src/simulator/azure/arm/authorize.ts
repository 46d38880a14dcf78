import type { AzureCall } from '../routes.ts';
import {
  authorizationFailed,
  denyAssignmentFailed,
  readOnlyDisabledSubscription,
  requestDisallowedByPolicy,
} from './errors.ts';
import type { ConditionContext } from './rbac/conditions.ts';
import { decide } from './rbac/evaluate.ts';
import { covers, normalizeScope, sameScope, subscriptionIdOf, subscriptionOf } from './scopes.ts';

/**
 * Lets the call pass when Azure RBAC allows its caller an action at a scope.
 *
 * `resource` is what a refusal names when it is not the scope itself: the resource's id, or
 * `{scope}/providers/{namespace}` of a list. Throws AuthorizationFailed or
 * DenyAssignmentAuthorizationFailed.
 */
export function authorize(
  { world, caller }: AzureCall,
  action: string,
  scope: string,
  {
    resource = scope,
    attributes = {},
  }: { resource?: string; attributes?: ConditionContext['attributes'] } = {},
): void {
  world.asked.add(action);
  const decision = decide(world, caller.tenant, caller, { action, scope, attributes });
  if (decision.allowed) return;
  if (decision.denyAssignment)
    throw denyAssignmentFailed(caller, action, resource, decision.denyAssignment);
  throw authorizationFailed(caller, action, resource, decision.reason === 'condition');
}

/** Whether the caller may do an action at a scope. */
export function mayDo({ world, caller }: AzureCall, action: string, scope: string): boolean {
  return decide(world, caller.tenant, caller, { action, scope }).allowed;
}

/**
 * What comes after authorisation and before a write: a disabled subscription takes none, and Azure
 * Policy may refuse the type. `type` is e.g. `Microsoft.Authorization/roleAssignments`, `name` the
 * last part of the id.
 */
export function admitWrite(
  { world, caller }: AzureCall,
  scope: string,
  type: string,
  name: string,
): void {
  const id = subscriptionIdOf(scope);
  const subscription =
    id === undefined ? undefined : subscriptionOf(world.azure, caller.tenant, id);
  if (subscription?.state === 'Disabled') throw readOnlyDisabledSubscription(subscription.id);
  const denial = caller.tenant.policyAssignments.find(
    ({ scope: at, notScopes, enforcementMode, deniesResourceTypes }) =>
      enforcementMode === 'Default' &&
      deniesResourceTypes.some((denied) => denied.toLowerCase() === type.toLowerCase()) &&
      covers(world.azure, caller.tenant, at, scope) &&
      !notScopes.some(
        (excluded) =>
          covers(world.azure, caller.tenant, excluded, scope) && !sameScope(excluded, at),
      ),
  );
  if (denial) throw requestDisallowedByPolicy(name, denial);
}

/** The `{scope*}` of a path in one form. */
export const scopeOf = ({ params }: AzureCall): string => normalizeScope(params.scope ?? '/');
