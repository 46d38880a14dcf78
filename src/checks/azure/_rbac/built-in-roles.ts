import type { Permission } from './actions.ts';

/**
 * Built-in roles that this program reads by their GUID: `broad` ones allow more than Spot needs.
 * What others allow is not known here.
 * Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const builtInRoles: Readonly<
  Record<string, Permission & { roleName: string; broad: boolean }>
> = {
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': {
    roleName: 'Owner',
    actions: ['*'],
    notActions: [],
    broad: true,
  },
  'b24988ac-6180-42a0-ab88-20f7382dd24c': {
    roleName: 'Contributor',
    actions: ['*'],
    notActions: [
      'Microsoft.Authorization/*/Delete',
      'Microsoft.Authorization/*/Write',
      'Microsoft.Authorization/elevateAccess/Action',
      'Microsoft.Blueprint/blueprintAssignments/write',
      'Microsoft.Blueprint/blueprintAssignments/delete',
      'Microsoft.Compute/galleries/share/action',
      'Microsoft.Purview/consents/write',
      'Microsoft.Purview/consents/delete',
    ],
    broad: true,
  },
  '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9': {
    roleName: 'User Access Administrator',
    actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
    notActions: [],
    broad: true,
  },
  'f58310d9-a9f6-439a-9e8d-f62e7b41a168': {
    roleName: 'Role Based Access Control Administrator',
    actions: [
      'Microsoft.Authorization/roleAssignments/write',
      'Microsoft.Authorization/roleAssignments/delete',
      '*/read',
      'Microsoft.Support/*',
    ],
    notActions: [],
    broad: true,
  },
  ...ofNames(true, {
    '9980e02c-c2be-4d73-94e8-173b1dc7cf3c': [
      'Virtual Machine Contributor',
      'Microsoft.Compute/virtualMachines/*',
      'Microsoft.Network/networkInterfaces/*',
      'Microsoft.Resources/subscriptions/resourceGroups/read',
    ],
    '4d97b98b-1d4f-4787-a291-c67834d212e7': ['Network Contributor', 'Microsoft.Network/*'],
    '17d1049b-9a84-46fb-8f53-869881c3d3ab': [
      'Storage Account Contributor',
      'Microsoft.Storage/storageAccounts/*',
    ],
    'f25e0fa2-a7c8-4377-a976-54943a77a395': ['Key Vault Contributor', 'Microsoft.KeyVault/*'],
    '00482a5a-887f-4fb3-b363-3b7fe8e74483': [
      'Key Vault Administrator',
      'Microsoft.KeyVault/vaults/*/read',
    ],
    'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': ['Storage Blob Data Owner'],
    'ba92f5b4-2d11-453d-a403-e96b0029c9fe': ['Storage Blob Data Contributor'],
    '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1': ['Storage Blob Data Reader'],
  }),
  ...ofNames(false, {
    'acdd72a7-3385-48ef-bd42-f606fba81ae7': ['Reader', '*/read'],
    '43d0d8ad-25c7-4714-9337-8ba259a9fe05': ['Monitoring Reader', '*/read'],
    '72fafb9e-0641-4937-9268-a91bfd8191a3': [
      'Cost Management Reader',
      'Microsoft.Consumption/*/read',
      'Microsoft.CostManagement/*/read',
    ],
    'fa23ad8b-c56e-40d8-ac0c-ce449e1d2c64': [
      'Billing Reader',
      'Microsoft.Authorization/*/read',
      'Microsoft.Billing/*/read',
      'Microsoft.CostManagement/*/read',
    ],
    '582fc458-8989-419f-a480-75249bc5db7e': ['Reservations Reader', 'Microsoft.Capacity/*/read'],
    'd534ad90-4ac5-4815-a178-b2e47397baab': [
      'Savings plan Reader',
      'Microsoft.BillingBenefits/*/read',
    ],
    'f1a07417-d97a-45cb-824c-7a7467783830': [
      'Managed Identity Operator',
      'Microsoft.ManagedIdentity/userAssignedIdentities/*/read',
      'Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action',
    ],
  }),
};

/** Roles by GUID, each with its name and those of its actions that count here. */
function ofNames(
  broad: boolean,
  roles: Readonly<Record<string, readonly [roleName: string, ...actions: string[]]>>,
) {
  return Object.fromEntries(
    Object.entries(roles).map(([guid, [roleName, ...actions]]) => [
      guid,
      { roleName, actions, notActions: [], broad },
    ]),
  );
}
