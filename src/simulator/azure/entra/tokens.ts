import { randomBytes } from 'node:crypto';
import {
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  type GenerateKeyPairResult,
  generateKeyPair,
  type ProtectedHeaderParameters,
  SignJWT,
} from 'jose';
import type { World } from '../../world.ts';
import type { AzureIdentity, ServicePrincipal, Tenant, User } from '../state.ts';
import { directoryRoleTemplateIds } from './directory-roles.ts';

/**
 * Claims of an access token, as version 1.0 tokens of Microsoft Entra have them. Times are epoch
 * seconds of the world's clock.
 */
export interface AccessTokenClaims {
  aud: string;
  /** `https://sts.windows.net/{tenant}/` */
  iss: string;
  iat: number;
  nbf: number;
  exp: number;
  /** Client that asked for the token. */
  appid: string;
  /** `0`: a public client such as az; `1`: a client with a secret. */
  appidacr: '0' | '1';
  idtyp: 'user' | 'app';
  oid: string;
  sub: string;
  tid: string;
  uti: string;
  ver: '1.0';
  /** Application permissions of an app-only token for Graph. */
  roles?: string[];
  /** Delegated permissions of a user's token. */
  scp?: string;
  name?: string;
  upn?: string;
  unique_name?: string;
  /** Template ids of the user's Microsoft Entra roles. */
  wids?: string[];
}

/** Client id of the Azure CLI. */
export const azureCliClientId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** Seconds that an access token is good for. */
export const tokenLifetime = 3599;

let keys: Promise<GenerateKeyPairResult> | undefined;

/**
 * One key pair for the process, since making one takes 100 ms. Worlds are told apart by `kid`,
 * which is under the signature, so that no token of one world passes in another.
 */
export function signingKeys(): Promise<GenerateKeyPairResult> {
  keys ??= generateKeyPair('RS256', { extractable: true });
  return keys;
}

/** Signs claims with the key of a world, as a compact RS256 JWT. */
export async function signToken(world: World, claims: object): Promise<string> {
  const { keyId } = world.azure;
  return new SignJWT({ ...claims })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: keyId, kid: keyId })
    .sign((await signingKeys()).privateKey);
}

/** Header and claims of a JWT, not verified; undefined when it is none. */
export function readToken(
  token: string,
): { header: ProtectedHeaderParameters; claims: AccessTokenClaims } | undefined {
  try {
    return { header: decodeProtectedHeader(token), claims: decodeJwt<AccessTokenClaims>(token) };
  } catch {
    return undefined;
  }
}

/** Whether a token was signed for this world. Says nothing of its time and audience. */
export async function verifyToken(world: World, token: string): Promise<boolean> {
  const { publicKey } = await signingKeys();
  const verified = await compactVerify(token, publicKey, { algorithms: ['RS256'] }).catch(
    () => undefined,
  );
  return verified?.protectedHeader.kid === world.azure.keyId;
}

function commonClaims(world: World, tenant: Tenant, audience: string, oid: string) {
  const now = Math.floor(world.clock.now() / 1000);
  return {
    aud: audience,
    iss: `https://sts.windows.net/${tenant.id}/`,
    iat: now,
    nbf: now,
    exp: now + tokenLifetime,
    oid,
    sub: oid,
    tid: tenant.id,
    uti: randomBytes(16).toString('base64url'),
    ver: '1.0' as const,
  };
}

/** An access token of a service principal. */
export function servicePrincipalToken(
  world: World,
  tenant: Tenant,
  principal: ServicePrincipal,
  audience: string,
): Promise<string> {
  const roles =
    audience.startsWith('https://graph.microsoft.com') && principal.graphAppRoles.length > 0
      ? principal.graphAppRoles
      : undefined;
  return signToken(world, {
    ...commonClaims(world, tenant, audience, principal.id),
    appid: principal.appId,
    appidacr: '1',
    idtyp: 'app',
    ...(roles ? { roles } : {}),
  } satisfies AccessTokenClaims);
}

/** An access token of a user, as az gets it: with every permission that az was consented. */
export function userToken(
  world: World,
  tenant: Tenant,
  user: User,
  audience: string,
  clientId = azureCliClientId,
): Promise<string> {
  const forGraph = audience.startsWith('https://graph.microsoft.com');
  return signToken(world, {
    ...commonClaims(world, tenant, audience, user.id),
    appid: clientId,
    appidacr: '0',
    idtyp: 'user',
    name: user.displayName,
    scp: forGraph
      ? 'AuditLog.Read.All Directory.AccessAsUser.All email openid profile'
      : 'user_impersonation',
    upn: user.userPrincipalName,
    unique_name: user.userPrincipalName,
    wids: directoryRoleTemplateIds(user.directoryRoles),
  } satisfies AccessTokenClaims);
}

/**
 * An access token of an identity of this world for an audience, e.g.
 * `https://management.azure.com/`, without a call to the token endpoint. Throws when the identity
 * does not exist (any more).
 */
export async function accessTokenFor(
  world: World,
  identity: AzureIdentity,
  audience = 'https://management.azure.com/',
): Promise<string> {
  const tenant = world.azure.tenants.get(identity.tenantId);
  const principal =
    identity.type === 'user'
      ? tenant?.users.get(identity.objectId)
      : tenant?.servicePrincipals.get(identity.objectId);
  if (!tenant || !principal)
    throw new Error(
      `The world has no ${identity.type} ${identity.objectId} in the tenant ${identity.tenantId}.`,
    );
  return 'userPrincipalName' in principal
    ? userToken(world, tenant, principal, audience)
    : servicePrincipalToken(world, tenant, principal, audience);
}
