import type { ErrorText } from '../../error-text.ts';
import {
  codes,
  core,
  graph,
  profile,
  rbac,
  rest,
  roles,
  signIn,
  subscription,
  trouble,
} from './_words.ts';

const common =
  'https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/common-deployment-errors';
const graphErrors = 'https://learn.microsoft.com/en-us/graph/errors';
const cae =
  'https://learn.microsoft.com/en-us/entra/identity/conditional-access/concept-continuous-access-evaluation';
const throttled =
  'https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/request-limits-and-throttling';

/** Further ways in which the same is said. */
const texts: readonly ErrorText[] = [
  {
    text: 'ERROR: Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenCreatedWithOutdatedPolicies',
    from: cae,
    named: 'azure/sign-in-revoked',
  },
  {
    text: rest(
      'Unauthorized',
      'InvalidAuthenticationToken',
      'Lifetime validation failed, the token is expired.',
    ),
    from: graph,
    named: 'azure/sign-in-too-old',
  },
  {
    text: rest(
      'Unauthorized',
      'InvalidAuthenticationToken',
      'CompactToken parsing failed with error code: 80049217',
    ),
    from: graph,
    named: 'azure/token-invalid',
  },
  {
    text: rest(
      'Unauthorized',
      'InvalidAuthenticationToken',
      'Access token validation failure. Invalid audience.',
    ),
    from: graph,
    named: 'azure/token-invalid',
  },
  {
    text: JSON.stringify({
      error: {
        code: 'AuthenticationFailed',
        message: "Authentication failed. The 'Authorization' header is missing.",
      },
    }),
    from: common,
    named: 'azure/no-token',
  },
  {
    text: JSON.stringify({
      error: {
        code: 'AuthenticationFailedInvalidHeader',
        message:
          'Authentication failed. The Authorization header is provided in an invalid format.',
      },
    }),
    from: common,
    named: 'azure/no-token',
  },
  {
    text: "ERROR: No subscription found. Run 'az account set' to select a subscription.",
    from: profile,
    named: 'azure/subscription-not-in-sign-in',
  },
  {
    text: "ERROR: Multiple subscriptions with the name 'Pay-As-You-Go' found. Specify the subscription ID.",
    from: profile,
    named: 'azure/subscription-not-in-sign-in',
  },
  {
    text: "ERROR: User 'alice@contoso.com' does not exist in MSAL token cache. Run `az login`.",
    from: 'https://github.com/Azure/azure-cli/blob/dev/src/azure-cli-core/azure/cli/core/auth/msal_credentials.py',
    named: 'azure/not-signed-in',
  },
  {
    text: "A Cloud Shell credential problem occurred. When you report the issue with the error below, please mention the hostname 'SandboxHost-637'",
    from: 'https://github.com/Azure/azure-cli/blob/dev/src/azure-cli-core/azure/cli/core/auth/adal_authentication.py',
    named: 'azure/cloud-shell-token',
  },
  {
    text: "ERROR: More than 2 definitions are found with the name of 'Spot-CoreRole'. Please use the full id.",
    from: roles,
    named: 'azure/several-roles',
  },
  {
    text: 'ERROR: Invalid role definition. A valid dictionary JSON representation is expected.',
    from: roles,
    named: 'azure/role-file-form',
  },
  {
    text: rest(
      'Not Found',
      'Request_ResourceNotFound',
      "Resource '00000000-0000-0000-0000-000000000000' does not exist or one of its queried reference-property objects are not present.",
    ),
    from: graph,
    named: 'azure/object-not-found',
  },
  {
    text: rest('Bad Request', 'Request_BadRequest', 'Property displayName is invalid.'),
    from: graphErrors,
    named: 'azure/property-refused',
  },
  {
    text: "ERROR: Can't find associated application id from 'spotinst'",
    from: roles,
    named: 'azure/application-missing',
  },
  {
    text: rest(
      'Bad Request',
      'NoBackingApplicationObject',
      "The appId 'a1b2c3d4-0000-1111-2222-333344445555' of the service principal does not reference a valid application object.",
    ),
    from: graph,
    named: 'azure/application-of-principal-missing',
  },
  {
    text: rest(
      'Conflict',
      'Request_MultipleObjectsWithSameKeyValue',
      'The service principal cannot be created, updated, or restored because the service principal name a1b2c3d4 is already in use.',
    ),
    from: graph,
    named: 'azure/principal-exists',
  },
  {
    text: rest(
      'Forbidden',
      'Directory_QuotaExceeded',
      'The directory object quota limit for the Principal has been exceeded.',
    ),
    from: graphErrors,
    named: 'azure/directory-quota',
  },
  {
    text: rest(
      'Bad Request',
      'Directory_ResourceSizeExceeded',
      'The size of the object has exceeded its limit. Please reduce the number of values and retry your request.',
    ),
    from: graphErrors,
    named: 'azure/secrets-full',
  },
  {
    text: 'ERROR: usage error: --years | --end-date',
    from: roles,
    named: 'azure/secret-date',
  },
  {
    text: rest(
      'Too Many Requests',
      'SubscriptionRequestsThrottled',
      "Number of 'read' requests for subscription '0a1b2c3d' actor 'x' exceeded.",
    ),
    from: throttled,
    named: 'azure/slow-down',
  },
  {
    text: signIn(
      '50196',
      'The server terminated an operation because it encountered a client request loop. Please contact your app vendor.',
    ),
    from: codes,
    named: 'azure/slow-down',
  },
  {
    text: core(
      'ServerTimeout',
      'The request timed out. Diagnostic information: timestamp 20260217T183909Z',
    ),
    from: common,
    named: 'azure/trouble',
  },
  {
    text: core(
      'GatewayTimeout',
      "The gateway did not receive a response from 'Microsoft.Authorization' within the specified time period.",
    ),
    from: common,
    named: 'azure/trouble',
  },
  {
    text: core(
      'InternalServerError',
      "Encountered internal server error. Diagnostic information: timestamp '20260217T183909Z'",
    ),
    from: common,
    named: 'azure/trouble',
  },
  { text: 'bash: az: command not found', from: trouble, named: 'azure/no-cli' },
  { text: 'sh: 1: az: not found', from: trouble, named: 'azure/no-cli' },
  {
    text: rest(
      'Bad Request',
      'InvalidApiVersionParameter',
      "The api-version '2022-04' is invalid. The supported versions are '2024-11-01,2024-08-01'.",
    ),
    from: common,
    named: 'azure/address-cut',
  },
  {
    text: rest(
      'Bad Request',
      'InvalidResourceType',
      "The resource type 'roleDefinition' could not be found in the namespace 'Microsoft.Authorization' for api version '2022-04-01'.",
    ),
    from: common,
    named: 'azure/address-wrong',
  },
  {
    text: rest(
      'Bad Request',
      'Request_UnsupportedQuery',
      'Unsupported or invalid query filter clause specified for property.',
    ),
    from: graphErrors,
    named: 'azure/filter-broken',
  },
  {
    text: rest('Bad Request', 'BadRequest', 'Invalid filter clause: Syntax error at position 12.'),
    from: graphErrors,
    named: 'azure/filter-broken',
  },
  {
    text: rest('Bad Request', 'BadRequestFormat', 'The request was incorrectly formatted.'),
    from: 'https://github.com/Azure/enterprise-azure-policy-as-code/issues/470',
    named: 'azure/quotes',
  },
  {
    text: rest(
      'Bad Request',
      'InvalidRequestContent',
      "The request content was invalid and could not be deserialized: 'Unexpected character encountered while parsing value'.",
    ),
    from: common,
    named: 'azure/quotes',
  },
  {
    text: "PermissionError: [Errno 13] Permission denied: 'C:\\\\Users\\\\alice\\\\.azure\\\\msal_token_cache.bin'",
    from: 'https://github.com/Azure/azure-cli/issues/20231',
    named: 'azure/token-cache',
  },
  {
    text: "OSError: [Errno 30] Read-only file system: '/root/.azure/az.sess'",
    from: trouble,
    named: 'azure/own-files',
  },
  {
    text: "ModuleNotFoundError: No module named 'azure.cli'",
    from: trouble,
    named: 'azure/cli-broken',
  },
  {
    text: "ERROR: HTTPSConnectionPool(host='management.azure.com', port=443): Read timed out. ReadTimeout",
    from: trouble,
    named: 'azure/unreachable',
  },
  {
    text: 'ERROR: usage error: --assignee STRING | --assignee-object-id GUID',
    from: roles,
    named: 'azure/not-understood',
  },
  {
    text: `ERROR: Invalid scope. Please use --help to view the valid format. ${subscription}`,
    from: rbac,
    named: 'azure/git-bash-path',
  },
];

export default texts;
