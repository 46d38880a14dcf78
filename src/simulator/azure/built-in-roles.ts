import type { RoleDefinition } from './state.ts';

/**
 * Built-in roles of Azure as far as connecting an account meets them, with their real ids and
 * permissions. Source:
 * https://learn.microsoft.com/en-us/azure/role-based-access-control/built-in-roles; the savings
 * plan roles,
 * which it leaves out, after AzAdvertizer's copies of the definitions.
 */
interface BuiltIn {
  name: string;
  roleName: string;
  description: string;
  actions: string[];
  notActions?: string[];
  dataActions?: string[];
  assignableScopes?: string[];
}

const support = 'Microsoft.Support/*';
const costBasics = [
  'Microsoft.Billing/billingPeriods/read',
  'Microsoft.Resources/subscriptions/read',
  'Microsoft.Resources/subscriptions/resourceGroups/read',
  support,
  'Microsoft.Advisor/configurations/read',
  'Microsoft.Advisor/recommendations/read',
  'Microsoft.Management/managementGroups/read',
  'Microsoft.Billing/billingProperty/read',
];
const resourceBasics = [
  'Microsoft.Authorization/*/read',
  'Microsoft.Insights/alertRules/*',
  'Microsoft.ResourceHealth/availabilityStatuses/read',
  'Microsoft.Resources/deployments/*',
  'Microsoft.Resources/subscriptions/resourceGroups/read',
  support,
];

