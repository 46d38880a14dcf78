/**
 * The resource providers that this Azure has, and the first parts of their resource types: those
 * that roles for Spot name, and those that every subscription shows. Real Azure has some 200
 * providers. Source: "Azure resource providers" and the provider operations of Microsoft's
 * documentation.
 */
export const resourceProviders: Readonly<Record<string, readonly string[]>> = {
  'Microsoft.Advisor': [
    'configurations',
    'recommendations',
    'suppressions',
    'generateRecommendations',
    'metadata',
  ],
  'Microsoft.AlertsManagement': ['alerts', 'smartGroups', 'actionRules'],
  'Microsoft.Authorization': [
    'roleAssignments',
    'roleDefinitions',
    'roleEligibilitySchedules',
    'roleManagementPolicies',
    'denyAssignments',
    'permissions',
    'policyAssignments',
    'policyDefinitions',
    'policySetDefinitions',
    'policyExemptions',
    'locks',
    'elevateAccess',
    'classicAdministrators',
    'providerOperations',
    'operations',
    'diagnosticSettings',
  ],
  'Microsoft.Billing': [
    'billingAccounts',
    'billingPeriods',
    'billingProperty',
    'billingRoleDefinitions',
    'invoices',
    'departments',
    'enrollmentAccounts',
    'billingPermissions',
    'policies',
    'validateAddress',
    'operations',
  ],
  'Microsoft.BillingBenefits': [
    'savingsPlanOrders',
    'savingsPlans',
    'savingsPlanOrderAliases',
    'validate',
    'reservationOrderAliases',
  ],
  'Microsoft.Blueprint': ['blueprints', 'blueprintAssignments'],
  'Microsoft.Capacity': [
    'reservationOrders',
    'reservations',
    'catalogs',
    'appliedReservations',
    'calculatePrice',
    'calculateExchange',
    'exchange',
    'resourceProviders',
    'autoQuotaIncrease',
    'listBenefits',
    'listSKUs',
    'tenants',
    'operations',
  ],
  'Microsoft.Commerce': ['RateCard', 'UsageAggregates'],
  'Microsoft.Compute': [
    'availabilitySets',
    'capacityReservationGroups',
    'cloudServices',
    'diskAccesses',
    'diskEncryptionSets',
    'disks',
    'galleries',
    'hostGroups',
    'images',
    'locations',
    'operations',
    'proximityPlacementGroups',
    'restorePointCollections',
    'skus',
    'snapshots',
    'sshPublicKeys',
    'virtualMachines',
    'virtualMachineScaleSets',
  ],
  'Microsoft.Consumption': [
    'balances',
    'budgets',
    'charges',
    'aggregatedcost',
    'credits',
    'events',
    'externalSubscriptions',
    'forecasts',
    'lots',
    'marketplaces',
    'pricesheets',
    'reservationDetails',
    'reservationRecommendations',
    'reservationRecommendationDetails',
    'reservationSummaries',
    'reservationTransactions',
    'tags',
    'tenants',
    'terms',
    'usageDetails',
    'operations',
  ],
  'Microsoft.ContainerRegistry': ['registries', 'locations'],
  'Microsoft.ContainerService': [
    'fleets',
    'locations',
    'managedClusters',
    'openShiftManagedClusters',
    'snapshots',
    'operations',
  ],
  'Microsoft.CostManagement': [
    'alerts',
    'benefitRecommendations',
    'budgets',
    'cloudConnectors',
    'dimensions',
    'exports',
    'externalSubscriptions',
    'forecast',
    'generateCostDetailsReport',
    'query',
    'reports',
    'scheduledActions',
    'settings',
    'tenants',
    'views',
    'operations',
  ],
  'Microsoft.Features': ['features', 'providers', 'operations', 'subscriptionFeatureRegistrations'],
  'Microsoft.Insights': [
    'actionGroups',
    'activityLogAlerts',
    'alertRules',
    'autoscaleSettings',
    'components',
    'diagnosticSettings',
    'eventTypes',
    'logDefinitions',
    'metricAlerts',
    'metricDefinitions',
    'metrics',
    'metricNamespaces',
    'scheduledQueryRules',
    'operations',
  ],
  'Microsoft.KeyVault': [
    'vaults',
    'managedHSMs',
    'deletedVaults',
    'locations',
    'operations',
    'checkNameAvailability',
  ],
  'Microsoft.Management': [
    'managementGroups',
    'getEntities',
    'checkNameAvailability',
    'operations',
    'startTenantBackfill',
    'tenantBackfillStatus',
  ],
  'Microsoft.ManagedIdentity': ['identities', 'userAssignedIdentities', 'operations'],
  'Microsoft.MarketplaceOrdering': ['agreements', 'offertypes', 'operations'],
  'Microsoft.NetApp': ['netAppAccounts', 'locations', 'operations'],
  'Microsoft.Network': [
    'applicationGateways',
    'applicationSecurityGroups',
    'azureFirewalls',
    'bastionHosts',
    'connections',
    'dnsZones',
    'expressRouteCircuits',
    'frontDoors',
    'loadBalancers',
    'locations',
    'natGateways',
    'networkInterfaces',
    'networkSecurityGroups',
    'networkWatchers',
    'privateDnsZones',
    'privateEndpoints',
    'privateLinkServices',
    'publicIPAddresses',
    'publicIPPrefixes',
    'routeTables',
    'serviceEndpointPolicies',
    'trafficManagerProfiles',
    'virtualNetworkGateways',
    'virtualNetworks',
    'virtualWans',
    'operations',
  ],
  'Microsoft.OperationalInsights': ['workspaces', 'clusters', 'operations'],
  'Microsoft.OperationsManagement': ['solutions', 'managementConfigurations', 'operations'],
  'Microsoft.PolicyInsights': ['policyStates', 'policyEvents', 'remediations', 'attestations'],
  'Microsoft.Portal': ['dashboards', 'consoles'],
  'Microsoft.Purview': ['accounts', 'consents'],
  'Microsoft.ResourceGraph': ['resources', 'queries', 'operations'],
  'Microsoft.ResourceHealth': ['availabilityStatuses', 'events', 'operations'],
  'Microsoft.Resources': [
    'subscriptions',
    'tenants',
    'deployments',
    'deploymentScripts',
    'deploymentStacks',
    'links',
    'marketplace',
    'providers',
    'resources',
    'resourceGroups',
    'tags',
    'templateSpecs',
    'checkPolicyCompliance',
    'changes',
    'operations',
  ],
  'Microsoft.Security': [
    'assessments',
    'alerts',
    'pricings',
    'secureScores',
    'securityContacts',
    'operations',
  ],
  'Microsoft.SerialConsole': ['consoleServices', 'serialPorts', 'locations'],
  'Microsoft.Sql': [
    'servers',
    'managedInstances',
    'instancePools',
    'virtualClusters',
    'locations',
    'operations',
  ],
  'Microsoft.Storage': [
    'storageAccounts',
    'locations',
    'skus',
    'usages',
    'deletedAccounts',
    'operations',
    'checkNameAvailability',
  ],
  'Microsoft.Subscription': [
    'subscriptions',
    'aliases',
    'cancel',
    'enable',
    'rename',
    'operations',
  ],
  'Microsoft.Support': ['services', 'supportTickets', 'checkNameAvailability', 'operations'],
  'Microsoft.Web': [
    'sites',
    'serverFarms',
    'certificates',
    'connections',
    'staticSites',
    'hostingEnvironments',
    'operations',
  ],
};

