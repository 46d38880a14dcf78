import { createHash, randomBytes } from 'node:crypto';
import type { World } from '../../world.ts';
import type { Application, RefreshToken, ServicePrincipal, Tenant, User } from '../state.ts';
import { EntraError } from './errors.ts';
import { sharedTenants, tenantOf, tenantRefusal } from './tenants.ts';
import { servicePrincipalToken, signToken, tokenLifetime, userToken } from './tokens.ts';

/** Identifiers of APIs that every tenant has, without a trailing slash. Others are AADSTS500011. */
const resources = [
  'https://management.azure.com',
  'https://management.core.windows.net',
  'https://graph.microsoft.com',
  '00000003-0000-0000-c000-000000000000',
  '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  'https://vault.azure.net',
  'https://storage.azure.com',
];

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The world that a token request belongs to. Secrets and refresh tokens are of one world; with a
 * wrong one it is the world that has the application, else the tenant.
 */
export function worldOfTokenRequest(
  worlds: readonly World[],
  tenantName: string,
  form: URLSearchParams,
): World | undefined {
  const refreshToken = form.get('refresh_token');
  if (refreshToken) return worlds.find(({ azure }) => azure.refreshTokens.has(refreshToken));
  const [clientId = '', secret = ''] = [
    form.get('client_id') ?? '',
    sha256(form.get('client_secret') ?? ''),
  ];
  const candidates = worlds.filter((world) => tenantOf(world, tenantName));
  const withApplication = candidates.filter((world) => applicationOf(world, clientId));
  const hasSecret = (world: World) =>
    applicationOf(world, clientId)?.passwordCredentials.some(
      ({ secretSha256 }) => secretSha256 === secret,
    );
  return withApplication.find(hasSecret) ?? withApplication[0] ?? candidates[0];
}

function applicationOf(world: World, clientId: string): Application | undefined {
  for (const tenant of world.azure.tenants.values()) {
    for (const application of tenant.applications.values())
      if (application.appId === clientId.toLowerCase()) return application;
  }
  return undefined;
}

/** What the endpoint answers; `principal` is the client id, or the user's name. */
interface TokenAnswer {
  body: object;
  principal: string;
}

interface TokenRequest {
  tenant: string;
  form: URLSearchParams;
  v2: boolean;
}

/** Answers a token request, or throws EntraError. */
export async function issueTokens(
  world: World | undefined,
  request: TokenRequest,
): Promise<TokenAnswer> {
  const { form } = request;
  const grant = form.get('grant_type');
  if (!grant) throw missing('grant_type');
  if (!form.get('client_id')) throw missing('client_id');
  if (grant === 'client_credentials') return clientCredentials(world, request);
  if (grant === 'refresh_token') return refresh(world, request);
  throw new EntraError(
    70003,
    'unsupported_grant_type',
    400,
    `The app requested an unsupported grant type '${grant}'.`,
  );
}

function missing(parameter: string): EntraError {
  return new EntraError(
    900144,
    'invalid_request',
    400,
    `The request body must contain the following parameter: '${parameter}'.`,
  );
}

async function clientCredentials(
  world: World | undefined,
  { tenant: name, form, v2 }: TokenRequest,
): Promise<TokenAnswer> {
  const clientId = form.get('client_id') ?? '';
  if (sharedTenants.includes(name.toLowerCase())) {
    const message =
      'No tenant-identifying information found in either the request or implied by any provided credentials.';
    throw new EntraError(50059, 'invalid_request', 400, message);
  }
  const tenant = world && tenantOf(world, name);
  if (!world || !tenant) throw tenantRefusal(name);
  const resource = v2 ? resourceOfScope(form.get('scope')) : form.get('resource');
  if (!resource) throw missing('resource');
  const { application, principal } = clientOf(world, tenant, clientId);
  if (!application) throw notFound(clientId, tenant);
  verifySecret(world, application, form.get('client_secret'));
  if (!principal) {
    const message = `The client application ${clientId} is missing service principal in the tenant ${tenant.id}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`;
    throw new EntraError(7000229, 'invalid_client', 401, message);
  }
  if (!principal.accountEnabled || application.disabledByMicrosoftStatus) {
    throw new EntraError(
      7000112,
      'unauthorized_client',
      400,
      `Application '${clientId}'(${principal.displayName}) is disabled.`,
    );
  }
  passConditionalAccess(tenant, principal);
  const audience = knownResource(resource, tenant);
  const token = await servicePrincipalToken(world, tenant, principal, audience);
  return { body: v2 ? v2Body(token) : v1Body(world, token, audience), principal: clientId };
}

