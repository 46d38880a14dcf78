import { describe, expect, test, vi } from 'vitest';
import type { Evidence } from '../evidence/define-evidence.ts';
import { testRunbook } from '../verification/testing/aws-world.ts';
import type { Limits } from './options.ts';
import { eventsOf, problem, serve, typed } from './testing.ts';

/** What one client can take of the service, and what is left for others. */

const look = { runbook: testRunbook.id, step: 'account', vantage: 'reader', inputs: typed };
const paste = { ...look, vantage: 'pasted' };
const stream = { accept: 'text/event-stream' };
const from = (client: string) => ({ 'x-forwarded-for': client });

/** A server over a cloud that hangs, until `let go`; and how many looks are under way. */
function start(limits: Partial<Limits> = {}) {
  const hanging = new Set<() => void>();
  let mayHang = true;
  const server = serve({
    trustedProxies: 1,
    limits: { verificationsPerMinute: 1_000, ...limits },
    collectorsFor: () => ({
      collect: (_, { signal }) =>
        new Promise<Evidence>((resolve) => {
          const end = () => {
            hanging.delete(end);
            resolve({ status: 'unreachable', message: 'let go' });
          };
          if (!mayHang) return end();
          hanging.add(end);
          signal.addEventListener('abort', end, { once: true });
        }),
      close: () => undefined,
    }),
  });
  const metrics = () => server.registry.metrics();
  /** Verifications by now: each of them asks for two facts. */
  const looking = () => hanging.size / 2;
  const ask = (client: string, body: object, headers: Record<string, string> = {}) =>
    Promise.resolve(server.post('/v1/verifications', body, { ...headers, ...from(client) }));
  return {
    ...server,
    ask,
    looking,
    metrics,
    waiting: async () =>
      Number(/requests_waiting\{work="looking"\} (\d+)/.exec(await metrics())?.[1]),
    letGo() {
      mayHang = false;
      for (const end of hanging) end();
    },
    answerOne: () => [...hanging].slice(0, 2).forEach((end) => void end()),
  };
}

describe('33 verifications of one client, of a cloud that never answers', () => {
  test('leave places for the pasting of everybody and the looking of others', async () => {
    const { ask, post, looking, metrics, letGo } = start();
    const attack = Array.from({ length: 33 }, () => ask('1.1.1.1', look));
    await vi.waitFor(() => expect(looking()).toBe(4));
    for (const client of ['1.1.1.1', '2.2.2.2']) {
      expect((await ask(client, paste)).status).toBe(200);
      const text = { runbook: testRunbook.id, inputs: {}, text: 'bash: aws: command not found' };
      expect((await post('/v1/readings', text, from(client))).status).toBe(200);
    }
    const other = ask('2.2.2.2', look);
    await vi.waitFor(() => expect(looking()).toBe(5));
    letGo();
    expect((await other).status).toBe(200);
    const statuses = (await Promise.all(attack)).map(({ status }) => status);
    // Four at a time and sixteen that wait; the others are too many.
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(13);
    expect(await metrics()).toContain('verifications_in_flight 0');
    expect(await metrics()).toContain('requests_waiting{work="looking"} 0');
  });
  test('say when to come back, as far as that is known', async () => {
    const { ask, looking, letGo } = start({ deadlineMs: 20_000, waitingPerClient: 1 });
    const attack = Array.from({ length: 5 }, () => ask('1.1.1.1', look));
    await vi.waitFor(() => expect(looking()).toBe(4));
    const refused = await ask('1.1.1.1', look, stream);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(1);
    expect(seconds).toBeLessThanOrEqual(25);
    expect(await problem(refused)).toMatchObject({
      status: 429,
      detail: `At most 4 run at the same time from one address, and some wait. Try again in ${seconds} seconds.`,
    });
    letGo();
    await Promise.all(attack);
  });
});