/** Providers that serve every subscription without being registered in it. */
const registrationFree = new Set([
  'Microsoft.Authorization',
  'Microsoft.Billing',
  'Microsoft.Capacity',
  'Microsoft.Commerce',
  'Microsoft.Consumption',
  'Microsoft.CostManagement',
  'Microsoft.Features',
  'Microsoft.MarketplaceOrdering',
  'Microsoft.Portal',
  'Microsoft.ResourceGraph',
  'Microsoft.Resources',
  'Microsoft.SerialConsole',
  'Microsoft.Subscription',
  'Microsoft.Support',
]);

/**
 * The real name of a provider, whatever the case it is written in; undefined when this Azure has
 * none of that name.
 */
export const providerNamed = (namespace: string): string | undefined =>
  Object.keys(resourceProviders).find((name) => name.toLowerCase() === namespace.toLowerCase());

export const isRegistrationFree = (namespace: string): boolean => registrationFree.has(namespace);

export type ActionProblem = 'provider' | 'action';

/**
 * What is wrong with an action or a pattern of actions in a role definition; undefined when nothing
 * is. Real Azure compares with every operation of every provider; here: the provider exists, the
 * first part of the resource type exists, and the end is a verb (or the pattern has a `*`).
 */
export function problemOfAction(action: string): ActionProblem | undefined {
  if (action === '*' || /^\*\/(\*|read|write|delete|action)$/i.test(action)) return undefined;
  const [namespace = '', ...rest] = action.split('/');
  const provider = providerNamed(namespace);
  if (!provider) return 'provider';
  const verb = rest.at(-1)?.toLowerCase();
  if (verb === undefined || rest.some((part) => part === '' || /[\s{}]/.test(part)))
    return 'action';
  if (!['read', 'write', 'delete', 'action', '*'].includes(verb)) return 'action';
  if (rest.length === 1) return verb === '*' ? undefined : 'action';
  const type = rest[0]?.toLowerCase();
  if (type === '*' || type === 'register' || type === 'unregister') return undefined;
  return resourceProviders[provider]?.some((known) => known.toLowerCase() === type)
    ? undefined
    : 'action';
}
