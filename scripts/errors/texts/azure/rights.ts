import type { ErrorText } from '../../error-text.ts';
import {
  client,
  core,
  costErrors,
  graph,
  lacks,
  rbac,
  rest,
  roles,
  subscription,
} from './_words.ts';

/** What somebody lacks the right for. */
const texts: readonly ErrorText[] = [
  {
    text: core(
      'AuthorizationFailed',
      lacks(
        'Microsoft.Authorization/roleAssignments/write',
        `${subscription}/providers/Microsoft.Authorization/roleAssignments/7f0c`,
      ),
    ),
    from: 'https://github.com/Azure-Samples/azure-search-openai-demo/issues/1483',
    named: 'azure/may-not-give-roles',
  },
  {
    text: rest(
      'Forbidden',
      'AuthorizationFailed',
      lacks(
        'Microsoft.Authorization/roleDefinitions/write',
        `${subscription}/providers/Microsoft.Authorization/roleDefinitions/7f0c`,
      ),
    ),
    from: 'F-122',
    named: 'azure/may-not-give-roles',
  },
  {
    text: core(
      'AuthorizationFailed',
      lacks(
        'Microsoft.Authorization/roleAssignments/write',
        '/providers/Microsoft.Management/managementGroups/08656951-5a20-4e60-9c78-5fd6e20bc6b4/providers/Microsoft.Authorization/roleAssignments/7f0c',
      ),
    ),
    from: 'F-132',
    named: 'azure/not-elevated',
  },
  {
    text: core(
      'AuthorizationFailed',
      lacks(
        'Microsoft.Authorization/roleAssignments/write',
        '/providers/Microsoft.Capacity/providers/Microsoft.Authorization/roleAssignments/7f0c',
      ),
    ),
    from: 'F-132',
    named: 'azure/not-elevated',
  },
  {
    text: rest(
      'Forbidden',
      'AuthorizationFailed',
      lacks('Microsoft.Authorization/elevateAccess/action', '/providers/Microsoft.Authorization'),
    ),
    from: 'https://learn.microsoft.com/en-us/azure/role-based-access-control/elevate-access-global-admin',
    named: 'azure/may-not-elevate',
  },
  {
    text: core('AuthorizationFailed', lacks('Microsoft.Compute/register/action', subscription)),
    from: 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/resource-providers-and-types',
    named: 'azure/may-not-register',
  },
  {
    text: rest(
      'Forbidden',
      'AuthorizationFailed',
      lacks('Microsoft.Authorization/denyAssignments/read', subscription),
    ),
    from: 'https://github.com/Azure/azure-cli/issues/32165',
    named: 'azure/unauthorized',
  },
  {
    text: `Forbidden(${JSON.stringify({ error: { code: 'AuthorizationFailed', message: lacks('Microsoft.Resources/subscriptions/read', subscription) } })})`,
    from: rbac,
    named: 'azure/unauthorized',
  },
  {
    text: core(
      'LinkedAuthorizationFailed',
      `${client} has permission to perform action 'Microsoft.Authorization/roleDefinitions/write' on scope '${subscription}'; however, it does not have permission to perform action 'Microsoft.Authorization/roleDefinitions/write' on the linked scope(s) '/subscriptions/46626fc5-476d-41ad-8c76-2ec49c6994eb' or the linked scope(s) are invalid.`,
    ),
    from: rbac,
    named: 'azure/linked-scope',
  },
  {
    text: "ERROR: Directory permission is needed for the current user to register the application. For how to configure, please refer 'https://docs.microsoft.com/azure/azure-resource-manager/resource-group-create-service-principal-portal'. Original error: Insufficient privileges to complete the operation.",
    from: roles,
    named: 'azure/may-not-register-apps',
  },
  {
    text: 'ERROR: Insufficient privileges to complete the operation.',
    from: rbac,
    named: 'azure/graph-refused',
  },
  {
    text: rest(
      'Forbidden',
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
      { innerError: { date: '2026-11-28T14:00:00' } },
    ),
    from: graph,
    named: 'azure/graph-refused',
  },
  {
    text: rest(
      'Bad Request',
      'RoleAssignmentRequestPolicyValidationFailed',
      'The following policy rules failed: ["MfaRule"]',
    ),
    from: 'https://learn.microsoft.com/en-us/rest/api/authorization/includes/privileged-role-common-errors',
    named: 'azure/pim-rules',
  },
  {
    text: 'ERROR: Unauthorized({"error":{"code":"401","message":"No claims present for the caller in the system"}})',
    from: costErrors,
    named: 'azure/billing-refused',
  },
  {
    text: rest(
      'Forbidden',
      'AuthorizationFailed',
      lacks(
        'Microsoft.Billing/billingAccounts/billingRoleAssignments/write',
        '/providers/Microsoft.Billing/billingAccounts/8608480',
      ),
    ),
    from: 'F-133',
    named: 'azure/billing-refused',
  },
  {
    text: rest(
      'Forbidden',
      'AccountCostDisabled',
      "The Enterprise Agreement administrator hasn't enabled Cost Management (view charges) for account owners and subscription users.",
    ),
    from: costErrors,
    named: 'azure/view-charges-off',
  },
  {
    text: rest(
      'Forbidden',
      'DepartmentCostDisabled',
      "The Enterprise Agreement administrator hasn't enabled Cost Management (DA view charges) for department admins.",
    ),
    from: costErrors,
    named: 'azure/view-charges-off',
  },
  {
    text: rest(
      'Unauthorized',
      'RBACAccessDenied',
      'The client does not have authorization to perform action. Request ID: 2f8ccb7a',
    ),
    from: costErrors,
    named: 'azure/costs-refused',
  },
  {
    text: 'Add\nAdd role assignment (Disabled)\nAdd custom role (Disabled)',
    from: rbac,
    named: 'azure/portal-add-disabled',
  },
  {
    text: "Access denied\nYou do not have access\nLooks like you don't have access to this content. To get access, please contact the owner.",
    from: 'https://learn.microsoft.com/en-us/troubleshoot/mem/intune/device-management/access-denied-open-intune-blade',
    named: 'azure/portal-no-access',
  },
  {
    text: '{  "shellProps": {    "sessionId": "dbb793ffad68412ea4ff616943e7fd73",    "extName": "Microsoft_AAD_RegisteredApps",    "contentName": "CredentialsBlade",    "code": 403  },  "error": {    "message": "No access",    "code": 403  }}',
    from: 'https://github.com/MicrosoftDocs/azure-docs/issues/94843',
    named: 'azure/portal-no-access',
  },
  {
    text: rest(
      'Forbidden',
      'AccessDenied',
      'You cannot perform the requested operation, required scopes are missing in the token.',
    ),
    from: 'https://learn.microsoft.com/en-us/graph/resolve-auth-errors',
    named: 'azure/graph-scope',
  },
  {
    text: rest(
      'Forbidden',
      'Forbidden',
      "Missing scope permissions on the request. API requires one of 'Application.Read.All, Policy.Read.All'. Scopes on the request 'User.Read.All, openid'",
    ),
    from: 'https://learn.microsoft.com/en-us/graph/resolve-auth-errors',
    named: 'azure/graph-scope',
  },
  {
    text: "ERROR: Operation returned an invalid status 'Forbidden'",
    from: 'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting',
    named: 'azure/refused-bare',
  },
  {
    text: "ERROR: Operation returned an invalid status 'Unauthorized'",
    from: 'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting',
    named: 'azure/refused-bare',
  },
];

export default texts;
