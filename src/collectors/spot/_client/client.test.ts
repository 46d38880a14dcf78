import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { endpoint } from '../../../evidence/spot/_shared/envelope.ts';
import accounts from '../../../evidence/spot/accounts.ts';
import awsCredentials from '../../../evidence/spot/aws-credentials.ts';
import { Simulator, type World } from '../../../simulator/index.ts';
import { createSpotOrganization, createSpotToken } from '../../../simulator/spot/seed.ts';
import { createSpotClient } from './client.ts';
import { openSpotCollectors } from './open-collectors.ts';

const simulator = new Simulator();
const server = setupServer(...simulator.mswHandlers());
let world: World;
let token: string;
const never = new AbortController().signal;

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());
beforeEach(() => {
  world = simulator.createWorld();
  token = createSpotToken(world, createSpotOrganization(world, { name: 'Example Corp' })).token;
});

const read = (path = '/setup/account', signal = never) =>
  createSpotClient(async () => token).read(accounts, `${endpoint}${path}`, signal);

test('an answer is evidence, and a refusal is an answer', async () => {
  expect(await read()).toMatchObject({
    status: 'found',
    value: { response: { status: { code: 200 }, items: [{ name: 'Example Corp' }] } },
  });
  token = 'wrong';
  expect(await read()).toMatchObject({
    status: 'found',
    value: { response: { status: { code: 401 } } },
  });
});

test('what is not on the list is never sent', async () => {
  await expect(read('/setup/organization')).rejects.toThrow(/before it was sent/);
  await expect(read('/setup/credentials/aws?accountId=act-1&x=y')).rejects.toThrow(
    /before it was sent/,
  );
  expect(world.calls).toEqual([]);
});

test.each([
  ['throttling', new Response('{}', { status: 429 }), /takes no more calls/],
  ['an error of Spot', new Response('oops', { status: 502 }), /answered 502/],
  [
    'a page of the network',
    new Response('<html>sign in</html>', { status: 200 }),
    /something in between/,
  ],
  [
    'more than any answer',
    new Response(' '.repeat(17 * 1024 * 1024), { status: 200 }),
    /Not Spot but something in between answered: an answer of more than/,
  ],
  [
    'a redirect to a sign-in page',
    new Response(null, { status: 302, headers: { location: 'https://sign-in.proxy.example/' } }),
    /something in between answered: a redirect \(HTTP 302\)/,
  ],
  ['half an answer', new Response('{"response":{"sta', { status: 200 }), /something in between/],
])('%s is unreachable, never an empty organization', async (_, response, message) => {
  world.chaos = { intercept: () => response };
  expect(await read()).toMatchObject({
    status: 'unreachable',
    message: expect.stringMatching(message),
  });
});

test('the token comes back from nobody who quotes it', async () => {
  const quoting = {
    response: { status: { code: 500 }, errors: [{ message: `Bearer ${token} is not known` }] },
  };
  world.chaos = { intercept: () => Response.json(quoting, { status: 400 }) };
  expect(token.length).toBeGreaterThan(20);
  const seen = JSON.stringify(await read());
  expect(seen).toContain('Bearer (token) is not known');
  expect(seen).not.toContain(token);
});

test('a reader who leaves stops the call', async () => {
  world.chaos = { intercept: () => new Promise<Response>(() => undefined) };
  const left = new AbortController();
  const answer = read('/setup/account', left.signal);
  setTimeout(() => left.abort(), 20);
  expect(await answer).toMatchObject({
    status: 'unreachable',
    message: expect.stringContaining('stopped'),
  });
});

test('without a token nothing is asked, and the account ID cannot leave its place in the path', async () => {
  const missing = vi.fn(async () => Promise.reject(new Error('Set SPOT_TOKEN.')));
  expect(await createSpotClient(missing).read(accounts, accounts.url, never)).toEqual({
    status: 'notCollected',
    message: 'Set SPOT_TOKEN.',
  });
  const collectors = openSpotCollectors({ token: async () => token });
  const context = {
    signal: never,
    now: () => new Date(),
    need: async () => ({ status: 'notCollected' as const, message: '' }),
    waiting: () => undefined,
  };
  await collectors.collect(awsCredentials, {
    ...context,
    inputs: { spotAccountId: 'act-1&x=y/z' },
  });
  expect(world.calls.map(({ operation }) => operation)).toEqual(['GET /setup/credentials/aws']);
});
