import { type AzureCall, type Route, route } from '../routes.ts';
import type { Subscription } from '../state.ts';
import { apiVersions } from './api-versions.ts';
import { authorize } from './authorize.ts';
import { grantsAt } from './rbac/evaluate.ts';
import { subscriptionIdOf, subscriptionOf } from './scopes.ts';

const versions = { apiVersions: apiVersions.subscriptions };

/** What ARM answers of directories and subscriptions themselves. */
export const tenantRoutes: readonly Route[] = [
  route('GET', 'tenants', 'Tenants_List', listTenants, versions),
  route('GET', 'subscriptions', 'Subscriptions_List', listSubscriptions, versions),
  route('GET', 'subscriptions/{id}', 'Subscriptions_Get', getSubscription, versions),
  route(
    'GET',
    'subscriptions/{id}/locations',
    'Subscriptions_ListLocations',
    listLocations,
    versions,
  ),
];

function listTenants({ caller: { tenant } }: AzureCall) {
  const entry = {
    id: `/tenants/${tenant.id}`,
    tenantId: tenant.id,
    countryCode: tenant.countryLetterCode,
    displayName: tenant.displayName,
    domains: [tenant.defaultDomain],
    tenantCategory: 'Home',
    defaultDomain: tenant.defaultDomain,
    tenantType: 'AAD',
  };
  return { status: 200, body: { value: [entry] } };
}

/**
 * Lists what the caller can see: a role anywhere in a subscription, or above it, is enough,
 * whatever the role permits.
 */
function listSubscriptions(call: AzureCall) {
  const value = [...call.world.azure.subscriptions.values()]
    .filter((one) => isVisible(call, one))
    .map((one) => shown(one));
  return { status: 200, body: { value, count: { type: 'Total', value: value.length } } };
}

function isVisible({ world, caller }: AzureCall, { id, tenantId, state }: Subscription): boolean {
  const { tenant, objectId, groups } = caller;
  if (tenantId !== tenant.id || state === 'Deleted') return false;
  if (grantsAt(world, tenant, caller, `/subscriptions/${id}`).length > 0) return true;
  return [...tenant.roleAssignments.values()].some(
    ({ scope, principalId, effectiveAt }) =>
      subscriptionIdOf(scope)?.toLowerCase() === id &&
      effectiveAt <= world.clock.now() &&
      (principalId === objectId || groups.includes(principalId)),
  );
}

function getSubscription(call: AzureCall) {
  const subscription = subscriptionIn(call);
  authorize(call, 'Microsoft.Resources/subscriptions/read', `/subscriptions/${subscription.id}`);
  return { status: 200, body: shown(subscription) };
}

function listLocations(call: AzureCall) {
  const { id } = subscriptionIn(call);
  authorize(call, 'Microsoft.Resources/subscriptions/locations/read', `/subscriptions/${id}`);
  const value = locations.map(([name, displayName, geographyGroup]) => ({
    id: `/subscriptions/${id}/locations/${name}`,
    name,
    type: 'Region',
    displayName,
    regionalDisplayName: displayName,
    metadata: { regionType: 'Physical', regionCategory: 'Recommended', geographyGroup },
  }));
  return { status: 200, body: { value } };
}

/** Some of Azure's regions. */
export const locations: readonly (readonly [
  name: string,
  displayName: string,
  geographyGroup: string,
])[] = [
  ['eastus', 'East US', 'US'],
  ['eastus2', 'East US 2', 'US'],
  ['westus2', 'West US 2', 'US'],
  ['centralus', 'Central US', 'US'],
  ['northeurope', 'North Europe', 'Europe'],
  ['westeurope', 'West Europe', 'Europe'],
  ['uksouth', 'UK South', 'Europe'],
  ['southeastasia', 'Southeast Asia', 'Asia Pacific'],
];

/** The subscription of the path's `{id}`. The service has refused unknown ones before. */
export function subscriptionIn({ world, caller, params }: AzureCall): Subscription {
  const subscription = subscriptionOf(world.azure, caller.tenant, params.id ?? '');
  if (!subscription)
    throw new Error(`The subscription ${params.id} was not checked before its route ran.`);
  return subscription;
}

function shown({ id, tenantId, displayName, state, quotaId, spendingLimit, tags }: Subscription) {
  return {
    id: `/subscriptions/${id}`,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    tags,
    subscriptionId: id,
    tenantId,
    displayName,
    state,
    subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId, spendingLimit },
  };
}
