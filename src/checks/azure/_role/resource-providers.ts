/**
 * Namespaces that Spot's actions need, with what for. Those that every subscription is registered
 * for by default (Microsoft.Authorization, Microsoft.CostManagement, Microsoft.Resources and such),
 * whatever a list says of them, and those of products that few have, are left out.
 *
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/azure-services-resource-providers
 */
export const spotProviders = [
  { namespace: 'Microsoft.Compute', reason: 'virtual machines and disks' },
  { namespace: 'Microsoft.Network', reason: 'network interfaces, addresses and load balancers' },
  { namespace: 'Microsoft.Storage', reason: 'storage accounts' },
  { namespace: 'Microsoft.ManagedIdentity', reason: 'identities of machines' },
  { namespace: 'Microsoft.Insights', reason: 'metrics' },
  { namespace: 'Microsoft.ContainerService', reason: 'AKS clusters, for Ocean' },
] as const;

/** One loop: az registers one at a time. */
export const registerProviders = (namespaces: readonly string[], subscriptionId: string): string =>
  namespaces.length === 1
    ? `az provider register --namespace ${namespaces[0]} --subscription ${subscriptionId}`
    : `for namespace in ${namespaces.join(' ')}; do\n  az provider register --namespace $namespace --subscription ${subscriptionId}\ndone`;
