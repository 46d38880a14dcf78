import type { ErrorText } from '../../error-text.ts';
import {
  client,
  codes,
  core,
  denied,
  policySource,
  policyWords,
  rbac,
  rest,
  signIn,
  subscription,
  trace,
} from './_words.ts';

/** Rules that a company set. */
const texts: readonly ErrorText[] = [
  {
    text: rest('Forbidden', 'RequestDisallowedByPolicy', policyWords, { target: '0f1e2d3c' }),
    from: policySource,
    named: 'azure/policy',
  },
  {
    text: core('RequestDisallowedByPolicy', policyWords),
    from: policySource,
    named: 'azure/policy',
  },
  {
    text: "Resource 'spot' was disallowed by policy. Reasons: 'Custom roles need approval'. See error details for policy resource IDs.",
    from: policySource,
    named: 'azure/policy',
  },
  {
    text: core('DenyAssignmentAuthorizationFailed', denied),
    from: 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/bicep/deployment-stacks',
    named: 'azure/deny-assignment',
  },
  {
    text: rest(
      'Forbidden',
      'DenyAssignmentAuthorizationFailed',
      denied.replace('Deployment Stack', 'managed application'),
    ),
    from: 'https://learn.microsoft.com/en-us/azure/role-based-access-control/deny-assignments',
    named: 'azure/deny-assignment',
  },
  {
    text: `${client} has permission to perform action 'Microsoft.Network/virtualNetworks/write' on scope '${subscription}'; however, it does not have permission to perform action 'Microsoft.Network/networkSecurityGroups/join/action' on the '0' linked scope(s) '' or the linked scope(s) are invalid and is blocked by deny assignments on the '2' linked scope(s) '${subscription}/resourceGroups/aro'.`,
    from: 'https://github.com/Azure/ARO-RP/pull/423',
    named: 'azure/deny-assignment',
  },
  {
    text: core(
      'ScopeLocked',
      `The scope '${subscription}/providers/Microsoft.Authorization/roleAssignments/7f0c' cannot perform delete operation because following scope(s) are locked: '${subscription}'. Please remove the lock and try again.`,
    ),
    from: 'https://github.com/Azure/azure-sdk-for-java/issues/2560',
    named: 'azure/lock',
  },
  {
    text: rest(
      'Conflict',
      'ScopeLocked',
      `The scope '${subscription}' cannot perform write operation because following scope(s) are locked: '${subscription}'. Please remove the lock and try again.`,
    ),
    from: 'https://github.com/Azure/azure-sdk-for-java/issues/2560',
    named: 'azure/lock',
  },
  {
    text: `Failed to add Spot as Spot-CoreRole for Production : ${client} does not have authorization or an ABAC condition not fulfilled to perform action 'Microsoft.Authorization/roleAssignments/write' over scope '${subscription}/Microsoft.Authorization/roleAssignments/7f0c' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    from: rbac,
    named: 'azure/role-condition',
  },
  {
    text: signIn(
      '53003',
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    ),
    from: 'https://github.com/Azure/azure-cli/issues/32809',
    named: 'azure/conditional-access',
  },
  {
    text: `AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance. ${trace}\nRun the command below to authenticate interactively; additional arguments may be added as needed:\naz logout\naz login`,
    from: 'https://github.com/Azure/azure-cli/issues/32809',
    named: 'azure/conditional-access',
  },
  {
    text: `AADSTS530084: Access has been blocked by conditional access token protection policy configured by this organization. To learn more, see https://aka.ms/TBCADocs. ${trace}\nInteractive authentication is needed. Please run:\naz login --scope https://graph.microsoft.com//.default`,
    from: 'https://github.com/Azure/azure-cli/issues/31428',
    named: 'azure/conditional-access',
  },
  {
    text: "Authentication failed against tenant 1a092f68-5741-455a-8057-2acdb897a850 'Contoso': SubError: message_only V2Error: invalid_grant AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
    from: 'https://github.com/Azure/azure-cli/issues/32544',
    named: 'azure/conditional-access',
  },
  {
    text: signIn('53000', 'Your device is required to be compliant to access this resource.'),
    from: codes,
    named: 'azure/conditional-access',
  },
  {
    text: signIn(
      '53001',
      'Device is not in required device state: domain_joined. Conditional Access policy requires a domain joined device, and the device is not domain joined.',
    ),
    from: codes,
    named: 'azure/conditional-access',
  },
  {
    text: signIn('53002', "The app used isn't an approved app for Conditional Access."),
    from: codes,
    named: 'azure/conditional-access',
  },
  {
    text: signIn(
      '53004',
      'User needs to complete the multifactor authentication registration process before accessing this content.',
    ),
    from: codes,
    named: 'azure/conditional-access',
  },
  {
    text: signIn('530003', 'Your device is required to be managed to access this resource.'),
    from: codes,
    named: 'azure/conditional-access',
  },
  {
    text: signIn('530035', 'Access has been blocked by security defaults.'),
    from: codes,
    named: 'azure/conditional-access',
  },
  {
    text: signIn(
      '50131',
      'Device is not in required device state: known. Or, the request was blocked due to suspicious activity, access policy, or security policy decisions.',
    ),
    from: codes,
    named: 'azure/conditional-access',
  },
  {
    text: 'You cannot access this right now\nYour sign-in was successful but does not meet the criteria to access this resource. For example, you might be signing in from a browser, app, location, or an authentication flow that is restricted by your admin.',
    from: 'https://learn.microsoft.com/en-us/entra/identity/conditional-access/troubleshoot-conditional-access',
    named: 'azure/conditional-access',
  },
  {
    text: signIn(
      '500212',
      "The user's administrator has set an outbound access policy that does not allow access to the resource tenant.",
    ),
    from: codes,
    named: 'azure/cross-tenant-access',
  },
  {
    text: signIn(
      '500213',
      "The resource tenant's cross-tenant access policy does not allow this user to access this tenant.",
    ),
    from: codes,
    named: 'azure/cross-tenant-access',
  },
  {
    text: signIn('500021', "Access to 'Contoso' tenant is denied."),
    from: codes,
    named: 'azure/tenant-restrictions',
  },
  {
    text: rest(
      'Bad Request',
      'CredentialTypeNotAllowedAsPerAppPolicy',
      "Credential type not allowed as per assigned policy '538f1913-366a-440a-95a0-e195cb55b282'.",
    ),
    from: 'F-124',
    named: 'azure/secrets-forbidden',
  },
  {
    text: "ERROR: Credential type not allowed as per assigned policy '538f1913-366a-440a-95a0-e195cb55b282'.",
    from: 'F-124',
    named: 'azure/secrets-forbidden',
  },
  {
    text: 'Client secrets are blocked by tenant-wide policy. Contact your tenant administrator for more information.',
    from: 'https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/authentication/add-authentication',
    named: 'azure/secrets-forbidden',
  },
  {
    text: signIn(
      '50105',
      "Your administrator has configured the application Microsoft Azure CLI ('04b07795-8ddb-461a-bbee-02f9e1bf7b46') to block users unless they are specifically granted ('assigned') access to the application.",
    ),
    from: codes,
    named: 'azure/assignment-required',
  },
  {
    text: signIn('90094', 'The grant requires admin permission.'),
    from: 'F-142',
    named: 'azure/consent-forbidden',
  },
  {
    text: 'Need admin approval\nSpot\nSpot needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.',
    from: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/configure-user-consent',
    named: 'azure/consent-forbidden',
  },
];

export default texts;
