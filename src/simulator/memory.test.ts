import { setTimeout as delay } from 'node:timers/promises';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Simulator } from './index.ts';
import { rememberIssued } from './remember-issued.ts';
import { callsPerMinute, countCall } from './spot/rate-limit.ts';

const simulator = new Simulator();
const server = setupServer(...simulator.mswHandlers());
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

/** Connections that this process has, mocked ones included. */
const connections = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

test('a mocked call leaves no connection open', async () => {
  const call = async () => {
    const response = await fetch('https://sts.amazonaws.com/', {
      method: 'POST',
      headers: { connection: 'close' },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    await response.text();
  };
  const before = connections();
  for (let round = 0; round < 20; round++) await call();
  await delay(20);
  expect(connections() - before).toBeLessThan(5);
});

test('a world remembers as many calls as it is asked to', () => {
  const world = simulator.createWorld();
  const call = { service: 's3', principal: '', status: 200, startedAt: 0, endedAt: 0 };
  for (let number = 0; number < 50; number++) world.record({ ...call, operation: `${number}` });
  expect(world.calls).toHaveLength(50);
  world.keptCalls = 3;
  world.calls.length = 0;
  for (let number = 0; number < 50; number++) world.record({ ...call, operation: `${number}` });
  expect(world.calls.map(({ operation }) => operation)).toEqual(['47', '48', '49']);
});

test('of what was issued for a time the oldest are forgotten, and nothing else', () => {
  const known = new Map<string, { expiresAt?: number }>([
    ['for ever', {}],
    ['without an end', { expiresAt: Number.POSITIVE_INFINITY }],
  ]);
  for (let number = 0; number < 2_100; number++)
    rememberIssued(known, `${number}`, { expiresAt: number });
  expect(known.size).toBe(2_002);
  expect(known.has('for ever')).toBe(true);
  expect(known.has('without an end')).toBe(true);
  expect(known.has('99')).toBe(false);
  expect(known.has('100')).toBe(true);
});

test('calls that are refused because they are too many are counted, and not kept', () => {
  const world = simulator.createWorld();
  const call = () => countCall(world, 'o-1 /setup/account');
  for (let number = 0; number < callsPerMinute; number++) call();
  for (let number = 0; number < 100; number++) expect(call).toThrow(/Rate limit/);
  expect(world.spot.recentCalls.get('o-1 /setup/account')).toHaveLength(callsPerMinute + 1);
  world.clock.advance(59_000);
  expect(call).toThrow(/Rate limit/);
  world.clock.advance(61_000);
  call();
});
