import { groupsOf } from '../authenticate.ts';
import { AzureError } from '../errors.ts';
import { type AzureCall, type Route, route } from '../routes.ts';
import type { RoleAssignment } from '../state.ts';
import { apiVersions } from './api-versions.ts';
import { admitWrite, authorize, scopeOf } from './authorize.ts';
import { readFilter } from './filter.ts';
import { parseRoleAssignment } from './role-assignment-input.ts';
import { roleDefinitionId } from './role-definitions.ts';
import { authorizationId, bareGuid, covers, isGuid, sameScope } from './scopes.ts';

const type = 'Microsoft.Authorization/roleAssignments';
const versions = { apiVersions: apiVersions.roleAssignments };
const collection = `{scope*}/providers/${type}`;
const attribute = 'microsoft.authorization/roleassignments';

export const roleAssignmentRoutes: readonly Route[] = [
  route('GET', collection, 'RoleAssignments_ListForScope', list, versions),
  route('GET', `${collection}/{name}`, 'RoleAssignments_Get', get, versions),
  route('PUT', `${collection}/{name}`, 'RoleAssignments_Create', create, versions),
  route('DELETE', `${collection}/{name}`, 'RoleAssignments_Delete', remove, versions),
];

/**
 * Lists what is assigned at a scope, above it and (without `atScope()`) below it. `assignedTo()`
 * counts the groups of the principal too.
 */
function list(call: AzureCall) {
  const { world, caller } = call;
  const scope = scopeOf(call);
  authorize(call, `${type}/read`, scope, {
    resource: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization`,
  });
  const filter = readFilter(call, ['atScope()', 'assignedTo', 'principalId']);
  const principalId = filter.get('principalId');
  const member = filter.get('assignedTo');
  const members = member === undefined ? undefined : [member, ...groupsOf(caller.tenant, member)];
  const found = [...caller.tenant.roleAssignments.values()].filter(
    (assignment) =>
      (covers(world.azure, caller.tenant, assignment.scope, scope) ||
        (!filter.has('atScope()') &&
          covers(world.azure, caller.tenant, scope, assignment.scope))) &&
      (principalId ?? assignment.principalId) === assignment.principalId &&
      (members?.includes(assignment.principalId) ?? true),
  );
  return { status: 200, body: { value: found.map((assignment) => shown(assignment, scope)) } };
}

function get(call: AzureCall) {
  const { scope, name, id } = placeOf(call);
  authorize(call, `${type}/read`, scope, { resource: id });
  const assignment = find(call, scope, name);
  if (!assignment)
    throw new AzureError(
      'RoleAssignmentNotFound',
      404,
      `The role assignment '${name}' is not found.`,
    );
  return { status: 200, body: shown(assignment, scope) };
}

function create(call: AzureCall) {
  const { world, caller } = call;
  const { scope, name, id } = placeOf(call);
  authorize(call, `${type}/write`, scope, { resource: id, attributes: requested(call) });
  if (!isGuid(name)) {
    const message = `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`;
    throw new AzureError('InvalidRoleAssignmentId', 400, message);
  }
  const parsed = parseRoleAssignment(call, scope);
  const sameName = [...caller.tenant.roleAssignments.values()].find((one) => one.name === name);
  if (sameName && !(isSame(sameName, parsed) && sameScope(sameName.scope, scope))) {
    const message =
      'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.';
    throw new AzureError('RoleAssignmentUpdateNotPermitted', 400, message);
  }
  const twin = [...caller.tenant.roleAssignments.values()].find(
    (one) => one.name !== name && isSame(one, parsed) && sameScope(one.scope, scope),
  );
  if (twin) {
    const message = `The role assignment already exists. The ID of the existing role assignment is ${bareGuid(twin.name)}.`;
    throw new AzureError('RoleAssignmentExists', 409, message);
  }
  admitWrite(call, scope, type, name);
  const now = world.clock.now();
  const assignment: RoleAssignment = {
    id,
    name,
    scope,
    ...parsed,
    createdAt: sameName?.createdAt ?? now,
    updatedAt: now,
    createdBy: sameName ? sameName.createdBy : caller.objectId,
    updatedBy: caller.objectId,
    effectiveAt: sameName?.effectiveAt ?? now + world.azure.propagation.roleAssignmentMs,
  };
  if (sameName) caller.tenant.roleAssignments.delete(sameName.id);
  caller.tenant.roleAssignments.set(id, assignment);
  return { status: 201, body: shown(assignment, scope) };
}

function remove(call: AzureCall) {
  const { scope, name, id } = placeOf(call);
  const assignment = find(call, scope, name);
  const attributes: Record<string, string[]> = assignment
    ? {
        [`resource:${attribute}:roledefinitionid`]: [assignment.roleDefinitionName],
        [`resource:${attribute}:principalid`]: [assignment.principalId],
        [`resource:${attribute}:principaltype`]: [assignment.principalType],
      }
    : {};
  authorize(call, `${type}/delete`, scope, { resource: id, attributes });
  if (!assignment) return { status: 204 };
  call.caller.tenant.roleAssignments.delete(assignment.id);
  return { status: 200, body: shown(assignment, scope) };
}

/** What a condition may ask of the assignment that is to be written. */
function requested({ body }: AzureCall): Record<string, string[]> {
  const { properties } = (body ?? {}) as { properties?: Record<string, unknown> };
  const text = (value: unknown) => (typeof value === 'string' ? [value] : []);
  return {
    [`request:${attribute}:roledefinitionid`]: text(properties?.roleDefinitionId).map(
      (id) => id.split('/').at(-1) ?? id,
    ),
    [`request:${attribute}:principalid`]: text(properties?.principalId),
    [`request:${attribute}:principaltype`]: text(properties?.principalType),
  };
}

function placeOf(call: AzureCall) {
  const scope = scopeOf(call);
  const name = (call.params.name ?? '').toLowerCase();
  return { scope, name, id: authorizationId(scope, 'roleAssignments', name) };
}

const find = ({ caller }: AzureCall, scope: string, name: string): RoleAssignment | undefined =>
  [...caller.tenant.roleAssignments.values()].find(
    (one) => one.name.toLowerCase() === name && sameScope(one.scope, scope),
  );

const isSame = (
  one: RoleAssignment,
  other: Pick<RoleAssignment, 'principalId' | 'roleDefinitionName'>,
): boolean =>
  one.principalId === other.principalId && one.roleDefinitionName === other.roleDefinitionName;

function shown(assignment: RoleAssignment, askedAt: string) {
  const { id, name, scope, principalId, principalType, description, condition, conditionVersion } =
    assignment;
  const { createdAt, updatedAt, createdBy, updatedBy, roleDefinitionName } = assignment;
  return {
    properties: {
      roleDefinitionId: roleDefinitionId(roleDefinitionName, askedAt),
      principalId,
      principalType,
      scope,
      condition,
      conditionVersion,
      createdOn: new Date(createdAt).toISOString(),
      updatedOn: new Date(updatedAt).toISOString(),
      createdBy,
      updatedBy,
      delegatedManagedIdentityResourceId: null,
      description,
    },
    id,
    type,
    name,
  };
}
