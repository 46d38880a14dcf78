import type { ErrorText } from '../../error-text.ts';
import { codes, core, graph, profile, rest, signIn, trace, trouble, util } from './_words.ts';

/** Who is signed in. */
const texts: readonly ErrorText[] = [
  {
    text: "ERROR: Please run 'az login' to setup account.",
    from: profile,
    named: 'azure/not-signed-in',
  },
  {
    text: "ERROR: Can't find token from MSAL cache.\nTo re-authenticate, please run:\naz login",
    from: 'https://github.com/Azure/azure-cli/blob/dev/src/azure-cli-core/azure/cli/core/auth/util.py',
    named: 'azure/not-signed-in',
  },
  { text: 'ERROR: There are no active accounts.', from: profile, named: 'azure/not-signed-in' },
  {
    text: 'Run the command below to authenticate interactively; additional arguments may be added as needed:\naz logout\naz login --tenant "aaaabbbb-0000-cccc-1111-dddd2222eeee" --scope "https://management.core.windows.net//.default" --claims-challenge "<claims-challenge-token>"\n\n(RequestDisallowedByPolicy) Resource was disallowed by policy. Policy identifiers. Users must use MFA for Create/Update operations. Users must authenticate with multi-factor authentication to create or update resources.',
    from: trouble,
    named: 'azure/second-factor-for-changes',
  },
  {
    text: 'Resource was disallowed by policy. Reasons: MFA is required. See error details for policy resource IDs. RequestDisallowedByPolicy Message: Resource policy resource IDs was disallowed by policy. Reasons: MFA is required.',
    from: trouble,
    named: 'azure/second-factor-for-changes',
  },
  {
    text: signIn(
      '50076',
      "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '797f4846-ba00-4fd7-ba43-dac1f8f63013'.",
    ),
    from: codes,
    named: 'azure/second-factor',
  },
  {
    text: signIn(
      '50079',
      "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '797f4846-ba00-4fd7-ba43-dac1f8f63013'.",
    ),
    from: codes,
    named: 'azure/second-factor',
  },
  {
    text: signIn(
      '50158',
      'External security challenge not satisfied. User will be redirected to another page or authentication provider to satisfy additional authentication challenges.',
    ),
    from: codes,
    named: 'azure/second-factor',
  },
  {
    text: signIn(
      '50020',
      "User account '{EmailHidden}' from identity provider 'live.com' does not exist in tenant 'Contoso' and cannot access the application '04b07795-8ddb-461a-bbee-02f9e1bf7b46'(Microsoft Azure CLI) in that tenant. The account needs to be added as an external user in the tenant first.",
    ),
    from: 'https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50020-user-account-identity-provider-does-not-exist',
    named: 'azure/other-directory-account',
  },
  {
    text: signIn(
      '90072',
      "User account '{EmailHidden}' from identity provider 'https://sts.windows.net/6b2a/' does not exist in tenant 'Contoso' and cannot access the application '04b07795-8ddb-461a-bbee-02f9e1bf7b46'(Microsoft Azure CLI) in that tenant.",
    ),
    from: codes,
    named: 'azure/other-directory-account',
  },
  {
    text: signIn(
      '50034',
      'The user account {EmailHidden} does not exist in the contoso.com directory. To sign into this application, the account must be added to the directory.',
    ),
    from: codes,
    named: 'azure/no-such-user',
  },
  {
    text: signIn(
      '50053',
      "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
    ),
    from: codes,
    named: 'azure/account-locked',
  },
  {
    text: signIn('50055', 'The password is expired.'),
    from: codes,
    named: 'azure/password-expired',
  },
  {
    text: signIn('50126', 'Error validating credentials due to invalid username or password.'),
    from: codes,
    named: 'azure/wrong-password',
  },
  {
    text: signIn('50057', 'The user account is disabled.'),
    from: codes,
    named: 'azure/account-disabled',
  },
  {
    text: signIn('50058', 'A silent sign-in request was sent but no user is signed in.'),
    from: codes,
    named: 'azure/no-session',
  },
  {
    text: signIn(
      '50173',
      "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '2022-08-23T07:42:08.0617654Z' and the TokensValidFrom date (before which tokens are not valid) for this user is '2022-08-23T07:43:29.0000000Z'.",
    ),
    from: 'https://github.com/Azure/azure-cli/pull/23635',
    named: 'azure/sign-in-revoked',
  },
  {
    text: 'ERROR: Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp',
    from: 'https://github.com/Azure/azure-cli/issues/26504',
    named: 'azure/sign-in-revoked',
  },
  {
    text: signIn(
      '700082',
      'The refresh token has expired due to inactivity. The token was issued on 2026-06-01T08:00:00.0000000Z and was inactive for 90.00:00:00.',
    ),
    from: codes,
    named: 'azure/sign-in-too-old',
  },
  {
    text: signIn(
      '70043',
      'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on 2026-06-01T08:00:00.0000000Z and the maximum allowed lifetime for this request is 43200.',
    ),
    from: codes,
    named: 'azure/sign-in-too-old',
  },
  {
    text: signIn(
      '70008',
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    ),
    from: codes,
    named: 'azure/sign-in-too-old',
  },
  {
    text: rest(
      'Unauthorized',
      'ExpiredAuthenticationToken',
      "The access token expiry UTC time '11/28/2026 1:00:00 PM' is earlier than current UTC time '11/28/2026 2:00:00 PM'.",
    ),
    from: 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
    named: 'azure/sign-in-too-old',
  },
  {
    text: signIn(
      '65001',
      "The user or administrator has not consented to use the application with ID '04b07795-8ddb-461a-bbee-02f9e1bf7b46' named 'Microsoft Azure CLI'. Send an interactive authorization request for this user and resource.",
    ),
    from: codes,
    named: 'azure/consent-missing',
  },
  {
    text: `{"error":"unauthorized_client","error_description":"AADSTS700016: Application with identifier '4fbb5723-ed7b-40f7-a549-00a9868e0991' was not found in the directory 'Contoso'. ${trace}","error_codes":[700016]}`,
    from: 'F-108',
    named: 'azure/app-unknown',
  },
  {
    text: `AADSTS7000112: Application '4fbb5723-ed7b-40f7-a549-00a9868e0991'(Spot) is disabled. ${trace}`,
    from: 'F-110',
    named: 'azure/app-disabled',
  },
  {
    text: `AADSTS7000229: The client application 4fbb5723-ed7b-40f7-a549-00a9868e0991 is missing service principal in the tenant 08656951-5a20-4e60-9c78-5fd6e20bc6b4. ${trace}`,
    from: 'F-111',
    named: 'azure/app-without-principal',
  },
  {
    text: `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '4fbb5723-ed7b-40f7-a549-00a9868e0991'. ${trace}`,
    from: 'F-106',
    named: 'azure/secret-wrong',
  },
  {
    text: `AADSTS7000222: The provided client secret keys for app '4fbb5723-ed7b-40f7-a549-00a9868e0991' are expired. ${trace}`,
    from: 'F-107',
    named: 'azure/secret-expired',
  },
  {
    text: `AADSTS90002: Tenant 'contoso.example' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. ${trace}`,
    from: 'F-109',
    named: 'azure/directory-unknown',
  },
  {
    text: `AADSTS900023: Specified tenant identifier 'my directory' is neither a valid DNS name, nor a valid external domain. ${trace}`,
    from: 'F-109',
    named: 'azure/directory-unknown',
  },
  {
    text: signIn(
      '500011',
      'The resource principal named https://management.core.usgovcloudapi.net/ was not found in the tenant named Contoso. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.',
    ),
    from: codes,
    named: 'azure/resource-unknown',
  },
  {
    text: signIn(
      '500133',
      'Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.',
    ),
    from: codes,
    named: 'azure/clock',
  },
  {
    text: signIn('135010', "UserPrincipal doesn't have the key ID configured."),
    from: codes,
    named: 'azure/device-key',
  },
  {
    text: rest(
      'Unauthorized',
      'InvalidAuthenticationTokenTenant',
      "The access token is from the wrong issuer 'https://sts.windows.net/6b2a/'. It must match the tenant 'https://sts.windows.net/0865/' associated with this subscription.",
    ),
    from: 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
    named: 'azure/wrong-issuer',
  },
  {
    text: core(
      'InvalidAuthenticationTokenAudience',
      "The access token has been obtained for wrong audience or resource '00000003-0000-0000-c000-000000000000'. It should exactly match with one of the allowed audiences 'https://management.azure.com/'.",
    ),
    from: 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
    named: 'azure/wrong-audience',
  },
  {
    text: core('InvalidAuthenticationToken', 'The access token is invalid.'),
    from: graph,
    named: 'azure/token-invalid',
  },
  {
    text: `{"error":{"code":"AuthenticationFailed","message":"Authentication failed. The 'Authorization' header is missing."}}\nWARNING: Can't derive appropriate Azure AD resource from --url to acquire an access token. If access token is required, use --resource to specify the resource`,
    from: util,
    named: 'azure/no-token',
  },
  {
    text: 'ERROR: No subscriptions found for alice@contoso.com.',
    from: profile,
    named: 'azure/no-subscriptions',
  },
  {
    text: "The following tenants don't contain accessible subscriptions. Use `az login --allow-no-subscriptions` to have tenant level access.\n13e541f2-35b1-4081-98e5-add1545acf00 'Contoso'",
    from: 'https://github.com/Azure/azure-cli/issues/31827',
    named: 'azure/no-subscriptions',
  },
  {
    text: "ERROR: The subscription of '0a1b2c3d-1111-2222-3333-444455556666' doesn't exist in cloud 'AzureCloud'.",
    from: profile,
    named: 'azure/subscription-not-in-sign-in',
  },
  {
    text: "ERROR: Subscription 'Production' not found. Check the spelling and casing and try again.",
    from: profile,
    named: 'azure/subscription-not-in-sign-in',
  },
  {
    text: rest(
      'Unauthorized',
      'Authorization_IdentityNotFound',
      'The identity of the calling application could not be established.',
    ),
    from: graph,
    named: 'azure/caller-unknown',
  },
  {
    text: 'User cancelled the Accounts Control Operation.. Status: Response_Status.Status_UserCanceled, Error code: 0, Tag: 528315210\nPlease explicitly log in with:\naz login',
    from: 'https://github.com/MicrosoftDocs/azure-docs-cli/pull/5452',
    named: 'azure/windows-sign-in',
  },
  {
    text: 'Unexpected exception while waiting for accounts control to finish: (pii). Status: Response_Status.Status_Unexpected, Error code: -1247023584, Tag: 528315211',
    from: 'https://github.com/Azure/azure-cli/issues/25861',
    named: 'azure/windows-sign-in',
  },
  {
    text: signIn('16002', 'The app-specified SID requirement was not met.'),
    from: codes,
    named: 'azure/sign-ins-mixed',
  },
  {
    text: signIn('50197', 'The user could not be found. Try signing in again.'),
    from: codes,
    named: 'azure/sign-ins-mixed',
  },
  {
    text: signIn('70019', 'Verification code expired.'),
    from: codes,
    named: 'azure/sign-in-code',
  },
  {
    text: signIn(
      '54005',
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    ),
    from: codes,
    named: 'azure/sign-in-code',
  },
  {
    text: signIn(
      '50059',
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    ),
    from: codes,
    named: 'azure/directory-unsaid',
  },
  {
    text: signIn(
      '50194',
      "Application 'a1b2c3d4-0000-1111-2222-333344445555'(spotinst) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
    ),
    from: codes,
    named: 'azure/directory-unsaid',
  },
  {
    text: signIn('80002', 'Password validation request timed out.'),
    from: codes,
    named: 'azure/federation',
  },
  {
    text: signIn(
      '40008',
      "There's an issue with your federated Identity Provider. Contact your IDP to resolve this issue.",
    ),
    from: codes,
    named: 'azure/federation',
  },
  {
    text: signIn(
      '80012',
      'The users attempted to log on outside of the allowed hours (this is specified in AD).',
    ),
    from: codes,
    named: 'azure/federation',
  },
  {
    text: signIn(
      '65002',
      "Consent between first party application '04b07795-8ddb-461a-bbee-02f9e1bf7b46' and first party resource '00000003-0000-0000-c000-000000000000' must be configured via preauthorization - applications owned and operated by Microsoft must get approval from the API owner before requesting tokens for that API.",
    ),
    from: codes,
    named: 'azure/service-not-for-cli',
  },
  {
    text: JSON.stringify({
      error: 'invalid_client',
      error_description: `AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'. ${trace}`,
    }),
    from: codes,
    named: 'azure/token-request',
  },
  {
    text: JSON.stringify({
      error: 'invalid_client',
      error_description: `AADSTS700025: Client is public so neither 'client_assertion' nor 'client_secret' should be presented. ${trace}`,
    }),
    from: codes,
    named: 'azure/token-request',
  },
  {
    text: JSON.stringify({
      error: 'invalid_request',
      error_description: `AADSTS900144: The request body must contain the following parameter: 'client_id'. ${trace}`,
    }),
    from: codes,
    named: 'azure/token-request',
  },
  {
    text: JSON.stringify({
      error: 'invalid_scope',
      error_description: `AADSTS70011: The provided value for the input parameter 'scope' is not valid. The scope https://example.contoso.com/activity.read is not valid. ${trace}`,
    }),
    from: codes,
    named: 'azure/scope-form',
  },
  {
    text: JSON.stringify({
      error: 'invalid_request',
      error_description: `AADSTS900021: Requested tenant identifier '00000000-0000-0000-0000-000000000000' is not valid. Tenant identifiers may not be an empty GUID. ${trace}`,
    }),
    from: codes,
    named: 'azure/directory-unknown',
  },
  {
    text: JSON.stringify({
      error: 'temporarily_unavailable',
      error_description: `AADSTS90033: A transient error has occurred. Please try again. ${trace}`,
    }),
    from: codes,
    named: 'azure/trouble',
  },
  {
    text: signIn('90095', 'Admin consent is required.'),
    from: codes,
    named: 'azure/consent-forbidden',
  },
  {
    text: signIn(
      '50125',
      'Sign-in was interrupted because of a password reset or password registration entry.',
    ),
    from: codes,
    named: 'azure/password-expired',
  },
  {
    text: 'The command failed with an unexpected error. Here is the traceback:\nUnable to get authority configuration for https://login.microsoftonline.com/d5884a56-f725-4e55-bb68-9f4525198f88. Authority would typically be in a format of https://login.microsoftonline.com/your_tenant_name\nTraceback (most recent call last):\n  File "msal/authority.py", line 83, in __init__\nValueError: OIDC Discovery endpoint rejects our request',
    from: 'https://github.com/Azure/azure-cli/issues/21707',
    named: 'azure/directory-unknown',
  },
  {
    text: 'More information required\nYour organization needs more information to keep your account secure',
    from: 'https://learn.microsoft.com/en-us/entra/identity/authentication/howto-registration-mfa-sspr-combined-troubleshoot',
    named: 'azure/second-factor',
  },
  {
    text: "You don't have access to this\nYour sign-in was successful but you don't have permission to access this resource.",
    from: 'https://learn.microsoft.com/en-us/entra/identity/conditional-access/troubleshoot-conditional-access',
    named: 'azure/conditional-access',
  },
  {
    text: 'Failed to acquire token: {"error":{"code":"AudienceNotSupported","message":"Audience https://newservice.azure.com/ is not a supported MSI token audience."}}',
    from: 'https://learn.microsoft.com/en-us/azure/cloud-shell/msi-authorization',
    named: 'azure/cloud-shell-token',
  },
  {
    text: 'ERROR: Failed to connect to MSI. Please make sure MSI is configured correctly.\nGet Token request returned: <Response [400]>',
    from: 'https://learn.microsoft.com/en-us/azure/cloud-shell/msi-authorization',
    named: 'azure/cloud-shell-token',
  },
];

export default texts;