/** Source: https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes, AADSTS53003. */
function passConditionalAccess(tenant: Tenant, { id }: ServicePrincipal): void {
  const blocking = (tenant.conditionalAccessPolicies ?? []).find(
    ({ state, includeServicePrincipals: included, excludeServicePrincipals: excluded }) =>
      state === 'enabled' &&
      (included.includes(id) || included.includes('ServicePrincipalsInMyTenant')) &&
      !excluded.includes(id),
  );
  if (!blocking) return;
  const message =
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.';
  throw new EntraError(53003, 'invalid_grant', 400, message);
}

/** Scope of the client credentials flow: one resource with `/.default` after it. */
function resourceOfScope(scope: string | null): string {
  if (!scope?.trim()) throw missing('scope');
  const scopes = scope.trim().split(/\s+/);
  if (scopes.length > 1) {
    const message = `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope '${scope}' is not valid.`;
    throw new EntraError(70011, 'invalid_scope', 400, message);
  }
  if (scope.trim().endsWith('/.default')) return scope.trim().slice(0, -'/.default'.length);
  const message = `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`;
  throw new EntraError(1002012, 'invalid_scope', 400, message);
}

function knownResource(resource: string, tenant: Tenant): string {
  if (resources.includes(resource.replace(/\/$/, ''))) return resource;
  const message = `The resource principal named ${resource} was not found in the tenant named ${tenant.displayName}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`;
  throw new EntraError(500011, 'invalid_resource', 400, message);
}

/**
 * An application can sign in to its own tenant; to another one when it has a service principal
 * there.
 */
function clientOf(
  world: World,
  tenant: Tenant,
  clientId: string,
): { application?: Application; principal?: ServicePrincipal } {
  const wanted = clientId.toLowerCase();
  const principal = [...tenant.servicePrincipals.values()].find(({ appId }) => appId === wanted);
  const own = [...tenant.applications.values()].find(({ appId }) => appId === wanted);
  const application = own ?? (principal && applicationOf(world, wanted));
  return { ...(application ? { application } : {}), ...(principal ? { principal } : {}) };
}

function notFound(clientId: string, tenant: Tenant): EntraError {
  const message = `Application with identifier '${clientId}' was not found in the directory '${tenant.displayName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`;
  return new EntraError(700016, 'unauthorized_client', 400, message);
}

