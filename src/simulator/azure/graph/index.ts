import { AzureError } from '../errors.ts';
import type { AzureService } from '../pipeline.ts';
import { applicationRoutes } from './applications.ts';
import { directoryRoutes } from './directory.ts';
import { passwordRoutes } from './passwords.ts';
import { policyRoutes } from './policies.ts';
import { servicePrincipalRoutes } from './service-principals.ts';
import { userRoutes } from './users.ts';

const refusals = {
  missing: 'Access token is empty.',
  scheme: 'Access token is empty.',
  malformed: 'CompactToken parsing failed with error code: 80049217',
  signature: 'Access token validation failure. Invalid signature.',
  audience: 'Access token validation failure. Invalid audience.',
  expired: 'Lifetime validation failed, the token is expired.',
  principal: 'The identity of the calling application could not be established.',
};

/**
 * Microsoft Graph v1.0, as far as app registrations, their secrets and the people around them go.
 */
export const graphService: AzureService = {
  name: 'graph',
  hosts: ['graph.microsoft.com'],
  audiences: [
    'https://graph.microsoft.com',
    'https://graph.microsoft.com/',
    '00000003-0000-0000-c000-000000000000',
  ],
  routes: [
    ...passwordRoutes,
    ...applicationRoutes,
    ...servicePrincipalRoutes,
    ...userRoutes,
    ...directoryRoutes,
    ...policyRoutes,
  ],
  refuseToken(refusal, { claims }) {
    const tenant = claims?.tid ?? 'common';
    const challenge = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/${tenant}/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`;
    if (refusal === 'principal')
      return new AzureError('Authorization_IdentityNotFound', 401, refusals.principal);
    return new AzureError('InvalidAuthenticationToken', 401, refusals[refusal], {
      headers: { 'www-authenticate': challenge },
    });
  },
  refuseBody: () =>
    new AzureError(
      'BadRequest',
      400,
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    ),
  errorBody: (error, { requestId, now }) => {
    const date = new Date(now).toISOString().slice(0, 19);
    const innerError = { date, 'request-id': requestId, 'client-request-id': requestId };
    return { error: { code: error.code, message: error.message, ...error.more, innerError } };
  },
  headers: ({ requestId }) => ({
    'request-id': requestId,
    'client-request-id': requestId,
    'cache-control': 'no-cache',
    'odata-version': '4.0',
    'content-type':
      'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
  }),
};
