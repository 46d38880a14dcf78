import { AzureError } from '../errors.ts';
import { type AzureCall, type Route, route } from '../routes.ts';
import type { ResourceProviderRegistration, Subscription } from '../state.ts';
import { apiVersions } from './api-versions.ts';
import { admitWrite, authorize } from './authorize.ts';
import { missingSubscriptionRegistration } from './errors.ts';
import { isRegistrationFree, providerNamed, resourceProviders } from './provider-catalogue.ts';
import { locations, subscriptionIn } from './tenants.ts';

const versions = { apiVersions: apiVersions.providers };

export const providerRoutes: readonly Route[] = [
  route('GET', 'subscriptions/{id}/providers', 'Providers_List', list, versions),
  route('GET', 'subscriptions/{id}/providers/{namespace}', 'Providers_Get', get, versions),
  route(
    'POST',
    'subscriptions/{id}/providers/{namespace}/register',
    'Providers_Register',
    register,
    versions,
  ),
  route(
    'POST',
    'subscriptions/{id}/providers/{namespace}/unregister',
    'Providers_Unregister',
    unregister,
    versions,
  ),
];

function list(call: AzureCall) {
  const subscription = subscriptionIn(call);
  authorize(
    call,
    'Microsoft.Resources/subscriptions/providers/read',
    `/subscriptions/${subscription.id}`,
  );
  const value = Object.keys(resourceProviders).map((namespace) =>
    shown(call, subscription, namespace),
  );
  return { status: 200, body: { value } };
}

function get(call: AzureCall) {
  const subscription = subscriptionIn(call);
  const namespace = namespaceIn(call);
  authorize(
    call,
    'Microsoft.Resources/subscriptions/providers/read',
    `/subscriptions/${subscription.id}`,
  );
  return { status: 200, body: shown(call, subscription, namespace) };
}

/**
 * Registering takes as long as `propagation.providerRegistrationMs` says; none by default, since az
 * polls for it every ten real seconds.
 */
function register(call: AzureCall) {
  const subscription = subscriptionIn(call);
  const namespace = namespaceIn(call);
  authorize(call, `${namespace}/register/action`, `/subscriptions/${subscription.id}`);
  admitWrite(call, `/subscriptions/${subscription.id}`, `${namespace}/register`, namespace);
  const { azure, clock } = call.world;
  if (registrationState(subscription, namespace, clock.now()) !== 'Registered') {
    const readyAt = clock.now() + (azure.propagation.providerRegistrationMs ?? 0);
    subscription.resourceProviders.set(namespace, { state: 'Registering', readyAt });
  }
  return { status: 200, body: shown(call, subscription, namespace) };
}

function unregister(call: AzureCall) {
  const subscription = subscriptionIn(call);
  const namespace = namespaceIn(call);
  authorize(call, `${namespace}/unregister/action`, `/subscriptions/${subscription.id}`);
  subscription.resourceProviders.set(namespace, { state: 'NotRegistered' });
  return {
    status: 200,
    body: { ...shown(call, subscription, namespace), registrationState: 'Unregistered' },
  };
}

function namespaceIn({ params }: AzureCall): string {
  const namespace = providerNamed(params.namespace ?? '');
  if (namespace) return namespace;
  throw new AzureError(
    'InvalidResourceNamespace',
    404,
    `The resource namespace '${params.namespace}' is invalid.`,
  );
}

/**
 * The state of a provider at a moment: what was `Registering` is `Registered` when its time has
 * come.
 */
function registrationState(
  { resourceProviders: states }: Subscription,
  namespace: string,
  now: number,
): ResourceProviderRegistration['state'] {
  if (isRegistrationFree(namespace)) return 'Registered';
  const registration = states.get(namespace);
  if (registration?.state === 'Registering' && (registration.readyAt ?? 0) <= now)
    return 'Registered';
  return registration?.state ?? 'NotRegistered';
}

/** Throws MissingSubscriptionRegistration unless the subscription may use a provider. */
export function requireRegistration(
  { world }: AzureCall,
  subscription: Subscription,
  namespace: string,
): void {
  if (registrationState(subscription, namespace, world.clock.now()) === 'Registered') return;
  throw missingSubscriptionRegistration(namespace);
}

function shown({ world }: AzureCall, subscription: Subscription, namespace: string) {
  const state = registrationState(subscription, namespace, world.clock.now());
  const resourceTypes = (resourceProviders[namespace] ?? []).map((resourceType) => ({
    resourceType,
    locations: locations.map(([, displayName]) => displayName),
    apiVersions: [],
    capabilities: 'None',
  }));
  return {
    id: `/subscriptions/${subscription.id}/providers/${namespace}`,
    namespace,
    registrationPolicy: isRegistrationFree(namespace) ? 'RegistrationFree' : 'RegistrationRequired',
    registrationState: state,
    resourceTypes,
  };
}
