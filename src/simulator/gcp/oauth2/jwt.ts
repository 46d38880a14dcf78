import {
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  importPKCS8,
  importSPKI,
  type JWTPayload,
  type ProtectedHeaderParameters,
  SignJWT,
} from 'jose';
import type { World } from '../../world.ts';
import { nextKeyPair } from '../key-pairs.ts';
import { findServiceAccount } from '../service-accounts.ts';
import type { ServiceAccount } from '../state.ts';

/** What a JWT says, nothing verified. */
export interface Jwt {
  header: ProtectedHeaderParameters;
  claims: JWTPayload;
}

/** The parts of a JSON web token, nothing verified; undefined when it is not one. */
export function readJwt(token: string): Jwt | undefined {
  try {
    return { header: decodeProtectedHeader(token), claims: decodeJwt(token) };
  } catch {
    return undefined;
  }
}

/** The world of a JWT: the one whose key signed it, or else one that has the service account. */
export function worldOfJwt({ header, claims }: Jwt, worlds: readonly World[]): World | undefined {
  const issuer = typeof claims.iss === 'string' ? claims.iss : '';
  const byKey = worlds.find(({ gcp }) => gcp.keyIds.has(String(header.kid)));
  return (
    byKey ??
    worlds.find((one) => findServiceAccount(one, issuer) ?? findServiceAccount(one, issuer, true))
  );
}

/** How far a client's clock may be from ours, in seconds. */
const skew = 300;
const longest = 3600;

export type JwtProblem = 'malformed' | 'account' | 'signature' | 'time';

/**
 * Verifies a JWT of a service account as Google does: the account exists and is enabled, the key
 * named by `kid` is there, enabled and within its time, and its public half fits the signature (RS256).
 *
 * `iat` and `exp` are held against the real clock: they are made by clients that know no other.
 */
export async function verifyJwt(
  world: World,
  token: string,
): Promise<{ account: ServiceAccount; claims: JWTPayload } | { problem: JwtProblem }> {
  const jwt = readJwt(token);
  if (!jwt) return { problem: 'malformed' };
  const { header, claims } = jwt;
  const account =
    typeof claims.iss === 'string' ? findServiceAccount(world, claims.iss) : undefined;
  if (!account || account.disabled) return { problem: 'account' };
  const keys =
    typeof header.kid === 'string' ? [account.keys.get(header.kid)] : [...account.keys.values()];
  const now = world.clock.now();
  const usable = keys.filter(
    (key) => key && !key.disabled && key.validAfter <= now + skew * 1000 && key.validBefore > now,
  );
  const fits = await Promise.all(usable.map((key) => key && isSignedWith(key.publicKey, token)));
  if (!fits.includes(true)) return { problem: 'signature' };
  const { iat, exp } = claims;
  const seconds = Date.now() / 1000;
  if (iat === undefined || exp === undefined) return { problem: 'time' };
  if (exp <= seconds - skew || iat > seconds + skew || exp - iat > longest || exp <= iat)
    return { problem: 'time' };
  return { account, claims };
}

/** Whether the holder of a key (SPKI, PEM) signed a token, as Google takes it: RS256 only. */
async function isSignedWith(publicKey: string, token: string): Promise<boolean> {
  const key = await importSPKI(publicKey, 'RS256');
  return compactVerify(token, key, { algorithms: ['RS256'] }).then(
    () => true,
    () => false,
  );
}

const issuer = {};
let signingKey: ReturnType<typeof importPKCS8> | undefined;

/**
 * An identity token of a service account for an audience, good for an hour. No client of the
 * simulator holds its signature against a certificate.
 */
export async function signIdToken(account: ServiceAccount, audience: string): Promise<string> {
  signingKey ??= importPKCS8(nextKeyPair(issuer).privateKey, 'RS256');
  const now = Math.floor(Date.now() / 1000);
  const { email, uniqueId } = account;
  return new SignJWT({
    iss: 'https://accounts.google.com',
    aud: audience,
    azp: uniqueId,
    sub: uniqueId,
    email,
    email_verified: true,
    iat: now,
    exp: now + 3600,
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .sign(await signingKey);
}
