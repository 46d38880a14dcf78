import { type AzureCall, type Route, route } from '../routes.ts';
import { assignRole } from '../seed.ts';
import type { DenyAssignment, PolicyAssignment, PolicyDefinition } from '../state.ts';
import { apiVersions } from './api-versions.ts';
import { authorize, mayDo, scopeOf } from './authorize.ts';
import { authorizationFailed } from './errors.ts';
import { readFilter } from './filter.ts';
import { permissionsAt } from './rbac/evaluate.ts';
import { authorizationId, covers } from './scopes.ts';

const authorization = 'Microsoft.Authorization';

/**
 * What else Microsoft.Authorization answers: one's own permissions, elevated access, and what
 * denies.
 */
export const accessRoutes: readonly Route[] = [
  route(
    'GET',
    `{scope*}/providers/${authorization}/permissions`,
    'Permissions_List',
    listPermissions,
    {
      apiVersions: apiVersions.permissions,
    },
  ),
  route(
    'POST',
    `providers/${authorization}/elevateAccess`,
    'GlobalAdministrator_ElevateAccess',
    elevateAccess,
    {
      apiVersions: apiVersions.elevateAccess,
    },
  ),
  route(
    'GET',
    `{scope*}/providers/${authorization}/denyAssignments`,
    'DenyAssignments_ListForScope',
    listDenyAssignments,
    {
      apiVersions: apiVersions.denyAssignments,
    },
  ),
  route(
    'GET',
    `{scope*}/providers/${authorization}/policyAssignments`,
    'PolicyAssignments_List',
    listPolicyAssignments,
    {
      apiVersions: apiVersions.policyAssignments,
    },
  ),
  route(
    'GET',
    `{scope*}/providers/${authorization}/policyDefinitions`,
    'PolicyDefinitions_List',
    listPolicyDefinitions,
    {
      apiVersions: apiVersions.policyDefinitions,
    },
  ),
];

/**
 * The scope of a list, which takes the right to read what it holds. A refusal names the provider,
 * not a resource.
 */
function mayList(call: AzureCall, type: string): string {
  const scope = scopeOf(call);
  authorize(call, `${authorization}/${type}/read`, scope, {
    resource: `${scope === '/' ? '' : scope}/providers/${authorization}`,
  });
  return scope;
}

/**
 * What the caller may do. Asking takes a right of its own.
 * https://learn.microsoft.com/en-us/rest/api/authorization/permissions
 */
function listPermissions(call: AzureCall) {
  const { world, caller } = call;
  const scope = mayList(call, 'permissions');
  return { status: 200, body: { value: permissionsAt(world, caller.tenant, caller, scope) } };
}

/**
 * Gives a Global Administrator the role User Access Administrator at the root, until somebody
 * removes it.
 * https://learn.microsoft.com/en-us/azure/role-based-access-control/elevate-access-global-admin
 */
function elevateAccess(call: AzureCall) {
  const { world, caller } = call;
  const action = `${authorization}/elevateAccess/action`;
  if (!caller.directoryRoles.includes('Global Administrator') && !mayDo(call, action, '/')) {
    throw authorizationFailed(caller, action, `/providers/${authorization}`);
  }
  const { tenant, objectId } = caller;
  const role = 'User Access Administrator';
  const roleName = '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9';
  const has = [...tenant.roleAssignments.values()].some(
    ({ scope, principalId, roleDefinitionName }) =>
      scope === '/' && principalId === objectId && roleDefinitionName === roleName,
  );
  if (!has) {
    const effectiveAt = world.clock.now() + world.azure.propagation.roleAssignmentMs;
    assignRole(world, { tenant, principalId: objectId, role, scope: '/', effectiveAt });
  }
  return { status: 200 };
}

function listDenyAssignments(call: AzureCall) {
  const scope = mayList(call, 'denyAssignments');
  const found = call.caller.tenant.denyAssignments.filter(({ scope: at }) =>
    related(call, at, scope),
  );
  return { status: 200, body: { value: found.map(shownDenial) } };
}

