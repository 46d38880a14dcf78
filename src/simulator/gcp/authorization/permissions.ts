/**
 * Permissions that the simulated Google Cloud knows, by resource type: what Spot asks for, and what
 * the simulated APIs ask for. A custom role with any other permission is refused as unknown.
 */
const verbs: Readonly<Record<string, string>> = {
  'bigquery.capacityCommitments': 'create delete get list update',
  'bigquery.config': 'get update',
  'bigquery.datasets': 'create delete get getIamPolicy setIamPolicy update',
  'bigquery.jobs': 'create delete get list listAll update',
  'bigquery.readsessions': 'create getData update',
  'bigquery.reservationAssignments': 'create delete list search',
  'bigquery.reservations': 'create delete get list update use',
  'bigquery.tables':
    'create delete export get getData getIamPolicy list setIamPolicy update updateData',
  'billing.accounts':
    'close create get getIamPolicy getPricing getSpendingInformation list reopen setIamPolicy update',
  'billing.resourceAssociations': 'create delete list',
  'billing.resourceCosts': 'get',
  'cloudasset.assets': 'exportComputeCommitments listComputeCommitments searchAllResources',
  'commerceoffercatalog.offers': 'get',
  'compute.addresses':
    'create createInternal delete deleteInternal get list setLabels use useInternal',
  'compute.autoscalers': 'create delete get list update',
  'compute.backendServices': 'create delete get getIamPolicy list setIamPolicy update use',
  'compute.commitments': 'create get list update updateReservations',
  'compute.diskTypes': 'get list',
  'compute.disks':
    'create createSnapshot delete get getIamPolicy list resize setIamPolicy setLabels update use useReadOnly',
  'compute.firewalls': 'create delete get list update',
  'compute.forwardingRules': 'create delete get list update use',
  'compute.globalOperations': 'delete get list',
  'compute.healthChecks': 'create delete get list update use useReadOnly',
  'compute.httpHealthChecks': 'create delete get list update use useReadOnly',
  'compute.httpsHealthChecks': 'create delete get list update use useReadOnly',
  'compute.images':
    'create delete get getFromFamily getIamPolicy list setIamPolicy setLabels update useReadOnly',
  'compute.instanceGroupManagers': 'create delete get list update use',
  'compute.instanceGroups': 'create delete get list update use',
  'compute.instanceTemplates': 'create delete get list useReadOnly',
  'compute.instances':
    'attachDisk create delete detachDisk get getIamPolicy getSerialPortOutput list listReferrers reset setDiskAutoDelete setIamPolicy setLabels setMachineType setMetadata setScheduling setServiceAccount setTags start stop update use',
  'compute.licenses': 'get list',
  'compute.machineImages': 'create delete get list useReadOnly',
  'compute.machineTypes': 'get list',
  'compute.networks': 'create delete get list update use useExternalIp',
  'compute.nodeGroups': 'get list',
  'compute.projects': 'get setCommonInstanceMetadata',
  'compute.regionBackendServices': 'create delete get list update use',
  'compute.regionHealthChecks': 'create delete get list update use useReadOnly',
  'compute.regionOperations': 'delete get list',
  'compute.regions': 'get list',
  'compute.reservations': 'create delete get list resize update',
  'compute.resourcePolicies': 'create delete get list use',
  'compute.snapshots': 'create delete get list setLabels useReadOnly',
  'compute.sslCertificates': 'create delete get list',
  'compute.subnetworks': 'create delete get list update use useExternalIp',
  'compute.targetHttpProxies': 'create delete get list use',
  'compute.targetHttpsProxies': 'create delete get list use',
  'compute.targetPools': 'addInstance create delete get list removeInstance update use',
  'compute.urlMaps': 'create delete get list update use',
  'compute.zoneOperations': 'delete get list',
  'compute.zones': 'get list',
  'consumerprocurement.orders': 'cancel get list modify place',
  'container.clusterRoleBindings': 'create delete get list update',
  'container.clusterRoles': 'bind create delete escalate get list update',
  'container.clusters': 'connect create delete get getCredentials list update',
  'container.nodes': 'get list',
  'container.operations': 'get list',
  'container.pods': 'get list',
  'iam.roles': 'create delete get list undelete update',
  'iam.serviceAccountKeys': 'create delete disable enable get list',
  'iam.serviceAccounts':
    'actAs create delete disable enable get getAccessToken getIamPolicy getOpenIdToken implicitDelegation list setIamPolicy signBlob signJwt undelete update',
  'logging.logEntries': 'create list',
  'logging.logs': 'delete list',
  'monitoring.metricDescriptors': 'create delete get list',
  'monitoring.timeSeries': 'create list',
  'orgpolicy.constraints': 'list',
  'orgpolicy.customConstraints': 'create delete get list update',
  'orgpolicy.policies': 'create delete list update',
  'orgpolicy.policy': 'get set',
  'recommender.commitmentUtilizationInsights': 'get list update',
  'recommender.usageCommitmentRecommendations': 'get list update',
  'resourcemanager.folders':
    'create delete get getIamPolicy list move setIamPolicy undelete update',
  'resourcemanager.organizations': 'get getIamPolicy setIamPolicy',
  'resourcemanager.projects':
    'create createBillingAssignment delete deleteBillingAssignment get getIamPolicy list move setIamPolicy undelete update updateLiens',
  'servicemanagement.services':
    'bind check create delete get getIamPolicy list quota report setIamPolicy update',
  'serviceusage.operations': 'get',
  'serviceusage.quotas': 'get update',
  'serviceusage.services': 'disable enable get list use',
  'storage.buckets': 'create delete get getIamPolicy list setIamPolicy update',
  'storage.objects': 'create delete get getIamPolicy list setIamPolicy update',
};

