import { createSign, createVerify } from 'node:crypto';
import type { World } from '../../world.ts';
import { nextKeyPair } from '../key-pairs.ts';
import { findServiceAccount } from '../service-accounts.ts';
import type { ServiceAccount } from '../state.ts';

export interface Jwt {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  /** What was signed. */
  content: string;
  signature: Buffer;
}

/** The parts of a JSON web token, nothing verified; undefined when it is not one. */
export function decodeJwt(token: string): Jwt | undefined {
  const parts = token.split('.');
  const [header = '', claims = '', signature = ''] = parts;
  if (parts.length !== 3) return undefined;
  try {
    return {
      header: JSON.parse(Buffer.from(header, 'base64url').toString()),
      claims: JSON.parse(Buffer.from(claims, 'base64url').toString()),
      content: `${header}.${claims}`,
      signature: Buffer.from(signature, 'base64url'),
    };
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
 * named by `kid` is there, enabled and not expired, and its public half fits the signature (RS256).
 *
 * `iat` and `exp` are held against the real clock: they are made by clients that know no other.
 */
export function verifyJwt(
  world: World,
  token: string,
): { account: ServiceAccount; claims: Record<string, unknown> } | { problem: JwtProblem } {
  const jwt = decodeJwt(token);
  if (!jwt) return { problem: 'malformed' };
  const { header, claims } = jwt;
  const account =
    typeof claims.iss === 'string' ? findServiceAccount(world, claims.iss) : undefined;
  if (!account || account.disabled) return { problem: 'account' };
  const keys =
    typeof header.kid === 'string' ? [account.keys.get(header.kid)] : [...account.keys.values()];
  const now = world.clock.now();
  const fits = keys.some(
    (key) =>
      key &&
      !key.disabled &&
      key.validBefore > now &&
      createVerify('RSA-SHA256').update(jwt.content).verify(key.publicKey, jwt.signature),
  );
  if (header.alg !== 'RS256' || !fits) return { problem: 'signature' };
  const { iat, exp } = claims;
  const seconds = Date.now() / 1000;
  if (typeof iat !== 'number' || typeof exp !== 'number') return { problem: 'time' };
  if (exp <= seconds - skew || iat > seconds + skew || exp - iat > longest || exp <= iat)
    return { problem: 'time' };
  return { account, claims };
}

const issuer = {};

/**
 * An identity token of a service account for an audience, good for an hour. No client of the
 * simulator holds its signature against a certificate.
 */
export function signIdToken(account: ServiceAccount, audience: string): string {
  signingKey ??= nextKeyPair(issuer).privateKey;
  const now = Math.floor(Date.now() / 1000);
  const { email, uniqueId } = account;
  const claims = {
    iss: 'https://accounts.google.com',
    aud: audience,
    azp: uniqueId,
    sub: uniqueId,
    email,
    email_verified: true,
    iat: now,
    exp: now + 3600,
  };
  const content = [{ alg: 'RS256', typ: 'JWT' }, claims]
    .map((one) => Buffer.from(JSON.stringify(one)).toString('base64url'))
    .join('.');
  return `${content}.${createSign('RSA-SHA256').update(content).sign(signingKey, 'base64url')}`;
}

let signingKey: string | undefined;
