import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const sessionDays = 7;
const sessionMs = sessionDays * 86_400_000;

/**
 * `expired` and `invalid` are told apart because the reader can fix only the first by making a new
 * one.
 */
type SessionCheck =
  | { ok: true; externalId: string; expiresAt: Date }
  | { ok: false; reason: 'expired' | 'invalid' };

export interface Sessions {
  issue(): { session: string; externalId: string; expiresAt: string };
  check(token: string): SessionCheck;
}

/**
 * Sessions without a store: a token is random bytes and the time of issue, sealed with the server's
 * key, and the external ID is derived from the random bytes with the same key. Any instance that
 * has the key can check any token, and nobody without it can choose an external ID. To change the
 * key, name the old one among `previous` until the sessions under it have expired: new sessions are
 * under `key`, and those of readers who are midway stay good.
 */
export function createSessions(
  key: string,
  now: () => number = () => Date.now(),
  previous: readonly string[] = [],
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
        session: `${payload.toString('base64url')}.${seal('session', payload).toString('base64url')}`,
        externalId: externalIdOf(random, seal),
        expiresAt: new Date(issuedAt + sessionMs).toISOString(),
      };
    },
    check(token) {
      const [payloadText = '', macText = '', ...rest] = token.split('.');
      const payload = Buffer.from(payloadText, 'base64url');
      const mac = Buffer.from(macText, 'base64url');
      const seal = seals.find((one) => {
        const expected = one('session', payload);
        return mac.length === expected.length && timingSafeEqual(mac, expected);
      });
      if (!seal || rest.length > 0 || payload.length !== 24)
        return { ok: false, reason: 'invalid' };
      const issuedAt = Number(payload.readBigUInt64BE(16));
      if (now() > issuedAt + sessionMs) return { ok: false, reason: 'expired' };
      return {
        ok: true,
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
