import { AzureError } from '../errors.ts';
import type { AzureCall } from '../routes.ts';
import type { RoleDefinition, RolePermission } from '../state.ts';
import { mayDo } from './authorize.ts';
import { badRequestFormat, linkedAuthorizationFailed } from './errors.ts';
import { problemOfAction } from './provider-catalogue.ts';
import {
  authorizationId,
  findManagementGroup,
  isGuid,
  managementGroupOf,
  sameScope,
  subscriptionIdOf,
  subscriptionOf,
} from './scopes.ts';

/**
 * Reads the body of a custom role: `{ properties: { roleName, description, assignableScopes,
 * permissions } }`. The format of `az role definition create` (`{ "Name", "Actions", … }`) is none,
 * and is refused as any other body without `properties`. Throws AzureError.
 */
export function parseRoleDefinition(
  call: AzureCall,
  scope: string,
  body: unknown,
): Pick<RoleDefinition, 'roleName' | 'description' | 'assignableScopes' | 'permissions'> {
  const properties = (body as { properties?: unknown } | undefined)?.properties as
    | {
        roleName?: unknown;
        description?: unknown;
        assignableScopes?: unknown;
        permissions?: unknown;
      }
    | undefined;
  if (typeof properties !== 'object' || properties === null) throw badRequestFormat();
  const { roleName, description, assignableScopes, permissions } = properties;
  if (typeof roleName !== 'string' || roleName.trim() === '') throw badRequestFormat();
  if (!isTexts(assignableScopes) || assignableScopes.length === 0) throw badRequestFormat();
  if (!Array.isArray(permissions)) throw badRequestFormat();
  const parsed = permissions.map(permissionOf);
  for (const permission of parsed)
    for (const names of Object.values(permission) as string[][]) names.forEach(refuseUnknownAction);
  refuseAssignableScopes(call, scope, assignableScopes);
  return {
    roleName,
    description: typeof description === 'string' ? description : '',
    assignableScopes,
    permissions: parsed,
  };
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

function permissionOf(value: unknown): RolePermission {
  const { actions, notActions, dataActions, notDataActions } = (value ?? {}) as Record<
    string,
    unknown
  >;
  const lists = [actions, notActions, dataActions, notDataActions].map((list) => list ?? []);
  if (!lists.every(isTexts)) throw badRequestFormat();
  const [one = [], two = [], three = [], four = []] = lists as string[][];
  return { actions: one, notActions: two, dataActions: three, notDataActions: four };
}

function refuseUnknownAction(action: string): void {
  const problem = problemOfAction(action);
  if (!problem) return;
  const message =
    problem === 'provider'
      ? 'The resource provider referenced in the action is not returned in the list of providers from Azure Resource Manager.'
      : `'${action}' does not match any of the actions supported by the providers.`;
  throw new AzureError('InvalidActionOrNotAction', 400, message);
}

/** Every assignable scope must be one that exists, and where the caller may write roles too. */
function refuseAssignableScopes(
  call: AzureCall,
  scope: string,
  assignableScopes: readonly string[],
): void {
  assignableScopes.forEach((assignable, index) => {
    const subscriptionId = subscriptionIdOf(assignable);
    const isPlace =
      subscriptionId === undefined
        ? managementGroupOf(assignable) !== undefined
        : isGuid(subscriptionId);
    if (isPlace && assignable.startsWith('/')) return;
    const message = `Property id '${assignable}' at path 'properties.assignableScopes[${index}]' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.`;
    throw new AzureError('LinkedInvalidPropertyId', 400, message);
  });
  const action = 'Microsoft.Authorization/roleDefinitions/write';
  const linked = assignableScopes.filter(
    (one) => !sameScope(one, scope) && !(exists(call, one) && mayDo(call, action, one)),
  );
  if (linked.length === 0) return;
  const name = (call.params.name ?? '').toLowerCase();
  throw linkedAuthorizationFailed(
    call.caller,
    action,
    authorizationId(scope, 'roleDefinitions', name),
    linked,
  );
}

function exists({ world, caller }: AzureCall, scope: string): boolean {
  const subscriptionId = subscriptionIdOf(scope);
  if (subscriptionId !== undefined)
    return subscriptionOf(world.azure, caller.tenant, subscriptionId) !== undefined;
  return findManagementGroup(caller.tenant, managementGroupOf(scope) ?? '') !== undefined;
}
