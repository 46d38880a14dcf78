import { builtInRoles } from '../built-in-roles.ts';
import { AzureError } from '../errors.ts';
import { type AzureCall, type Route, route } from '../routes.ts';
import type { RoleDefinition } from '../state.ts';
import { apiVersions } from './api-versions.ts';
import { admitWrite, authorize, scopeOf } from './authorize.ts';
import { readFilter } from './filter.ts';
import { parseRoleDefinition } from './role-definition-input.ts';
import { authorizationId, bareGuid, covers, isGuid, subscriptionIdOf } from './scopes.ts';

const type = 'Microsoft.Authorization/roleDefinitions';
const versions = { apiVersions: apiVersions.roleDefinitions };
const collection = `{scope*}/providers/${type}`;

export const roleDefinitionRoutes: readonly Route[] = [
  route('GET', collection, 'RoleDefinitions_List', list, versions),
  route('GET', `${collection}/{name}`, 'RoleDefinitions_Get', get, versions),
  route('PUT', `${collection}/{name}`, 'RoleDefinitions_CreateOrUpdate', createOrUpdate, versions),
  route('DELETE', `${collection}/{name}`, 'RoleDefinitions_Delete', remove, versions),
];

/**
 * Lists the roles that can be assigned at a scope: assignable there or above. That is why az finds
 * no `Reservations Reader` at a subscription, and no custom role of another one.
 * `atScopeAndBelow()` adds those that are assignable further down only. Without a scope the list
 * has every role of the directory.
 * https://learn.microsoft.com/en-us/azure/role-based-access-control/custom-roles-rest
 */
function list(call: AzureCall) {
  const scope = scopeOf(call);
  authorizeRead(call, scope, `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization`);
  const filter = readFilter(call, ['atScopeAndBelow()', 'roleName', 'type']);
  const roles = [...builtInRoles.values(), ...call.caller.tenant.customRoles.values()].filter(
    (role) =>
      (scope === '/' || isAssignable(call, role, scope, filter.has('atScopeAndBelow()'))) &&
      (filter.get('roleName')?.toLowerCase() ?? role.roleName.toLowerCase()) ===
        role.roleName.toLowerCase() &&
      (filter.get('type')?.toLowerCase() ?? role.type.toLowerCase()) === role.type.toLowerCase(),
  );
  return { status: 200, body: { value: roles.map((role) => shownRoleDefinition(role, scope)) } };
}

function get(call: AzureCall) {
  const scope = scopeOf(call);
  const name = call.params.name ?? '';
  authorizeRead(call, scope, authorizationId(scope, 'roleDefinitions', name));
  const role = find(call, name);
  if (!role || !isAssignable(call, role, scope, true)) throw roleDefinitionDoesNotExist(name, 404);
  return { status: 200, body: shownRoleDefinition(role, scope) };
}

/** The catalogue of built-in roles at the root is open to everybody in the directory. */
function authorizeRead(call: AzureCall, scope: string, resource: string): void {
  if (scope !== '/') authorize(call, `${type}/read`, scope, { resource });
}

function createOrUpdate(call: AzureCall) {
  const { world, caller, body } = call;
  const scope = scopeOf(call);
  const name = (call.params.name ?? '').toLowerCase();
  authorize(call, `${type}/write`, scope, {
    resource: authorizationId(scope, 'roleDefinitions', name),
  });
  if (!isGuid(name)) {
    const message = `The role definition ID '${name}' is not valid. The role definition ID must be a GUID.`;
    throw new AzureError('InvalidRoleDefinitionId', 400, message);
  }
  if (builtInRoles.has(name)) {
    throw new AzureError(
      'RoleDefinitionUpdateNotPermitted',
      400,
      'Built-in role definitions cannot be changed.',
    );
  }
  const parsed = parseRoleDefinition(call, scope, body);
  const existing = caller.tenant.customRoles.get(name);
  refuseTakenName(call, name, parsed.roleName, existing !== undefined);
  admitWrite(call, scope, type, name);
  const now = world.clock.now();
  const role: RoleDefinition = {
    name,
    type: 'CustomRole',
    ...parsed,
    createdAt: existing?.createdAt ?? now,
    updatedAt: now,
    createdBy: existing ? existing.createdBy : caller.objectId,
    updatedBy: caller.objectId,
  };
  caller.tenant.customRoles.set(name, role);
  return { status: 201, body: shownRoleDefinition(role, scope) };
}

