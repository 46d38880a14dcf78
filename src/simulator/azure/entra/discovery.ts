import { exportJWK } from 'jose';
import type { World } from '../../world.ts';
import { sharedTenants, tenantOf, tenantRefusal } from './tenants.ts';
import { signingKeys } from './tokens.ts';

const authority = 'https://login.microsoftonline.com';

/**
 * What the discovery endpoints answer; undefined for another path. Throws EntraError for a tenant
 * that does not exist.
 */
export async function discover(url: URL, worlds: readonly World[]): Promise<object | undefined> {
  if (/^\/common\/discovery\/instance\/?$/i.test(url.pathname)) return instances();
  const [, name = ''] =
    /^\/([^/]+)\/(?:v2\.0\/)?\.well-known\/openid-configuration$/i.exec(url.pathname) ?? [];
  if (name) return openIdConfiguration(decodeURIComponent(name), worlds);
  if (/^\/[^/]+\/discovery\/(v2\.0\/)?keys$/i.test(url.pathname)) return keys(worlds);
  return undefined;
}

/** The clouds that the MSAL libraries trust, and which host names are the same. */
function instances(): object {
  const group = (preferred_network: string, preferred_cache: string, ...aliases: string[]) => ({
    preferred_network,
    preferred_cache,
    aliases,
  });
  return {
    tenant_discovery_endpoint: `${authority}/common/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [
      group(
        ...(['login.microsoftonline.com', 'login.windows.net'] as const),
        'login.microsoftonline.com',
        'login.windows.net',
        'login.microsoft.com',
        'sts.windows.net',
      ),
      group(
        'login.partner.microsoftonline.cn',
        'login.partner.microsoftonline.cn',
        'login.partner.microsoftonline.cn',
        'login.chinacloudapi.cn',
      ),
      group(
        'login.microsoftonline.us',
        'login.microsoftonline.us',
        'login.microsoftonline.us',
        'login.usgovcloudapi.net',
      ),
    ],
  };
}

function openIdConfiguration(name: string, worlds: readonly World[]): object {
  const shared = sharedTenants.includes(name.toLowerCase());
  const tenant = worlds.map((world) => tenantOf(world, name)).find(Boolean);
  if (!tenant && !shared) throw tenantRefusal(name, 'invalid_tenant');
  const id = tenant?.id ?? name.toLowerCase();
  return {
    token_endpoint: `${authority}/${id}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: [
      'client_secret_post',
      'private_key_jwt',
      'client_secret_basic',
    ],
    jwks_uri: `${authority}/${id}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${authority}/${tenant ? id : '{tenantid}'}/v2.0`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
    authorization_endpoint: `${authority}/${id}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${authority}/${id}/oauth2/v2.0/devicecode`,
    http_logout_supported: true,
    end_session_endpoint: `${authority}/${id}/oauth2/v2.0/logout`,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'acr',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
      'email',
    ],
    tenant_region_scope: tenant ? 'NA' : null,
    cloud_instance_name: 'microsoftonline.com',
    msgraph_host: 'graph.microsoft.com',
  };
}

async function keys(worlds: readonly World[]): Promise<object> {
  const key = await exportJWK((await signingKeys()).publicKey);
  return {
    keys: worlds.map(({ azure: { keyId } }) => ({ ...key, use: 'sig', kid: keyId, x5t: keyId })),
  };
}
