export const codes =
  'https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes';
export const rbac =
  'https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshooting';
export const trouble =
  'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting';
export const roles =
  'https://github.com/Azure/azure-cli/blob/dev/src/azure-cli/azure/cli/command_modules/role/custom.py';
export const profile =
  'https://github.com/Azure/azure-cli/blob/dev/src/azure-cli-core/azure/cli/core/_profile.py';
export const util =
  'https://github.com/Azure/azure-cli/blob/dev/src/azure-cli-core/azure/cli/core/util.py';
export const graph = 'https://learn.microsoft.com/en-us/graph/resolve-auth-errors';
export const costErrors =
  'https://learn.microsoft.com/en-us/azure/cost-management-billing/costs/cost-management-error-codes';

export const subscription = '/subscriptions/0a1b2c3d-1111-2222-3333-444455556666';
export const client =
  "The client 'alice@contoso.com' with object id '9cea7346-2b62-495e-9551-ea2e9704944b'";
export const trace =
  'Trace ID: 2f8ccb7a-459e-44fb-b615-232475945800 Correlation ID: 824fc737-3721-428a-adb8-e51aec8c4cce Timestamp: 2026-02-17 18:39:09Z';
export const lacks = (action: string, scope: string) =>
  `${client} does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;

/** As `az rest` prints an answer: its reason phrase, and the body. */
export const rest = (reason: string, code: string, message: string, more: object = {}) =>
  `ERROR: ${reason}(${JSON.stringify({ error: { code, message, ...more } })})`;

/** As other commands of `az` print it. */
export const core = (code: string, message: string) =>
  `ERROR: (${code}) ${message}\nCode: ${code}\nMessage: ${message}`;

/** As `az` prints a refusal of a sign-in. */
export const signIn = (number: string, words: string) =>
  `ERROR: AADSTS${number}: ${words} ${trace}\nInteractive authentication is needed. Please run:\naz login --scope https://management.core.windows.net//.default`;

export const policies = JSON.stringify([
  {
    policyAssignment: {
      name: 'Only approved custom roles',
      id: '/providers/Microsoft.Management/managementGroups/corp/providers/Microsoft.Authorization/policyAssignments/deny-roles',
    },
    policyDefinition: {
      name: 'Deny custom roles',
      id: '/providers/Microsoft.Management/managementGroups/corp/providers/Microsoft.Authorization/policyDefinitions/deny-roles',
    },
    policySetDefinition: {
      name: 'Corporate guardrails',
      id: '/providers/Microsoft.Management/managementGroups/corp/providers/Microsoft.Authorization/policySetDefinitions/guardrails',
    },
  },
]);
export const policyWords = `Resource '0f1e2d3c' was disallowed by policy. Policy identifiers: '${policies}'.`;
export const policySource =
  'https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/error-policy-requestdisallowedbypolicy';
export const denied = `${client} has permission to perform action 'Microsoft.Authorization/roleAssignments/write' on scope '${subscription}'; however, the access is denied because of the deny assignment with name 'Deny assignment '7f0c' created by Deployment Stack '${subscription}/providers/Microsoft.Resources/deploymentStacks/landing-zone'.' and Id '7f0c' at scope '${subscription}'.`;
