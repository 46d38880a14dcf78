import { expect, test } from 'vitest';
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