function listPolicyAssignments(call: AzureCall) {
  const scope = mayList(call, 'policyAssignments');
  const found = call.caller.tenant.policyAssignments.filter(({ scope: at }) =>
    related(call, at, scope),
  );
  return { status: 200, body: { value: found.map(shownPolicy) } };
}

/** The definitions at the scope and above it: the directory's own, and Microsoft's. */
function listPolicyDefinitions(call: AzureCall) {
  const scope = mayList(call, 'policyDefinitions');
  const wanted = readFilter(call, ['policyType']).get('policyType')?.toLowerCase();
  const { world, caller } = call;
  const own = caller.tenant.policyDefinitions
    .filter(({ scope: at }) => covers(world.azure, caller.tenant, at, scope))
    .map((one) => shownDefinition(one, 'Custom'));
  const value = [...own, shownDefinition(auditOfRoles, 'BuiltIn')].filter(
    ({ properties }) => wanted === undefined || properties.policyType.toLowerCase() === wanted,
  );
  return { status: 200, body: { value } };
}

/** One of Microsoft's hundreds, in place of them all. */
const auditOfRoles: PolicyDefinition = {
  name: 'a451c1ef-c6ca-483d-87ed-f49761e3ffb5',
  displayName: 'Audit usage of custom RBAC roles',
  scope: '/',
  parameters: {},
  policyRule: {
    if: { field: 'type', equals: 'Microsoft.Authorization/roleDefinitions' },
    // biome-ignore lint/suspicious/noThenProperty: the language of Azure Policy
    then: { effect: 'audit' },
  },
};

function shownDefinition(
  { name, displayName, scope, parameters, policyRule }: PolicyDefinition,
  policyType: 'BuiltIn' | 'Custom',
) {
  return {
    properties: {
      displayName,
      policyType,
      mode: 'All',
      metadata: {},
      version: '1.0.0',
      parameters,
      policyRule,
    },
    id: authorizationId(scope, 'policyDefinitions', name),
    type: `${authorization}/policyDefinitions`,
    name,
  };
}

/** A list shows what is at the scope, above it and below it. */
const related = ({ world, caller }: AzureCall, at: string, scope: string): boolean =>
  covers(world.azure, caller.tenant, at, scope) || covers(world.azure, caller.tenant, scope, at);

function shownDenial(deny: DenyAssignment) {
  const {
    name,
    displayName,
    description,
    scope,
    permissions,
    doNotApplyToChildScopes,
    principals,
    excludePrincipals,
  } = deny;
  const createdOn = new Date(deny.createdAt).toISOString();
  return {
    properties: {
      denyAssignmentName: displayName,
      description,
      permissions,
      scope,
      doNotApplyToChildScopes,
      principals,
      excludePrincipals,
      isSystemProtected: deny.isSystemProtected,
      createdOn,
      updatedOn: createdOn,
    },
    id: authorizationId(scope, 'denyAssignments', name),
    type: `${authorization}/denyAssignments`,
    name,
  };
}

/**
 * “Not allowed resource types”, which is told the types in a parameter.
 * https://learn.microsoft.com/azure/governance/policy/samples/built-in-policies#general
 */
const notAllowedTypes = '/6c112d4e-5bc7-47ae-a041-ea2d9dccd749';

function shownPolicy({
  name,
  displayName,
  scope,
  notScopes,
  policyDefinitionId,
  enforcementMode,
  deniesResourceTypes,
}: PolicyAssignment) {
  return {
    properties: {
      displayName,
      policyDefinitionId,
      scope,
      notScopes,
      parameters: policyDefinitionId.endsWith(notAllowedTypes)
        ? { listOfResourceTypesNotAllowed: { value: deniesResourceTypes } }
        : {},
      metadata: {},
      enforcementMode,
    },
    id: authorizationId(scope, 'policyAssignments', name),
    type: `${authorization}/policyAssignments`,
    name,
  };
}
