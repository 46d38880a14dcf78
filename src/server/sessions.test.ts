import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSessions } from './sessions.ts';

const key = 'k'.repeat(32);
const dayMs = 86_400_000;

test('a token is checked by any instance that has the key, and by no other', () => {
  const { session, externalId } = createSessions(key).issue();
  expect(createSessions(key).check(session)).toMatchObject({ ok: true, externalId });
  expect(createSessions('another key of thirty-two bytes!').check(session)).toEqual({
    ok: false,
    reason: 'invalid',
  });
});

test('an external ID is what AWS allows, easy to select, and never given twice', () => {
  const ids = Array.from({ length: 200 }, () => createSessions(key).issue().externalId);
  expect(new Set(ids).size).toBe(200);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{40}$/);
});

test('a token says nothing about its external ID', () => {
  const { session, externalId } = createSessions(key).issue();
  const bytes = session.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
  expect(bytes.join()).not.toContain(externalId.slice(0, 12));
});

test('any change makes it invalid', () => {
  const sessions = createSessions(key);
  const { session } = sessions.issue();
  for (const at of [0, 5, 20, session.indexOf('.') + 1, session.length - 2]) {
    const changed = `${session.slice(0, at)}${session[at] === 'A' ? 'B' : 'A'}${session.slice(at + 1)}`;
    expect(sessions.check(changed)).toEqual({ ok: false, reason: 'invalid' });
  }
  for (const odd of ['', '.', 'a.b', `${session}.x`, session.split('.')[0] ?? '', 'ü.ü', ' '])
    expect(sessions.check(odd).ok).toBe(false);
});

test('expires after seven days', () => {
  let now = Date.UTC(2026, 10, 1);
  const sessions = createSessions(key, () => now);
  const { session, expiresAt } = sessions.issue();
  expect(expiresAt).toBe('2026-11-08T00:00:00.000Z');
  now += 7 * dayMs;
  expect(sessions.check(session).ok).toBe(true);
  now += 1;
  expect(sessions.check(session)).toEqual({ ok: false, reason: 'expired' });
});

test('a short key is refused', () => {
  expect(() => createSessions('k'.repeat(31))).toThrow(/at least 32 bytes.*openssl rand -hex 32/);
});

describe('a token has one spelling', () => {
  const sessions = createSessions(key);
  const accepted = (token: string) => sessions.check(token).ok;
  /** What can happen to a text: by accident, or by somebody who knows how lenient decoders are. */
  const alterations = fc.oneof(
    fc.record({
      at: fc.nat(),
      put: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 3 }),
        fc.constantFrom(
          '=',
          '==',
          '+',
          '/',
          '-',
          '_',
          '.',
          ' ',
          '\n',
          '\t',
          '\0',
          '%3D',
          'é',
          '\u200b',
          'A',
        ),
      ),
      remove: fc.nat({ max: 3 }),
    }),
    fc.record({ at: fc.nat(), bit: fc.nat({ max: 7 }) }),
    fc.record({ at: fc.nat(), other: fc.nat({ max: 63 }) }),
    fc.constantFrom<(token: string) => string>(
      (token) => `${token}=`,
      (token) => `${token}.`,
      (token) => `.${token}`,
      (token) => ` ${token}`,
      (token) => `${token}\n`,
      (token) => token.replaceAll('-', '+').replaceAll('_', '/'),
      (token) => token.replace('.', '=.'),
      (token) => token.replace('.', '..'),
      (token) => token.split('.').reverse().join('.'),
      (token) => token.toUpperCase(),
      (token) => token.normalize('NFKD').replace('.', '．'),
      (token) => `${token}${token}`,
    ),
  );
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  test('of 20,000 altered ones none is taken', () => {
    let tried = 0;
    let taken = 0;
    fc.assert(
      fc.property(alterations, (how) => {
        const { session } = sessions.issue();
        const altered =
          typeof how === 'function'
            ? how(session)
            : 'put' in how
              ? session.slice(0, how.at % session.length) +
                how.put +
                session.slice((how.at % session.length) + how.remove)
              : 'bit' in how
                ? session.slice(0, how.at % session.length) +
                  String.fromCharCode(
                    session.charCodeAt(how.at % session.length) ^ (1 << how.bit),
                  ) +
                  session.slice((how.at % session.length) + 1)
                : // The last characters hold bits that no byte needs.
                  session.slice(0, -1 - (how.at % 2)) +
                  alphabet[how.other] +
                  (how.at % 2 ? session.slice(-1) : '');
        if (altered === session) return;
        tried++;
        if (accepted(altered)) taken++;
      }),
      { numRuns: 22_000 },
    );
    expect(tried).toBeGreaterThanOrEqual(20_000);
    expect(taken).toBe(0);
  });
});

describe('a session', () => {
  const start = Date.UTC(2026, 10, 1);
  test('that was issued in the future is none, but clocks may differ a little', () => {
    let now = start;
    const sessions = createSessions(key, () => now);
    const { session } = sessions.issue();
    now = start - 4 * 60_000;
    expect(sessions.check(session).ok).toBe(true);
    now = start - 6 * 60_000;
    expect(sessions.check(session)).toEqual({ ok: false, reason: 'invalid' });
  });
  test('is revoked by its id, at once and in any instance, and no other is', () => {
    const revoked = new Set<string>();
    const sessions = createSessions(key, undefined, [], revoked);
    const [mine, others] = [sessions.issue(), sessions.issue()];
    expect(sessions.check(mine.session)).toMatchObject({ ok: true, id: mine.id });
    revoked.add(mine.id);
    expect(sessions.check(mine.session)).toEqual({ ok: false, reason: 'revoked' });
    expect(sessions.check(others.session).ok).toBe(true);
  });
  test('keeps its id when the key changes, and the id says nothing of token and external ID', () => {
    const { id, session, externalId } = createSessions(key).issue();
    const rotated = createSessions('b'.repeat(32), undefined, [key], new Set([id]));
    expect(rotated.check(session)).toEqual({ ok: false, reason: 'revoked' });
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(externalId).not.toContain(id);
  });
  test('is revoked with all that were issued before a time', () => {
    let now = start;
    const sessions = createSessions(key, () => now, [], {
      notBefore: start + 1,
      has: () => false,
    });
    const before = sessions.issue().session;
    now = start + 1;
    const after = sessions.issue().session;
    expect(sessions.check(before)).toEqual({ ok: false, reason: 'revoked' });
    expect(sessions.check(after).ok).toBe(true);
  });
});
