/**
 * Everything the custom role lets Spot do, permission by permission, and why. The one source of the
 * role: the commands, the script's test, the page's table and the words of findings are made from
 * it.
 *
 * Values: Spot's Terraform module for Google Cloud (spotinst/terraform-spotinst-gcp-connect), 89
 * permissions. The reasons are ours, from what each permission allows
 * (cloud.google.com/iam/docs/permissions-reference) and what Elastigroup and Ocean do.
 */

export interface SpotPermission {
  permission: string;
  /** Why Spot asks for it, in plain words. */
  reason: string;
}

export interface SpotPermissionGroup {
  /** What the permissions of the group are for, one sentence. */
  purpose: string;
  permissions: readonly SpotPermission[];
}

const group = (
  purpose: string,
  reasons: Readonly<Record<string, string>>,
): SpotPermissionGroup => ({
  purpose,
  permissions: Object.entries(reasons).map(([permission, reason]) => ({ permission, reason })),
});

export const spotPermissions: readonly SpotPermissionGroup[] = [
  group('Start, replace and stop virtual machines.', {
    'compute.instances.create': 'Starts the machines that Spot runs for you.',
    'compute.instances.delete': 'Deletes a machine that was replaced or is no longer needed.',
    'compute.instances.get':
      'Reads the state of one machine, to see when it is up or reclaimed by Google.',
    'compute.instances.list':
      'Lists machines, to find those that Spot may manage and what they cost.',
    'compute.instances.listReferrers':
      'Sees which instance group a machine belongs to, before it is replaced.',
    'compute.instances.start': 'Starts a stopped stateful machine again.',
    'compute.instances.stop': 'Stops a stateful machine without losing its disks.',
    'compute.instances.update': 'Changes settings of a machine that Spot made.',
    'compute.instances.use': 'Names a machine in other calls, such as adding it to a group.',
    'compute.instances.attachDisk': 'Attaches the disk of a replaced machine to its successor.',
    'compute.instances.setDiskAutoDelete':
      'Keeps a disk when its machine is deleted, or lets it go with it.',
    'compute.instances.setLabels': 'Labels machines, so that you see on the bill which are Spot’s.',
    'compute.instances.setMetadata': 'Passes start-up scripts and settings to a machine.',
    'compute.instances.setServiceAccount':
      'Gives a machine the service account that you chose for it.',
    'compute.instances.setTags': 'Sets network tags, which your firewall rules go by.',
    'compute.instanceTemplates.get': 'Reads a template, to import its settings into a group.',
    'compute.machineTypes.get': 'Reads CPU and memory of a machine type.',
    'compute.machineTypes.list': 'Lists machine types, to choose the cheapest that fits.',
  }),
  group('Move disks, images and snapshots with the machines.', {
    'compute.disks.create': 'Makes the disks of new machines.',
    'compute.disks.createSnapshot': 'Saves the data of a stateful machine before it is replaced.',
    'compute.disks.delete': 'Deletes disks of machines that are gone.',
    'compute.disks.get': 'Reads size, type and state of a disk.',
    'compute.disks.list': 'Lists disks, to find those of a machine.',
    'compute.disks.update': 'Changes the size or settings of a disk.',
    'compute.disks.use': 'Attaches a disk to a machine.',
    'compute.diskTypes.get': 'Reads what a type of disk offers.',
    'compute.diskTypes.list': 'Lists types of disks in a zone.',
    'compute.images.create': 'Makes an image of a stateful machine, to start its successor from.',
    'compute.images.delete': 'Deletes such images when they are old.',
    'compute.images.get': 'Reads the image that a group starts from.',
    'compute.images.list': 'Lists images to choose from.',
    'compute.images.useReadOnly': 'Starts machines from an image.',
    'compute.snapshots.create': 'Stores the snapshot of a stateful machine’s disk.',
    'compute.snapshots.delete': 'Deletes snapshots that are no longer needed.',
    'compute.snapshots.get': 'Reads the state of a snapshot, to know when it is complete.',
    'compute.snapshots.list': 'Lists snapshots, to find the latest one of a disk.',
  }),
  group('Keep the addresses and networks that machines have.', {
    'compute.addresses.create': 'Reserves an external address for a stateful machine.',
    'compute.addresses.createInternal': 'Reserves an internal address for a stateful machine.',
    'compute.addresses.delete': 'Gives a reserved address back.',
    'compute.addresses.get': 'Reads the state of an address.',
    'compute.addresses.list': 'Lists addresses, to find free ones.',
    'compute.addresses.setLabels': 'Labels an address as belonging to a group.',
    'compute.addresses.useInternal': 'Gives a new machine the internal address of the old one.',
    'compute.networks.get': 'Reads the network that machines are put into.',
    'compute.networks.list': 'Lists networks to choose from.',
    'compute.subnetworks.use': 'Puts a machine into a subnetwork.',
    'compute.subnetworks.useExternalIp': 'Gives a machine in a subnetwork an external address.',
  }),
  group('Work with the groups and load balancers that send traffic to the machines.', {
    'compute.instanceGroupManagers.get': 'Reads a managed instance group, to import it.',
    'compute.instanceGroups.create':
      'Makes the instance group that a load balancer sends traffic to.',
    'compute.instanceGroups.get': 'Reads which machines are in a group.',
    'compute.instanceGroups.list': 'Lists instance groups.',
    'compute.instanceGroups.update': 'Adds new machines to a group and takes old ones out.',
    'compute.instanceGroups.use': 'Names a group in a load balancer.',
    'compute.instanceGroups.delete': 'Deletes an instance group that Spot made.',
    'compute.backendServices.get':
      'Reads a load balancer’s backend, and how healthy its machines are.',
    'compute.backendServices.list': 'Lists backends to choose from.',
    'compute.backendServices.update': 'Adds Spot’s instance group to a backend.',
    'compute.regionBackendServices.get': 'The same as above, for a regional load balancer.',
    'compute.regionBackendServices.list': 'Lists backends of regional load balancers.',
    'compute.regionBackendServices.update': 'Adds Spot’s instance group to a regional backend.',
    'compute.targetPools.addInstance': 'Adds a machine to a network load balancer.',
    'compute.targetPools.get': 'Reads which machines a network load balancer sends traffic to.',
    'compute.targetPools.list': 'Lists target pools to choose from.',
    'compute.targetPools.removeInstance': 'Takes a machine out before it is replaced.',
    'compute.healthChecks.useReadOnly':
      'Names a health check, so that unhealthy machines are replaced.',
    'compute.httpHealthChecks.useReadOnly': 'The same for health checks of the older HTTP kind.',
    'compute.httpsHealthChecks.useReadOnly': 'The same for health checks of the older HTTPS kind.',
  }),
  group('Follow what Compute Engine is doing.', {
    'compute.globalOperations.get': 'Sees whether a change across regions is finished.',
    'compute.globalOperations.list': 'Lists such changes.',
    'compute.regionOperations.get': 'Sees whether a change in a region is finished.',
    'compute.regionOperations.list': 'Lists such changes.',
    'compute.zoneOperations.get': 'Sees whether a machine has started, or why it did not.',
    'compute.zoneOperations.list': 'Lists such changes, and sees when Google reclaims a machine.',
    'compute.projects.get': 'Reads quotas and project-wide metadata, to stay below the limits.',
    'compute.zones.list': 'Lists zones, to spread machines over them.',
  }),
  group('Ocean: scale GKE clusters.', {
    'container.clusterRoleBindings.create': 'Installs the Ocean controller in a cluster.',
    'container.clusterRoles.bind': 'Gives that controller the rights it needs in the cluster.',
    'container.clusters.get': 'Reads a cluster and its node pools, to import them.',
    'container.clusters.list': 'Lists the clusters of the project.',
    'container.clusters.update':
      'Changes node pools, so that Ocean and GKE do not both scale them.',
    'container.operations.get': 'Sees whether a change of a cluster is finished.',
    'container.operations.list': 'Lists changes of clusters.',
  }),
  group('Know service accounts, usage and the health of APIs.', {
    'iam.serviceAccounts.get': 'Reads the service account that a machine shall run as.',
    'iam.serviceAccounts.list': 'Lists service accounts to choose from.',
    'iam.serviceAccounts.update':
      'Changes the name or description of a service account; grants nothing.',
    'monitoring.metricDescriptors.list': 'Lists metrics that scaling can go by.',
    'monitoring.timeSeries.list': 'Reads CPU and other metrics, to scale and to size machines.',
    'servicemanagement.services.check': 'Asks whether an API may be called for the project.',
    'servicemanagement.services.report': 'Reports calls of an API for the project.',
  }),
];

