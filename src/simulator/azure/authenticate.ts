import type { World } from '../world.ts';
import { type AccessTokenClaims, readToken, verifyToken } from './entra/tokens.ts';
import type { ServicePrincipal, Tenant, User } from './state.ts';

/** Who calls, from a token that was verified. */
export interface Caller {
  type: 'user' | 'servicePrincipal';
  /** The directory that issued the token. */
  tenant: Tenant;
  /** `oid` of the token. */
  objectId: string;
  /** Client that asked for the token: az's own id for users. */
  clientId: string;
  /**
   * User principal name, or the client id of a service principal: what ARM's refusals and the
   * record of calls name.
   */
  name: string;
  user?: User;
  servicePrincipal?: ServicePrincipal;
  /** Ids of all groups that the caller is in, groups in groups included. */
  groups: string[];
  /** Names of active Microsoft Entra roles, through groups too. */
  directoryRoles: string[];
  /**
   * When the token was issued, epoch milliseconds: ARM's groups and elevations may be older than a
   * new assignment.
   */
  issuedAt: number;
  claims: AccessTokenClaims;
}

/** Why a bearer token was not accepted. */
export type TokenRefusal =
  | 'missing'
  | 'scheme'
  | 'malformed'
  | 'signature'
  | 'audience'
  | 'expired'
  | 'principal';

export type Authentication =
  | { caller: Caller }
  | { refusal: TokenRefusal; claims?: AccessTokenClaims };

/** The bearer token of a request; undefined when it has none. */
function bearerToken(request: Request): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}

/** The world whose key signed the request's token. */
export function worldOfToken(request: Request, worlds: Iterable<World>): World | undefined {
  const token = bearerToken(request);
  const keyId = token === undefined ? undefined : readToken(token)?.header.kid;
  if (keyId === undefined) return undefined;
  for (const world of worlds) if (world.azure.keyId === keyId) return world;
  return undefined;
}

/**
 * Verifies the token of a request for one of the `audiences`: signature, audience, time by the
 * world's clock, and that its principal still exists.
 */
export async function authenticate(
  request: Request,
  world: World | undefined,
  audiences: readonly string[],
): Promise<Authentication> {
  const authorization = request.headers.get('authorization');
  if (!authorization) return { refusal: 'missing' };
  const token = bearerToken(request);
  if (token === undefined) return { refusal: 'scheme' };
  const claims = readToken(token)?.claims;
  if (!claims) return { refusal: 'malformed' };
  if (!world || !(await verifyToken(world, token))) return { refusal: 'signature', claims };
  if (!audiences.includes(claims.aud)) return { refusal: 'audience', claims };
  if (world.clock.now() >= claims.exp * 1000) return { refusal: 'expired', claims };
  const caller = callerOf(world, claims);
  return caller ? { caller } : { refusal: 'principal', claims };
}

function callerOf(world: World, claims: AccessTokenClaims): Caller | undefined {
  const tenant = world.azure.tenants.get(claims.tid);
  if (!tenant) return undefined;
  const common = {
    tenant,
    objectId: claims.oid,
    clientId: claims.appid,
    issuedAt: claims.iat * 1000,
    claims,
    groups: groupsOf(tenant, claims.oid),
  };
  const throughGroups = common.groups.flatMap((id) => tenant.groups.get(id)?.directoryRoles ?? []);
  if (claims.idtyp === 'user') {
    const user = tenant.users.get(claims.oid);
    if (!user?.accountEnabled) return undefined;
    const directoryRoles = [...new Set([...user.directoryRoles, ...throughGroups])];
    return { ...common, type: 'user', name: user.userPrincipalName, user, directoryRoles };
  }
  // A token outlives the disabling of its service principal; only a deleted one is refused.
  const servicePrincipal = tenant.servicePrincipals.get(claims.oid);
  if (!servicePrincipal) return undefined;
  const directoryRoles = [...new Set([...servicePrincipal.directoryRoles, ...throughGroups])];
  return {
    ...common,
    type: 'servicePrincipal',
    name: servicePrincipal.appId,
    servicePrincipal,
    directoryRoles,
  };
}

/** Ids of the groups that an object is in, directly or through other groups. */
export function groupsOf(tenant: Tenant, objectId: string): string[] {
  const found = new Set<string>();
  const visit = (id: string) => {
    for (const group of tenant.groups.values()) {
      if (!group.members.includes(id) || found.has(group.id)) continue;
      found.add(group.id);
      visit(group.id);
    }
  };
  visit(objectId);
  return [...found];
}