/** Every permission that the simulated Google Cloud knows. */
export const permissions: ReadonlySet<string> = new Set(
  Object.entries(verbs).flatMap(([type, names]) =>
    names.split(' ').map((verb) => `${type}.${verb}`),
  ),
);

/** What only a folder or an organization can grant; a role of a project cannot hold it. */
const aboveProjects =
  /^resourcemanager\.(folders|organizations)\.|^resourcemanager\.projects\.(create|list)$|^orgpolicy\.(customConstraints|policies|policy)\.(create|set|update|delete)$|^billing\.accounts\.|^billing\.resourceAssociations\./;

/**
 * Whether a custom role may hold a permission. Source:
 * https://cloud.google.com/iam/docs/custom-roles-permissions-support, and
 * https://github.com/terraform-google-modules/terraform-google-iam/issues/158
 * for `resourcemanager.projects.list` in roles of projects.
 */
export function isTestable(permission: string, scope: 'projects' | 'organizations'): boolean {
  return permissions.has(permission) && !(scope === 'projects' && aboveProjects.test(permission));
}

/**
 * What the owner of a project gets beside an editor: who may do what, roles, billing, and changing
 * what others may do in GKE.
 */
export const ownerOnly =
  /\.setIamPolicy$|^iam\.roles\.(create|delete|update|undelete)$|^iam\.serviceAccounts\.undelete$|^resourcemanager\.projects\.(createBillingAssignment|delete|deleteBillingAssignment|undelete|updateLiens)$|^container\.clusterRole(s|Bindings)\.(bind|create|delete|escalate|update)$|^bigquery\.(capacityCommitments\.(create|delete|update)|jobs\.listAll)$|^cloudasset\.assets\.(export|list)ComputeCommitments$/;

/** What no basic role grants. */
export const neverBasic =
  /^resourcemanager\.(folders|organizations)\.|^resourcemanager\.projects\.create$|^orgpolicy\.(policy\.set|policies\.(create|update|delete)|customConstraints\.(create|update|delete))$|^billing\.(accounts|resourceAssociations)\.|^iam\.serviceAccounts\.(getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)$|^consumerprocurement\./;

/** What a viewer may do among the rest: look. */
export const reading =
  /\.(get|list|getIamPolicy|listAll|listReferrers|getPricing|getFromFamily|getSerialPortOutput|search|searchAllResources|listComputeCommitments|exportComputeCommitments)$/;
