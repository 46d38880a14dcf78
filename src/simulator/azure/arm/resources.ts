import { type AzureCall, type Route, route } from '../routes.ts';
import { apiVersions } from './api-versions.ts';
import { authorize } from './authorize.ts';
import { resourceGroupNotFound } from './errors.ts';
import { requireRegistration } from './providers.ts';
import { subscriptionIn } from './tenants.ts';

/**
 * What Spot reads with its role. The subscriptions of this Azure have none of it: what counts is
 * who may ask.
 */
const types: readonly (readonly [
  namespace: string,
  type: string,
  versions: readonly string[],
  operation: string,
])[] = [
  ['Microsoft.Compute', 'virtualMachines', apiVersions.virtualMachines, 'VirtualMachines'],
  [
    'Microsoft.Compute',
    'virtualMachineScaleSets',
    apiVersions.virtualMachines,
    'VirtualMachineScaleSets',
  ],
  ['Microsoft.Network', 'virtualNetworks', apiVersions.virtualNetworks, 'VirtualNetworks'],
  ['Microsoft.ContainerService', 'managedClusters', apiVersions.managedClusters, 'ManagedClusters'],
  ['Microsoft.Storage', 'storageAccounts', apiVersions.storageAccounts, 'StorageAccounts'],
];

export const resourceRoutes: readonly Route[] = types.flatMap(
  ([namespace, type, versions, operation]) => [
    route(
      'GET',
      `subscriptions/{id}/providers/${namespace}/${type}`,
      `${operation}_ListAll`,
      (call) => list(call, namespace, type),
      {
        apiVersions: versions,
        resourceType: `${namespace}/${type}`,
      },
    ),
    route(
      'GET',
      `subscriptions/{id}/resourceGroups/{group}/providers/${namespace}/${type}`,
      `${operation}_List`,
      (call) => list(call, namespace, type),
      { apiVersions: versions, resourceType: `${namespace}/${type}` },
    ),
  ],
);

function list(call: AzureCall, namespace: string, type: string) {
  const subscription = subscriptionIn(call);
  const { group } = call.params;
  const scope = `/subscriptions/${subscription.id}${group === undefined ? '' : `/resourceGroups/${group}`}`;
  authorize(call, `${namespace}/${type}/read`, scope, {
    resource: `${scope}/providers/${namespace}`,
  });
  if (group !== undefined && !subscription.resourceGroups.has(group.toLowerCase()))
    throw resourceGroupNotFound(group);
  requireRegistration(call, subscription, namespace);
  return { status: 200, body: { value: [] } };
}