function verifySecret(
  world: World,
  { appId, passwordCredentials }: Application,
  secret: string | null,
): void {
  if (!secret) {
    const message =
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.";
    throw new EntraError(7000216, 'invalid_client', 401, message);
  }
  const now = world.clock.now();
  const matching = passwordCredentials.filter(
    ({ secretSha256 }) => secretSha256 === sha256(secret),
  );
  if (matching.some(({ startAt, endAt }) => startAt <= now && now < endAt)) return;
  if (matching.length > 0) {
    const message = `The provided client secret keys for app '${appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`;
    throw new EntraError(7000222, 'invalid_client', 401, message);
  }
  const message = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`;
  throw new EntraError(7000215, 'invalid_client', 401, message);
}

async function refresh(world: World | undefined, request: TokenRequest): Promise<TokenAnswer> {
  const { form, v2 } = request;
  const text = form.get('refresh_token');
  if (!text) throw missing('refresh_token');
  const known = world?.azure.refreshTokens.get(text);
  if (!world || !known) {
    throw new EntraError(
      9002313,
      'invalid_grant',
      400,
      'Invalid request. Request is malformed or invalid.',
    );
  }
  const { tenant, user } = ownerOf(world, known, request.tenant);
  const resource = resourceOfRefresh(form, v2);
  const audience = knownResource(resource, tenant);
  const token = await userToken(world, tenant, user, audience, known.clientId);
  const client = JSON.stringify({ uid: user.id, utid: tenant.id });
  return {
    body: {
      ...(v2 ? v2Body(token) : v1Body(world, token, audience)),
      scope: `${resource}/user_impersonation ${resource}/.default`,
      refresh_token: text,
      foci: '1',
      id_token: await idToken(world, tenant, {
        oid: user.id,
        upn: user.userPrincipalName,
        name: user.displayName,
        clientId: known.clientId,
      }),
      client_info: Buffer.from(client).toString('base64url'),
    },
    principal: user.userPrincipalName,
  };
}

/** The user that a refresh token was given to, if it still serves in a tenant. */
function ownerOf(
  world: World,
  known: RefreshToken,
  tenantName: string,
): { tenant: Tenant; user: User } {
  const home = world.azure.tenants.get(known.tenantId);
  const tenant = sharedTenants.includes(tenantName.toLowerCase())
    ? home
    : tenantOf(world, tenantName);
  if (!tenant) throw tenantRefusal(tenantName);
  const user = tenant.users.get(known.userId);
  if (!user || tenant.id !== known.tenantId) {
    const who = home?.users.get(known.userId)?.userPrincipalName ?? known.userId;
    const message = `User account '${who}' from identity provider 'https://sts.windows.net/${known.tenantId}/' does not exist in tenant '${tenant.displayName}' and cannot access the application '${known.clientId}'(Microsoft Azure CLI) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.`;
    throw new EntraError(50020, 'invalid_grant', 400, message);
  }
  if (!user.accountEnabled)
    throw new EntraError(50057, 'invalid_grant', 400, 'The user account is disabled.');
  if (known.revoked) {
    const message = `The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '${new Date(known.issuedAt).toISOString()}'.`;
    throw new EntraError(50173, 'invalid_grant', 400, message);
  }
  return { tenant, user };
}

/** Version 2 asks for a resource by its first scope that is one. */
function resourceOfRefresh(form: URLSearchParams, v2: boolean): string {
  if (!v2) return form.get('resource') ?? '';
  const [scope = 'https://graph.microsoft.com/.default'] = (form.get('scope') ?? '')
    .split(/\s+/)
    .filter((one) => one && !['openid', 'profile', 'offline_access', 'email'].includes(one));
  return scope.replace(/\/[^/]*$/, '');
}

/** In the machine's time, not the world's: az itself refuses an id token from the future. */
function idToken(
  world: World,
  tenant: Tenant,
  { oid, upn, name, clientId }: { oid: string; upn: string; name: string; clientId: string },
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return signToken(world, {
    aud: clientId,
    iss: `https://login.microsoftonline.com/${tenant.id}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + tokenLifetime,
    name,
    oid,
    preferred_username: upn,
    sub: oid,
    tid: tenant.id,
    uti: randomBytes(16).toString('base64url'),
    ver: '2.0',
  });
}

const v2Body = (token: string) => ({
  token_type: 'Bearer',
  expires_in: tokenLifetime,
  ext_expires_in: tokenLifetime,
  access_token: token,
});

/** Version 1 writes numbers as text. */
function v1Body(world: World, token: string, resource: string): object {
  const now = Math.floor(world.clock.now() / 1000);
  const lifetime = String(tokenLifetime);
  return {
    token_type: 'Bearer',
    expires_in: lifetime,
    ext_expires_in: lifetime,
    expires_on: String(now + tokenLifetime),
    not_before: String(now),
    resource,
    access_token: token,
  };
}
