import { allowRequests } from '../../kernel/allow-requests.ts';

/**
 * What this program may ask Azure: method, host and path. None of these changes anything. Throws a
 * ReadOnlyViolation for every other request.
 */
export const requireReading = allowRequests([
  ['GET', 'management.azure.com', '/subscriptions'],
  ['GET', 'management.azure.com', '/subscriptions/{}'],
  ['GET', 'management.azure.com', '/subscriptions/{}/providers'],
  ['GET', 'management.azure.com', '/subscriptions/{}/resourcegroups'],
  ['GET', 'management.azure.com', '/subscriptions/{}/providers/Microsoft.Compute/virtualMachines'],
  [
    'GET',
    'management.azure.com',
    '/subscriptions/{}/providers/Microsoft.Compute/virtualMachineScaleSets',
  ],
  ['GET', 'management.azure.com', '/subscriptions/{}/providers/Microsoft.Network/virtualNetworks'],
  ['GET', 'management.azure.com', '{*}/providers/Microsoft.Authorization/roleAssignments'],
  ['GET', 'management.azure.com', '{*}/providers/Microsoft.Authorization/roleDefinitions'],
  ['GET', 'management.azure.com', '{*}/providers/Microsoft.Authorization/denyAssignments'],
  ['GET', 'management.azure.com', '{*}/providers/Microsoft.Authorization/permissions'],
  ['GET', 'management.azure.com', '{*}/providers/Microsoft.Authorization/policyAssignments'],
  ['GET', 'management.azure.com', '{*}/providers/Microsoft.Authorization/policyDefinitions'],
  ['GET', 'management.azure.com', '/providers/Microsoft.Management/managementGroups/{}'],
  ['GET', 'management.azure.com', '/providers/Microsoft.Billing/billingAccounts'],
  ['GET', 'management.azure.com', '/providers/Microsoft.Billing/billingAccounts/{}'],
  [
    'GET',
    'management.azure.com',
    '/providers/Microsoft.Billing/billingAccounts/{}/billingRoleAssignments',
  ],
  [
    'GET',
    'management.azure.com',
    '/providers/Microsoft.Billing/billingAccounts/{}/policies/default',
  ],
  // A question that is too long for an address: it takes Microsoft.CostManagement/query/read and
  // changes nothing.
  ['POST', 'management.azure.com', '{*}/providers/Microsoft.CostManagement/query'],
  ['GET', 'graph.microsoft.com', '/v1.0/organization'],
  ['GET', 'graph.microsoft.com', '/v1.0/me'],
  ['GET', 'graph.microsoft.com', '/v1.0/me/transitiveMemberOf/microsoft.graph.directoryRole'],
  ['GET', 'graph.microsoft.com', '/v1.0/policies/authorizationPolicy'],
  ['GET', 'graph.microsoft.com', '/v1.0/policies/defaultAppManagementPolicy'],
  ['GET', 'graph.microsoft.com', '/v1.0/directoryObjects/{}'],
  ['GET', 'graph.microsoft.com', '/v1.0/applications(appId={})'],
  ['GET', 'graph.microsoft.com', '/v1.0/servicePrincipals(appId={})'],
]);
