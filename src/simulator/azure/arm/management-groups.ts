import { AzureError } from '../errors.ts';
import { type AzureCall, type Route, route } from '../routes.ts';
import type { ManagementGroup, Subscription } from '../state.ts';
import { apiVersions } from './api-versions.ts';
import { authorize, mayDo } from './authorize.ts';
import { findManagementGroup, managementGroupScope } from './scopes.ts';

const type = 'Microsoft.Management/managementGroups';
const versions = { apiVersions: apiVersions.managementGroups };
const collection = `providers/${type}`;

export const managementGroupRoutes: readonly Route[] = [
  route('GET', collection, 'ManagementGroups_List', list, versions),
  route(
    'POST',
    'providers/Microsoft.Management/getEntities',
    'Entities_List',
    listEntities,
    versions,
  ),
  route('GET', `${collection}/{name}`, 'ManagementGroups_Get', get, versions),
  route(
    'GET',
    `${collection}/{name}/descendants`,
    'ManagementGroups_GetDescendants',
    listDescendants,
    versions,
  ),
];

/** Lists the groups that the caller may read: none for somebody without a role on any. */
function list(call: AzureCall) {
  return { status: 200, body: { value: visibleGroups(call).map((group) => shown(call, group)) } };
}

/** The groups and subscriptions that the caller sees, as a flat list. */
function listEntities(call: AzureCall) {
  const tenantId = call.caller.tenant.id;
  const groups = visibleGroups(call).map((group) => ({
    id: managementGroupScope(group.id),
    type,
    name: group.id,
    properties: {
      tenantId,
      displayName: group.displayName,
      parent: { id: parentId(group) ?? null },
      permissions: 'view',
    },
  }));
  const subscriptions = subscriptionsOf(call)
    .filter(({ id }) =>
      mayDo(call, 'Microsoft.Resources/subscriptions/read', `/subscriptions/${id}`),
    )
    .map(({ id, displayName, managementGroup }) => ({
      id: `/subscriptions/${id}`,
      type: '/subscriptions',
      name: id,
      properties: {
        tenantId,
        displayName,
        parent: { id: managementGroupScope(managementGroup ?? tenantId) },
        permissions: 'view',
      },
    }));
  const value = [...groups, ...subscriptions];
  return { status: 200, body: { value, count: value.length } };
}

function get(call: AzureCall) {
  const group = groupIn(call);
  const { searchParams } = call.url;
  const expand = searchParams.get('$expand') === 'children';
  const children = expand
    ? { children: childrenOf(call, group, searchParams.get('$recurse')?.toLowerCase() === 'true') }
    : {};
  const { properties, ...rest } = shown(call, group);
  return {
    status: 200,
    body: { ...rest, properties: { ...properties, details: detailsOf(call, group), ...children } },
  };
}

function listDescendants(call: AzureCall) {
  const group = groupIn(call);
  const below = (parent: ManagementGroup): unknown[] => [
    ...childGroups(call, parent).flatMap((child) => [
      {
        id: managementGroupScope(child.id),
        type,
        name: child.id,
        properties: {
          displayName: child.displayName,
          parent: { id: managementGroupScope(parent.id) },
        },
      },
      ...below(child),
    ]),
    ...childSubscriptions(call, parent).map(({ id, displayName }) => ({
      id: `/subscriptions/${id}`,
      type: `${type}/subscriptions`,
      name: id,
      properties: { displayName, parent: { id: managementGroupScope(parent.id) } },
    })),
  ];
  return { status: 200, body: { value: below(group) } };
}

/**
 * Refused before it is looked up: somebody without a role above cannot tell a missing group from a
 * forbidden one.
 */
function groupIn(call: AzureCall): ManagementGroup {
  const name = call.params.name ?? '';
  authorize(call, `${type}/read`, managementGroupScope(name));
  const group = findManagementGroup(call.caller.tenant, name);
  if (group) return group;
  throw new AzureError('NotFound', 404, `'${managementGroupScope(name)}' not found`, {
    more: {
      details: `Failed to find the entity '${managementGroupScope(name)}' in the hierarchy.`,
    },
  });
}

const visibleGroups = (call: AzureCall): ManagementGroup[] =>
  [...call.caller.tenant.managementGroups.values()].filter(({ id }) =>
    mayDo(call, `${type}/read`, managementGroupScope(id)),
  );

const parentId = ({ parent }: ManagementGroup): string | undefined =>
  parent === undefined ? undefined : managementGroupScope(parent);

const subscriptionsOf = ({ world, caller }: AzureCall): Subscription[] =>
  [...world.azure.subscriptions.values()].filter(
    ({ tenantId, state }) => tenantId === caller.tenant.id && state !== 'Deleted',
  );

const childGroups = ({ caller }: AzureCall, { id }: ManagementGroup): ManagementGroup[] =>
  [...caller.tenant.managementGroups.values()].filter(({ parent }) => parent === id);

const childSubscriptions = (call: AzureCall, { id }: ManagementGroup): Subscription[] =>
  subscriptionsOf(call).filter(
    ({ managementGroup }) => (managementGroup ?? call.caller.tenant.id) === id,
  );

function childrenOf(call: AzureCall, group: ManagementGroup, recurse: boolean): unknown[] {
  const groups = childGroups(call, group).map((child) => ({
    type,
    id: managementGroupScope(child.id),
    name: child.id,
    displayName: child.displayName,
    ...(recurse ? { children: childrenOf(call, child, true) } : {}),
  }));
  const subscriptions = childSubscriptions(call, group).map(({ id, displayName }) => ({
    type: '/subscriptions',
    id: `/subscriptions/${id}`,
    name: id,
    displayName,
  }));
  return [...groups, ...subscriptions];
}

function detailsOf({ caller }: AzureCall, group: ManagementGroup) {
  const parent =
    group.parent === undefined ? undefined : findManagementGroup(caller.tenant, group.parent);
  return {
    version: 1,
    updatedTime: '2024-01-01T00:00:00.000Z',
    updatedBy: caller.tenant.id,
    ...(parent
      ? {
          parent: {
            id: managementGroupScope(parent.id),
            name: parent.id,
            displayName: parent.displayName,
          },
        }
      : {}),
  };
}

const shown = ({ caller }: AzureCall, { id, displayName }: ManagementGroup) => ({
  id: managementGroupScope(id),
  type,
  name: id,
  properties: { tenantId: caller.tenant.id, displayName },
});
