import { armRoutes } from './arm/routes.ts';
import { billingRoutes } from './billing/routes.ts';
import { AzureError } from './errors.ts';
import type { AzureService } from './pipeline.ts';
import type { AzureCall } from './routes.ts';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const audiences = [
  'https://management.core.windows.net/',
  'https://management.core.windows.net',
  'https://management.azure.com/',
  'https://management.azure.com',
];

/**
 * Azure Resource Manager: its checks before any resource provider sees the request, and the shape
 * of its refusals. In this order: api-version, token, the subscription in the path and its tenant.
 */
export const armService: AzureService = {
  name: 'arm',
  hosts: ['management.azure.com'],
  audiences,
  routes: [...armRoutes, ...billingRoutes],
  admit({ apiVersions, resourceType }, url) {
    const version = url.searchParams.get('api-version');
    if (!version) {
      const message =
        'The api-version query parameter (?api-version=) is required for all requests.';
      throw new AzureError('MissingApiVersionParameter', 400, message);
    }
    if (!apiVersions || apiVersions.includes(version)) return;
    if (!resourceType) {
      const message = `The api-version '${version}' is invalid. The supported versions are '${apiVersions.join(',')}'.`;
      throw new AzureError('InvalidApiVersionParameter', 400, message);
    }
    const [namespace, ...type] = resourceType.split('/');
    const message = `The resource type '${type.join('/')}' could not be found in the namespace '${namespace}' for api version '${version}'. The supported api-versions are '${apiVersions.join(',')}'.`;
    throw new AzureError('InvalidResourceType', 400, message);
  },
  refuseToken(refusal, { claims, url, world, now }) {
    const subscription = world?.azure.subscriptions.get(subscriptionOf(url) ?? '');
    const authority = `https://login.windows.net/${subscription?.tenantId ?? claims?.tid ?? 'common'}`;
    const refuse = (code: string, message: string, description: string) => {
      const challenge = `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${description}"`;
      return new AzureError(code, 401, message, { headers: { 'www-authenticate': challenge } });
    };
    if (refusal === 'missing') {
      const description = "The authentication failed because of missing 'Authorization' header.";
      return refuse(
        'AuthenticationFailed',
        "Authentication failed. The 'Authorization' header is missing.",
        description,
      );
    }
    if (refusal === 'scheme') {
      const message =
        "Authentication failed. The 'Authorization' header is provided in an invalid format.";
      return refuse('AuthenticationFailedInvalidHeader', message, message);
    }
    if (refusal === 'audience') {
      const allowed = audiences.map((audience) => `'${audience}'`).join(',');
      const message = `The access token has been obtained for wrong audience or resource '${claims?.aud}'. It should exactly match with one of the allowed audiences ${allowed}.`;
      return refuse(
        'InvalidAuthenticationTokenAudience',
        message,
        'The access token has been obtained from wrong audience or resource.',
      );
    }
    if (refusal === 'expired') {
      const expiry = claims && 'exp' in claims ? usTime(Number(claims.exp) * 1000) : '';
      const message = `The access token expiry UTC time '${expiry}' is earlier than current UTC time '${usTime(now)}'.`;
      return refuse('ExpiredAuthenticationToken', message, 'The access token has expired.');
    }
    if (refusal === 'signature') {
      const message = 'The access token validation failure. The token signature is invalid.';
      return refuse('InvalidAuthenticationToken', message, 'The access token is invalid.');
    }
    return refuse(
      'InvalidAuthenticationToken',
      'The access token is invalid.',
      'The access token is invalid.',
    );
  },
  admitCaller,
  refuseBody: () =>
    new AzureError(
      'InvalidRequestContent',
      400,
      'The request content was invalid and could not be deserialized: it is not valid JSON.',
    ),
  errorBody: (error) => ({ error: { code: error.code, message: error.message, ...error.more } }),
  headers: ({ requestId }) => ({
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': requestId,
    'cache-control': 'no-cache',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
  }),
};

/** The subscription id in a path, as it was written. */
function subscriptionOf(url: URL): string | undefined {
  return /^\/+subscriptions\/+([^/]+)/i.exec(url.pathname)?.[1];
}

function admitCaller({ url, world, caller }: AzureCall): void {
  const id = subscriptionOf(url);
  if (id === undefined) return;
  if (!guid.test(id)) {
    throw new AzureError(
      'InvalidSubscriptionId',
      400,
      `The provided subscription identifier '${decodeURI(id)}' is malformed or invalid.`,
    );
  }
  const subscription = world.azure.subscriptions.get(id.toLowerCase());
  if (!subscription || subscription.state === 'Deleted') {
    throw new AzureError(
      'SubscriptionNotFound',
      404,
      `The subscription '${id}' could not be found.`,
    );
  }
  if (subscription.tenantId === caller.tenant.id) return;
  const [wrong, right] = [caller.tenant.id, subscription.tenantId];
  const message = `The access token is from the wrong issuer 'https://sts.windows.net/${wrong}/'. It must match the tenant 'https://sts.windows.net/${right}/' associated with this subscription. Please use the authority (URL) 'https://login.windows.net/${right}' to get the token. Note, if the subscription is transferred to another tenant there is no impact to the services, but information about new tenant could take time to propagate (up to an hour). If you just transferred your subscription and see this error message, please try back later.`;
  const challenge = `Bearer authorization_uri="https://login.windows.net/${right}", error="invalid_token", error_description="The access token is from the wrong issuer. It must match the tenant associated with this subscription. Please use correct authority to get the token."`;
  throw new AzureError('InvalidAuthenticationTokenTenant', 401, message, {
    headers: { 'www-authenticate': challenge },
  });
}

/** e.g. `10/12/2017 6:14:46 PM`, as ARM writes times into this one message. */
function usTime(milliseconds: number): string {
  return new Date(milliseconds)
    .toLocaleString('en-US', { timeZone: 'UTC' })
    .replace(',', '')
    .replaceAll('\u202f', ' ');
}
