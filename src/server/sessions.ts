import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const sessionDays = 7;
const sessionMs = sessionDays * 86_400_000;

/** How far another instance's clock may run ahead of this one's. */
const skewMs = 5 * 60_000;

/** The reader is told which: each has another cause, and all are left behind by a new session. */
type SessionCheck =
  | { ok: true; id: string; externalId: string; expiresAt: Date }
  | { ok: false; reason: 'expired' | 'invalid' | 'revoked' };

/** Sessions that an operator no longer takes. */
export interface RevokedSessions {
  /** Milliseconds since 1970: all that were issued before. */
  notBefore?: number;
  /** One of them, by its id. */
  has(id: string): boolean;
}

export interface Sessions {
  issue(): { id: string; session: string; externalId: string; expiresAt: string };
  check(token: string): SessionCheck;
}

/**
 * Sessions without a store: a token is random bytes and the time of issue, sealed with the server's
 * key, and the external ID is derived from the random bytes with the same key. Any instance that
 * has the key can check any token, and nobody without it can choose an external ID. To change the
 * key, name the old one among `previous` until the sessions under it have expired: new sessions are
 * under `key`, and those of readers who are midway stay good.
 *
 * A token has one spelling. `id` names its session where the token must not stand: in the log, and
 * among those that are `revoked`. Nobody can make a token from it.
 */
export function createSessions(
  key: string,
  now: () => number = () => Date.now(),
  previous: readonly string[] = [],
  revoked?: RevokedSessions,
): Sessions {
  if ([key, ...previous].some((one) => Buffer.byteLength(one) < 32)) {
    throw new Error(
      'SESSION_KEY is too short: it seals the sessions and makes the external IDs. Give at least 32 bytes, e.g. the output of: openssl rand -hex 32',
    );
  }
  const seals = [key, ...previous].map(
    (one) => (purpose: string, data: Buffer) =>
      createHmac('sha256', one).update(`${purpose}\0`).update(data).digest(),
  );
  return {
    issue() {
      const [seal] = seals as [Seal];
      const issuedAt = now();
      const random = randomBytes(16);
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(BigInt(issuedAt));
      const payload = Buffer.concat([random, time]);
      return {
        id: idOf(payload),
        session: `${payload.toString('base64url')}.${seal('session', payload).toString('base64url')}`,
        externalId: externalIdOf(random, seal),
        expiresAt: new Date(issuedAt + sessionMs).toISOString(),
      };
    },
    check(token) {
      const [payload, mac, ...rest] = token.split('.').map(decodeStrictly);
      if (payload?.length !== 24 || mac?.length !== 32 || rest.length > 0)
        return { ok: false, reason: 'invalid' };
      const seal = seals.find((one) => timingSafeEqual(mac, one('session', payload)));
      const issuedAt = Number(payload.readBigUInt64BE(16));
      if (!seal || issuedAt > now() + skewMs) return { ok: false, reason: 'invalid' };
      if (now() > issuedAt + sessionMs) return { ok: false, reason: 'expired' };
      const id = idOf(payload);
      if (revoked && (issuedAt < (revoked.notBefore ?? 0) || revoked.has(id)))
        return { ok: false, reason: 'revoked' };
      return {
        ok: true,
        id,
        externalId: externalIdOf(payload.subarray(0, 16), seal),
        expiresAt: new Date(issuedAt + sessionMs),
      };
    },
  };
}

type Seal = (purpose: string, data: Buffer) => Buffer;

/** Hex, because the characters - and _ get lost when an ID is selected by double click. */
const externalIdOf = (random: Buffer, seal: Seal) =>
  seal('external-id', random).toString('hex').slice(0, 40);

/** Where the id of a session stands, it is sixteen hexadecimal digits. */
export const sessionIdForm = /^[0-9a-f]{16}$/;

const idOf = (payload: Buffer) => createHash('sha256').update(payload).digest('hex').slice(0, 16);

/**
 * The bytes of base64url as RFC 4648 writes them, or none. Node takes other alphabets, padding,
 * spaces and left-over bits too: many texts for the same bytes.
 */
function decodeStrictly(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
