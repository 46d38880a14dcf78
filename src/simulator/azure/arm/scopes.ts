import type { AzureState, Subscription, Tenant } from '../state.ts';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const managementGroupPrefix = '/providers/Microsoft.Management/managementGroups/';

/** Whether a text is a GUID with dashes, as Azure takes them in ids. */
export const isGuid = (text: string): boolean => guid.test(text);

/** A GUID as Azure's authorization service writes it into its refusals: without dashes. */
export const bareGuid = (text: string): string => text.replaceAll('-', '').toLowerCase();

/** A scope with one leading slash, none at the end, none doubled. The root is `/`. */
export function normalizeScope(scope: string): string {
  const parts = scope.split('/').filter(Boolean);
  return `/${parts.join('/')}`;
}

/** Whether two scopes are the same place: Azure ignores case and extra slashes. */
export const sameScope = (one: string, other: string): boolean =>
  normalizeScope(one).toLowerCase() === normalizeScope(other).toLowerCase();

/** The subscription id in a scope, as it was written; undefined outside of subscriptions. */
export const subscriptionIdOf = (scope: string): string | undefined =>
  /^\/+subscriptions\/+([^/]+)/i.exec(scope)?.[1];

/** The name of the management group that a scope is; undefined for other scopes. */
export const managementGroupOf = (scope: string): string | undefined =>
  new RegExp(`^${managementGroupPrefix}([^/]+)$`, 'i').exec(normalizeScope(scope))?.[1];

export const managementGroupScope = (id: string): string => `${managementGroupPrefix}${id}`;

/** Resource id of something that Microsoft.Authorization keeps at a scope. */
export const authorizationId = (scope: string, type: string, name: string): string =>
  `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/${type}/${name}`;

/** The tenant's subscription of an id; undefined when there is none (any more). */
export function subscriptionOf(
  azure: AzureState,
  tenant: Tenant,
  id: string,
): Subscription | undefined {
  const subscription = azure.subscriptions.get(id.toLowerCase()) ?? azure.subscriptions.get(id);
  return subscription?.tenantId === tenant.id && subscription.state !== 'Deleted'
    ? subscription
    : undefined;
}

/**
 * The scopes that a scope inherits from, itself first and the root last: resource → resource group
 * → subscription → management groups → `/`. What lies below a provider, such as
 * `/providers/Microsoft.Capacity/reservationOrders/x`, inherits from each path above it.
 */
export function scopeChain(azure: AzureState, tenant: Tenant, scope: string): string[] {
  const place = normalizeScope(scope);
  if (place === '/') return ['/'];
  const group = managementGroupOf(place);
  if (group !== undefined) return [...managementGroupChain(tenant, group), '/'];
  const parts = place.split('/').slice(1);
  const chain: string[] = [];
  for (let length = parts.length; length >= 2; length -= 1)
    chain.push(`/${parts.slice(0, length).join('/')}`);
  const subscriptionId = subscriptionIdOf(place);
  if (subscriptionId !== undefined) {
    const subscription = subscriptionOf(azure, tenant, subscriptionId);
    const parent = subscription?.managementGroup ?? tenant.id;
    if (subscription && tenant.managementGroups.has(parent))
      chain.push(...managementGroupChain(tenant, parent));
  }
  return [...chain, '/'];
}

/** A management group and those above it. An unknown group inherits nothing but the root scope. */
function managementGroupChain(tenant: Tenant, id: string): string[] {
  const chain: string[] = [];
  let current = findManagementGroup(tenant, id);
  if (!current) return [managementGroupScope(id)];
  while (current && chain.length < 12) {
    chain.push(managementGroupScope(current.id));
    current =
      current.parent === undefined ? undefined : findManagementGroup(tenant, current.parent);
  }
  return chain;
}

/** A management group by its name, without regard to case. */
export function findManagementGroup(tenant: Tenant, id: string) {
  const wanted = id.toLowerCase();
  for (const group of tenant.managementGroups.values())
    if (group.id.toLowerCase() === wanted) return group;
  return undefined;
}

/** Whether what is granted at `outer` holds at `inner`: `outer` is the same place or above it. */
export function covers(azure: AzureState, tenant: Tenant, outer: string, inner: string): boolean {
  return scopeChain(azure, tenant, inner).some((scope) => sameScope(scope, outer));
}