/** Permissions of the custom role. */
export const customRolePermissions: readonly string[] = spotPermissions.flatMap(({ permissions }) =>
  permissions.map(({ permission }) => permission),
);

/**
 * Lets Spot start machines that run as a service account; comes with the role Service Account User.
 */
export const actAs = 'iam.serviceAccounts.actAs';

/**
 * Those that the Editor role leaves out, so that they are not asked of a service account with
 * Editor.
 *
 * Source: https://cloud.google.com/iam/docs/roles-permissions/project#editor
 */
export const notInEditor: readonly string[] = [
  'container.clusterRoleBindings.create',
  'container.clusterRoles.bind',
];

/**
 * With any of these the holder of a key could take over the project. Editor has none of them; Spot
 * needs none.
 */
export const takingOver: readonly string[] = [
  'iam.roles.update',
  'iam.serviceAccounts.getAccessToken',
  'iam.serviceAccounts.setIamPolicy',
  'resourcemanager.projects.setIamPolicy',
];

/** Everything that Spot works with. */
export const forWork: readonly string[] = [...customRolePermissions, actAs];

/** Everything that a key is asked about in one call; Google allows 100. */
export const permissionsAsked: readonly string[] = [...forWork, ...takingOver];

/** What Spot must be able to do, by what the reader chose. */
export function permissionsNeeded(roleChoice: string): string[] {
  return roleChoice === 'custom'
    ? [...forWork]
    : forWork.filter((one) => !notInEditor.includes(one));
}
