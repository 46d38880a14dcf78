/** Actions that Spot asks for, of one area, with the reason. */
export interface RoleArea {
  area: string;
  reason: string;
  actions: readonly string[];
}

/**
 * The custom role of Elastigroup and Ocean, as listed in May 2024. Spot's console loads its list when
 * it is opened, so a newer one may hold more.
 * Source: https://docs.spot.io/administration/api/spot-policy-in-azure
 */
export const spotRole: readonly RoleArea[] = [
  {
    area: 'Virtual machines',
    reason:
      'Starts, stops and replaces virtual machines, which is what Elastigroup and Ocean do. The `*` holds their deletion too.',
    actions: ['Microsoft.Compute/virtualMachines/*'],
  },
  {
    area: 'Scale sets',
    reason: 'Reads scale sets that you import into Elastigroup, and what runs in them.',
    actions: [
      'Microsoft.Compute/virtualMachineScaleSets/read',
      'Microsoft.Compute/virtualMachineScaleSets/instanceView/read',
      'Microsoft.Compute/virtualMachineScaleSets/networkInterfaces/read',
      'Microsoft.Compute/virtualMachineScaleSets/publicIPAddresses/read',
      'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/extensions/read',
    ],
  },
  {
    area: 'Disks, snapshots and images',
    reason:
      'Keeps the data of a machine when Spot replaces it: copies its disks, attaches them to the next, cleans up.',
    actions: [
      'Microsoft.Compute/disks/read',
      'Microsoft.Compute/disks/write',
      'Microsoft.Compute/disks/delete',
      'Microsoft.Compute/disks/beginGetAccess/action',
      'Microsoft.Compute/galleries/images/read',
      'Microsoft.Compute/galleries/images/versions/read',
      'Microsoft.Compute/galleries/read',
      'Microsoft.Compute/images/read',
      'Microsoft.Compute/images/write',
      'Microsoft.Compute/snapshots/read',
      'Microsoft.Compute/snapshots/write',
      'Microsoft.Compute/snapshots/delete',
    ],
  },
  {
    area: 'Placement and capacity',
    reason:
      'Puts machines where you want them: availability sets, proximity groups, reserved capacity.',
    actions: [
      'Microsoft.Compute/availabilitySets/read',
      'Microsoft.Compute/availabilitySets/vmSizes/read',
      'Microsoft.Compute/capacityReservationGroups/read',
      'Microsoft.Compute/capacityReservationGroups/capacityReservations/read',
      'Microsoft.Compute/capacityReservationGroups/deploy/action',
      'Microsoft.Compute/proximityPlacementGroups/read',
    ],
  },
  {
    area: 'Network',
    reason:
      'Gives a new machine its network interface and public address, and registers it with your load balancer, gateway and DNS zone.',
    actions: [
      'Microsoft.Network/applicationGateways/read',
      'Microsoft.Network/applicationGateways/backendhealth/action',
      'Microsoft.Network/applicationGateways/backendAddressPools/join/action',
      'Microsoft.Network/applicationSecurityGroups/joinIpConfiguration/action',
      'Microsoft.Network/applicationSecurityGroups/read',
      'Microsoft.Network/dnsZones/read',
      'Microsoft.Network/dnsZones/A/read',
      'Microsoft.Network/dnsZones/write',
      'Microsoft.Network/dnsZones/A/write',
      'Microsoft.Network/dnsZones/A/delete',
      'Microsoft.Network/loadBalancers/read',
      'Microsoft.Network/loadBalancers/backendAddressPools/read',
      'Microsoft.Network/loadBalancers/backendAddressPools/write',
      'Microsoft.Network/loadBalancers/backendAddressPools/join/action',
      'Microsoft.Network/networkInterfaces/read',
      'Microsoft.Network/networkInterfaces/write',
      'Microsoft.Network/networkInterfaces/delete',
      'Microsoft.Network/networkInterfaces/join/action',
      'Microsoft.Network/networkInterfaces/ipconfigurations/read',
      'Microsoft.Network/networkSecurityGroups/read',
      'Microsoft.Network/networkSecurityGroups/join/action',
      'Microsoft.Network/publicIPAddresses/read',
      'Microsoft.Network/publicIPAddresses/write',
      'Microsoft.Network/publicIPAddresses/delete',
      'Microsoft.Network/publicIPAddresses/join/action',
      'Microsoft.Network/routeTables/read',
      'Microsoft.Network/virtualNetworks/read',
      'Microsoft.Network/virtualNetworks/subnets/join/action',
      'Microsoft.Network/virtualNetworks/subnets/read',
      'Microsoft.Network/virtualNetworks/virtualMachines/read',
      'Microsoft.Network/virtualNetworks/subnets/write',
    ],
  },
  {
    area: 'Kubernetes',
    reason: 'Reads AKS clusters and node pools that Ocean scales.',
    actions: [
      'Microsoft.ContainerService/managedClusters/read',
      'Microsoft.ContainerService/managedClusters/agentPools/read',
    ],
  },
  {
    area: 'Metrics',
    reason: 'Reads metrics and autoscale settings, which tell when to scale.',
    actions: [
      'Microsoft.Insights/MetricDefinitions/Read',
      'Microsoft.Insights/Metrics/Read',
      'Microsoft.Insights/AutoscaleSettings/Read',
      'Microsoft.Insights/AutoscaleSettings/providers/Microsoft.Insights/MetricDefinitions/Read',
    ],
  },
  {
    area: 'Identities and secrets',
    reason:
      'Attaches your managed identities to machines, and lets a new machine take the certificates of a key vault that you name.',
    actions: [
      'Microsoft.KeyVault/vaults/deploy/action',
      'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
      'Microsoft.ManagedIdentity/userAssignedIdentities/read',
      'Microsoft.ManagedIdentity/identities/read',
    ],
  },
  {
    area: 'NetApp volumes',
    reason:
      'Moves volumes of Azure NetApp Files along with a machine. Without NetApp Files these do nothing.',
    actions: [
      'Microsoft.NetApp/netAppAccounts/read',
      'Microsoft.NetApp/netAppAccounts/write',
      'Microsoft.NetApp/netAppAccounts/capacityPools/write',
      'Microsoft.NetApp/netAppAccounts/capacityPools/read',
      'Microsoft.NetApp/netAppAccounts/capacityPools/delete',
      'Microsoft.NetApp/netAppAccounts/capacityPools/volumes/write',
      'Microsoft.NetApp/netAppAccounts/capacityPools/volumes/read',
      'Microsoft.NetApp/netAppAccounts/capacityPools/volumes/delete',
      'Microsoft.NetApp/netAppAccounts/capacityPools/volumes/snapshots/write',
      'Microsoft.NetApp/netAppAccounts/capacityPools/volumes/snapshots/read',
      'Microsoft.NetApp/netAppAccounts/capacityPools/volumes/ReplicationStatus/read',
      'Microsoft.NetApp/netAppAccounts/capacityPools/volumes/DeleteReplication/action',
      'Microsoft.NetApp/netAppAccounts/capacityPools/volumes/ResyncReplication/action',
      'Microsoft.NetApp/netAppAccounts/capacityPools/volumes/AuthorizeReplication/action',
      'Microsoft.NetApp/netAppAccounts/capacityPools/volumes/ReInitializeReplication/action',
      'Microsoft.NetApp/netAppAccounts/capacityPools/volumes/BreakReplication/action',
    ],
  },
  {
    area: 'Groups, tags and storage',
    reason:
      'Reads resource groups and storage accounts, marks with tags what belongs to Spot, and sees which roles it has.',
    actions: [
      'Microsoft.Authorization/roleAssignments/read',
      'Microsoft.Resources/tags/write',
      'Microsoft.Resources/subscriptions/resourceGroups/read',
      'Microsoft.Storage/storageAccounts/read',
    ],
  },
];

/** All of them. */
export const spotActions: readonly string[] = spotRole.flatMap(({ actions }) => actions);

/**
 * Actions that the list of before 2024 does not have; Spot's Terraform module still makes that one.
 */
export const newSince2024: ReadonlySet<string> = new Set([
  'Microsoft.Compute/capacityReservationGroups/capacityReservations/read',
  'Microsoft.Compute/capacityReservationGroups/deploy/action',
  'Microsoft.Compute/capacityReservationGroups/read',
  'Microsoft.Compute/galleries/images/read',
  'Microsoft.Compute/galleries/images/versions/read',
  'Microsoft.Compute/galleries/read',
  'Microsoft.Compute/proximityPlacementGroups/read',
  'Microsoft.Compute/snapshots/delete',
  'Microsoft.Compute/snapshots/write',
  'Microsoft.KeyVault/vaults/deploy/action',
  'Microsoft.Storage/storageAccounts/read',
]);

/** Whether an action only reads. */
export const onlyReads = (action: string): boolean => /\/read$/i.test(action);
