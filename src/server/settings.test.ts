import { describe, expect, test } from 'vitest';
import readSettings from './settings.ts';

test('what is not set is what an operator would expect', () => {
  expect(readSettings({})).toMatchObject({
    mode: 'local',
    port: 4173,
    metrics: undefined,
    graceMs: 0,
    trustedProxies: 0,
  });
  expect(readSettings({ MODE: 'hosted' })).toMatchObject({
    metrics: { port: 9464, host: '127.0.0.1', asked: false },
    graceMs: 5_000,
    deadlineMs: 60_000,
  });
});

test('metrics are where they are asked for, in local mode too', () => {
  expect(readSettings({ METRICS_PORT: '9000', METRICS_HOST: '0.0.0.0' }).metrics).toEqual({
    port: 9000,
    host: '0.0.0.0',
    asked: true,
  });
});

test('lists and times', () => {
  expect(
    readSettings({
      REVOKED_SESSIONS: '0123456789abcdef, fedcba9876543210',
      SESSIONS_NOT_BEFORE: '2026-11-28T16:00:00+01:00',
      ALLOWED_HOSTS: 'guides.example, other.example',
    }),
  ).toMatchObject({
    revokedSessions: ['0123456789abcdef', 'fedcba9876543210'],
    sessionsNotBefore: Date.UTC(2026, 10, 28, 15),
    allowedHosts: ['guides.example', 'other.example'],
  });
});

describe('what cannot be meant is said, not guessed', () => {
  test.each([
    [{ MODE: 'demo' }, /MODE is “demo”/],
    [{ PORT: '0' }, /PORT is “0”.*from 1 to 65535/],
    [{ PORT: '80x' }, /PORT/],
    [{ TRUSTED_PROXIES: 'yes' }, /TRUSTED_PROXIES is “yes”/],
    [{ TRUSTED_PROXIES: '-1' }, /TRUSTED_PROXIES/],
    [{ METRICS_HOST: 'localhost' }, /METRICS_HOST.*IP address/],
    [{ METRICS_PORT: '99999' }, /METRICS_PORT/],
    [{ SESSIONS_NOT_BEFORE: 'yesterday' }, /SESSIONS_NOT_BEFORE.*2026-/],
    [{ SESSIONS_NOT_BEFORE: '2026-11-28' }, /SESSIONS_NOT_BEFORE/],
    [{ REVOKED_SESSIONS: 'abc' }, /REVOKED_SESSIONS holds “abc”/],
    [{ SHUTDOWN_GRACE_SECONDS: '1.5' }, /SHUTDOWN_GRACE_SECONDS/],
  ])('%j', (env, words) => {
    expect(() => readSettings(env)).toThrow(words);
  });
});