const definitions: BuiltIn[] = [
  {
    name: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    roleName: 'Owner',
    description:
      'Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.',
    actions: ['*'],
  },
  {
    name: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
    roleName: 'Contributor',
    description:
      'Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC, manage assignments in Azure Blueprints, or share image galleries.',
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
      'Microsoft.Resources/deploymentStacks/manageDenySetting/action',
      'Microsoft.Subscription/cancel/action',
      'Microsoft.Subscription/enable/action',
    ],
  },
  {
    name: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    roleName: 'Reader',
    description: 'View all resources, but does not allow you to make any changes.',
    actions: ['*/read'],
  },
  {
    name: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    roleName: 'User Access Administrator',
    description: 'Lets you manage user access to Azure resources.',
    actions: ['*/read', 'Microsoft.Authorization/*', support],
  },
  {
    name: 'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
    roleName: 'Role Based Access Control Administrator',
    description:
      'Manage access to Azure resources by assigning roles using Azure RBAC. This role does not allow you to manage access using other ways, such as Azure Policy.',
    actions: [
      'Microsoft.Authorization/roleAssignments/write',
      'Microsoft.Authorization/roleAssignments/delete',
      '*/read',
      support,
    ],
  },
  {
    name: '72fafb9e-0641-4937-9268-a91bfd8191a3',
    roleName: 'Cost Management Reader',
    description: 'Can view cost data and configuration (e.g. budgets, exports)',
    actions: ['Microsoft.Consumption/*/read', 'Microsoft.CostManagement/*/read', ...costBasics],
  },
  {
    name: '434105ed-43f6-45c7-a02f-909b2ba83430',
    roleName: 'Cost Management Contributor',
    description: 'Can view costs and manage cost configuration (e.g. budgets, exports)',
    actions: ['Microsoft.Consumption/*', 'Microsoft.CostManagement/*', ...costBasics],
  },
  {
    name: 'fa23ad8b-c56e-40d8-ac0c-ce449e1d2c64',
    roleName: 'Billing Reader',
    description: 'Allows read access to billing data',
    actions: [
      'Microsoft.Authorization/*/read',
      'Microsoft.Billing/*/read',
      'Microsoft.Commerce/*/read',
      'Microsoft.Consumption/*/read',
      'Microsoft.Management/managementGroups/read',
      'Microsoft.CostManagement/*/read',
      support,
    ],
  },
  {
    name: '582fc458-8989-419f-a480-75249bc5db7e',
    roleName: 'Reservations Reader',
    description: 'Lets one read all the reservations in a tenant',
    actions: ['Microsoft.Capacity/*/read', 'Microsoft.Authorization/roleAssignments/read'],
    assignableScopes: ['/providers/Microsoft.Capacity'],
  },
  {
    name: 'a8889054-8d42-49c9-bc1c-52486c10e7cd',
    roleName: 'Reservations Administrator',
    description: 'Lets one read and manage all the reservations in a tenant',
    actions: [
      'Microsoft.Capacity/*/read',
      'Microsoft.Capacity/*/action',
      'Microsoft.Capacity/*/write',
      'Microsoft.Authorization/roleAssignments/read',
      'Microsoft.Authorization/roleDefinitions/read',
      'Microsoft.Authorization/roleAssignments/write',
      'Microsoft.Authorization/roleAssignments/delete',
    ],
    assignableScopes: ['/providers/Microsoft.Capacity'],
  },
  {
    name: 'f7b75c60-3036-4b75-91c3-6b41c27c1689',
    roleName: 'Reservation Purchaser',
    description: 'Lets you purchase reservations',
    actions: [
      'Microsoft.Authorization/roleAssignments/read',
      'Microsoft.Capacity/catalogs/read',
      'Microsoft.Capacity/register/action',
      'Microsoft.Compute/register/action',
      'Microsoft.Consumption/register/action',
      'Microsoft.Consumption/reservationRecommendationDetails/read',
      'Microsoft.Consumption/reservationRecommendations/read',
      'Microsoft.Resources/subscriptions/read',
      'Microsoft.Resources/subscriptions/resourceGroups/read',
      'Microsoft.SQL/register/action',
      'Microsoft.Support/supporttickets/write',
    ],
  },
  {
    name: 'd534ad90-4ac5-4815-a178-b2e47397baab',
    roleName: 'Savings plan Reader',
    description: 'Lets you read savings plans',
    actions: [
      'Microsoft.Authorization/roleAssignments/read',
      'Microsoft.BillingBenefits/savingsPlanOrders/read',
      'Microsoft.BillingBenefits/savingsPlanOrders/savingsPlans/read',
    ],
    assignableScopes: ['/providers/Microsoft.BillingBenefits'],
  },
  {
    name: 'ac63b705-f282-497d-ac71-919bf39d939d',
    roleName: 'Management Group Reader',
    description: 'Management Group Reader Role',
    actions: [
      'Microsoft.Management/managementGroups/read',
      'Microsoft.Management/managementGroups/subscriptions/read',
    ],
  },
  {
    name: '5d58bcaf-24a5-4b20-bdb6-eed9f69fbe4c',
    roleName: 'Management Group Contributor',
    description: 'Management Group Contributor Role',
    actions: [
      'Microsoft.Management/managementGroups/delete',
      'Microsoft.Management/managementGroups/read',
      'Microsoft.Management/managementGroups/subscriptions/delete',
      'Microsoft.Management/managementGroups/subscriptions/write',
      'Microsoft.Management/managementGroups/write',
      'Microsoft.Management/managementGroups/subscriptions/read',
    ],
  },
  {
    name: '9980e02c-c2be-4d73-94e8-173b1dc7cf3c',
    roleName: 'Virtual Machine Contributor',
    description:
      'Create and manage virtual machines, manage disks, install and run software, reset password of the root user of the virtual machine using VM extensions, and manage local user accounts using VM extensions. This role does not grant you management access to the virtual network or storage account the virtual machines are connected to. This role does not allow you to assign roles in Azure RBAC.',
    actions: [
      ...resourceBasics,
      'Microsoft.Compute/virtualMachines/*',
      'Microsoft.Compute/virtualMachineScaleSets/*',
      'Microsoft.Compute/disks/*',
    ],
  },
  {
    name: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
    roleName: 'Storage Blob Data Reader',
    description: 'Allows for read access to Azure Storage blob containers and data',
    actions: [
      'Microsoft.Storage/storageAccounts/blobServices/containers/read',
      'Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action',
    ],
    dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'],
  },
];

const madeAt = Date.parse('2015-02-02T21:55:09.8806423Z');

/** By name (GUID). */
export const builtInRoles: ReadonlyMap<string, RoleDefinition> = new Map(
  definitions.map(
    ({
      name,
      roleName,
      description,
      actions,
      notActions = [],
      dataActions = [],
      assignableScopes = ['/'],
    }) => [
      name,
      {
        name,
        roleName,
        type: 'BuiltInRole',
        description,
        assignableScopes,
        createdAt: madeAt,
        updatedAt: madeAt,
        permissions: [{ actions, notActions, dataActions, notDataActions: [] }],
        createdBy: null,
        updatedBy: null,
      } satisfies RoleDefinition,
    ],
  ),
);

/** A built-in role by its name or GUID, without regard to case, as the portal and az find it. */
export function builtInRole(nameOrId: string): RoleDefinition | undefined {
  const wanted = nameOrId.toLowerCase();
  for (const role of builtInRoles.values())
    if (role.name === wanted || role.roleName.toLowerCase() === wanted) return role;
  return undefined;
}