test('many networks of one site leave places, and room to wait, for others', async () => {
  const { ask, looking, waiting, letGo } = start();
  const attack = Array.from({ length: 100 }, (_, index) =>
    ask(`2001:db8:1:${index.toString(16)}::1`, look),
  );
  await vi.waitFor(() => expect(looking()).toBe(16));
  const others = ['2001:db8:2::1', '1.1.1.1'].map((client) => ask(client, look));
  await vi.waitFor(() => expect(looking()).toBe(18));
  expect(await waiting()).toBe(64);
  letGo();
  for (const answer of await Promise.all(others)) expect(answer.status).toBe(200);
  const statuses = (await Promise.all(attack)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20);
});

test('many clients who take all places make a newcomer wait for one turn, and say so', async () => {
  const { ask, looking, waiting, answerOne, letGo } = start({ concurrent: 8 });
  const attack = ['1.1.1.1', '2.2.2.2'].flatMap((client) =>
    Array.from({ length: 10 }, () => ask(client, look)),
  );
  await vi.waitFor(() => expect(looking()).toBe(8));
  expect(await waiting()).toBe(12);
  const answer = await ask('3.3.3.3', look, stream);
  expect(await waiting()).toBe(13);
  const newcomer = eventsOf(answer);
  for (let turn = 0; turn < 2; turn++) {
    answerOne();
    await vi.waitFor(() => expect(looking()).toBe(8));
  }
  // The first place goes to one of them, the second to the newcomer, though twelve came before.
  expect(await waiting()).toBe(11);
  letGo();
  const events = await newcomer;
  expect(events.slice(0, 3)).toMatchObject([
    {
      type: 'waiting',
      message:
        'As many verifications as may run at the same time are under way. 2 others are before yours. It begins within 30 seconds, or you are told when to try again.',
    },
    { type: 'waiting', message: expect.stringContaining('1 other is before yours.') },
    { type: 'plan' },
  ]);
  expect(events.at(-1)?.type).toBe('report');
  await Promise.all(attack);
});

describe('a client in the queue', () => {
  const taken = async (limits: Partial<Limits> = {}) => {
    const server = start({ concurrent: 1, ...limits });
    const first = server.ask('1.1.1.1', look);
    await vi.waitFor(() => expect(server.looking()).toBe(1));
    return { ...server, first };
  };
  test('that leaves is in it no more', async () => {
    const { app, ask, first, waiting, looking, metrics, letGo } = await taken();
    const streaming = await ask('2.2.2.2', look, stream);
    const leaving = new AbortController();
    const body = JSON.stringify(look);
    const headers = { 'content-type': 'application/json', ...from('3.3.3.3') };
    const json = Promise.resolve(
      app.request('/v1/verifications', {
        ...{ method: 'POST', headers, body, signal: leaving.signal },
      }),
    ).catch(() => undefined);
    await vi.waitFor(async () => expect(await waiting()).toBe(2));
    await streaming.body?.cancel();
    await vi.waitFor(async () => expect(await waiting()).toBe(1));
    leaving.abort();
    await json;
    expect(await waiting()).toBe(0);
    expect(looking()).toBe(1);
    letGo();
    await first;
    expect(await metrics()).toContain('verifications_in_flight 0');
  });
  test('is told when its time is up', async () => {
    const { ask, first, letGo } = await taken({ patienceMs: 50 });
    expect(await problem(ask('2.2.2.2', look))).toMatchObject({
      status: 503,
      type: expect.stringMatching(/busy$/),
    });
    const events = await eventsOf(await ask('2.2.2.2', look, stream));
    expect(events.map(({ type }) => type)).toEqual(['waiting', 'problem']);
    expect(events[1]).toMatchObject({
      status: 503,
      detail: expect.stringMatching(/Try again in \d+ seconds\.$/),
    });
    letGo();
    await first;
  });
});

test('places are given back after a failure of ours', async () => {
  const { post, registry } = serve({
    limits: { concurrent: 1 },
    collectorsFor: () => {
      throw new Error('broken');
    },
  });
  for (let count = 0; count < 2; count++)
    expect((await post('/v1/verifications', look)).status).toBe(500);
  expect(await eventsOf(await post('/v1/verifications', look, stream))).toMatchObject([
    { type: 'problem', status: 500 },
  ]);
  expect(await registry.metrics()).toContain('verifications_in_flight 0');
});