/**
 * Names of custom roles are unique in the whole directory, also where nobody can see the other one.
 */
function refuseTakenName(
  { caller }: AzureCall,
  name: string,
  roleName: string,
  update: boolean,
): void {
  const taken = [...builtInRoles.values(), ...caller.tenant.customRoles.values()].some(
    (other) => other.name !== name && other.roleName.toLowerCase() === roleName.toLowerCase(),
  );
  if (!taken) return;
  const message = update
    ? 'A role definition cannot be updated with a name that already exists.'
    : 'A custom role with the same name already exists in this directory. Use a different name';
  throw new AzureError('RoleDefinitionWithSameNameExists', 409, message);
}

function remove(call: AzureCall) {
  const scope = scopeOf(call);
  const name = (call.params.name ?? '').toLowerCase();
  authorize(call, `${type}/delete`, scope, {
    resource: authorizationId(scope, 'roleDefinitions', name),
  });
  const { customRoles, roleAssignments } = call.caller.tenant;
  const role = customRoles.get(name);
  if (!role || !isAssignable(call, role, scope, true)) return { status: 204 };
  if ([...roleAssignments.values()].some(({ roleDefinitionName }) => roleDefinitionName === name)) {
    const message =
      'There are existing role assignments referencing role (code: RoleDefinitionHasAssignments).';
    throw new AzureError('RoleDefinitionHasAssignments', 400, message);
  }
  customRoles.delete(name);
  return { status: 200, body: shownRoleDefinition(role, scope) };
}

const find = ({ caller }: AzureCall, name: string): RoleDefinition | undefined =>
  builtInRoles.get(name.toLowerCase()) ??
  caller.tenant.customRoles.get(name) ??
  caller.tenant.customRoles.get(name.toLowerCase());

/** Whether a role can be assigned at a scope, or (with `below`) somewhere under it. */
export function isAssignable(
  { world, caller }: AzureCall,
  { assignableScopes }: RoleDefinition,
  scope: string,
  below = false,
): boolean {
  return assignableScopes.some(
    (assignable) =>
      covers(world.azure, caller.tenant, assignable, scope) ||
      (below && covers(world.azure, caller.tenant, scope, assignable)),
  );
}

/** `status` is 404 when the role itself was asked for, 400 when a role assignment names it. */
export const roleDefinitionDoesNotExist = (name: string, status: 400 | 404): AzureError =>
  new AzureError(
    'RoleDefinitionDoesNotExist',
    status,
    `The specified role definition with ID '${bareGuid(name)}' does not exist.`,
  );

/**
 * Resource id of a role as seen from a scope: below the subscription that was asked, or of the
 * directory. az compares these texts.
 */
export function roleDefinitionId(name: string, scope: string): string {
  const subscriptionId = subscriptionIdOf(scope);
  return authorizationId(
    subscriptionId === undefined ? '/' : `/subscriptions/${subscriptionId}`,
    'roleDefinitions',
    name,
  );
}

function shownRoleDefinition(role: RoleDefinition, scope: string) {
  const {
    name,
    roleName,
    type: roleType,
    description,
    assignableScopes,
    permissions,
    createdAt,
    updatedAt,
    createdBy,
    updatedBy,
  } = role;
  return {
    properties: {
      roleName,
      type: roleType,
      description,
      assignableScopes,
      permissions,
      createdOn: new Date(createdAt).toISOString(),
      updatedOn: new Date(updatedAt).toISOString(),
      createdBy,
      updatedBy,
    },
    id: roleDefinitionId(name, scope),
    type,
    name,
  };
}
