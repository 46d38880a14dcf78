import { setTimeout as wait } from 'node:timers/promises';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import customRoles from '../../../evidence/azure/custom-roles.ts';
import subscription from '../../../evidence/azure/subscription.ts';
import { asEvidence } from '../../kernel/as-evidence.ts';
import { classify } from './classify.ts';
import { createAzureClient } from './client.ts';
import { requireReading } from './guard.ts';
import { AzureRefusal, NoAzureCredentials } from './refusals.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' } as never));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const address = 'https://management.azure.com/subscriptions/s?api-version=2022-12-01';
const named = { 'x-ms-request-id': 'r' };
const client = (options = {}) =>
  createAzureClient({ accessToken: async () => 'token' }, { maxAttempts: 1, ...options });
const never = new AbortController().signal;
const answering = (make: (request: Request) => Response | Promise<Response>) => {
  let calls = 0;
  server.use(
    http.all('https://management.azure.com/*', ({ request }) => {
      calls += 1;
      return make(request);
    }),
  );
  return () => calls;
};
const failure = async (run: Promise<unknown>) =>
  classify(
    subscription,
    await run.then(
      () => expect.unreachable('It should have been refused.'),
      (error: unknown) => error,
    ),
  );

describe('what may be asked', () => {
  test.each([
    ['GET', 'https://management.azure.com/subscriptions/s', true],
    ['GET', 'https://management.azure.com/providers/Microsoft.Authorization/roleDefinitions', true],
    [
      'GET',
      'https://management.azure.com/subscriptions/s/providers/Microsoft.Authorization/roleAssignments',
      true,
    ],
    ['GET', "https://graph.microsoft.com/v1.0/applications(appId='x')", true],
    ['DELETE', 'https://management.azure.com/subscriptions/s', false],
    [
      'PUT',
      'https://management.azure.com/subscriptions/s/providers/Microsoft.Authorization/roleAssignments',
      false,
    ],
    ['POST', 'https://graph.microsoft.com/v1.0/me', false],
    ['GET', 'http://management.azure.com/subscriptions/s', false],
    ['GET', 'https://management.azure.com:8443/subscriptions/s', false],
    ['GET', 'https://u@management.azure.com/subscriptions/s', false],
    ['GET', 'https://management.azure.com.example.com/subscriptions/s', false],
    ['GET', 'https://management.azure.com/subscriptions/s/resourcegroups/x', false],
    ['GET', 'https://management.azure.com/subscriptions/s%2f..%2fx', false],
    ['GET', 'https://graph.microsoft.com/v1.0/users', false],
    ['GET', 'https://graph.microsoft.com/beta/me', false],
  ])('%s %s: %s', (method, url, expected) => {
    const asked = expect(() => requireReading(method, new URL(url)));
    if (expected) asked.not.toThrow();
    else asked.toThrow('refused before it was sent');
  });

  test('what is not on the list never leaves, and is a defect', async () => {
    const calls = answering(() => HttpResponse.json({}, { headers: named }));
    const refused = client().get(
      'https://management.azure.com/subscriptions/s/resourceGroups/x/vaults',
      never,
    );
    await expect(refused).rejects.toThrow('refused before it was sent');
    await expect(failure(client().get('https://example.com/x', never))).rejects.toThrow(
      'refused before it was sent',
    );
    expect(calls()).toBe(0);
  });
});

test('no content is an answer without rows, and only when Azure sends it', async () => {
  const ask = () =>
    client().query(
      'https://management.azure.com/subscriptions/s/providers/Microsoft.CostManagement/query?api-version=2023-11-01',
      {},
      never,
    );
  answering(() => new HttpResponse(null, { status: 204, headers: named }));
  expect(await ask()).toBeUndefined();
  answering(() => new HttpResponse(null, { status: 204 }));
  expect(await failure(ask())).toMatchObject({
    status: 'unreachable',
    message: expect.stringContaining('no request id of Azure'),
  });
});

describe('lists', () => {
  test('come whole, over all pages', async () => {
    answering((request) => {
      const page = Number(new URL(request.url).searchParams.get('page') ?? 1);
      const next =
        page < 3 ? { nextLink: `https://management.azure.com/subscriptions?page=${page + 1}` } : {};
      return HttpResponse.json({ value: [page], ...next }, { headers: named });
    });
    expect(await client().get('https://management.azure.com/subscriptions', never)).toMatchObject({
      value: [1, 2, 3],
    });
  });

  test('the token follows no next page to another host, or without end', async () => {
    answering(() =>
      HttpResponse.json(
        { value: [], nextLink: 'https://evil.example.com/subscriptions' },
        { headers: named },
      ),
    );
    expect(
      await failure(client().get('https://management.azure.com/subscriptions', never)),
    ).toMatchObject({ status: 'unreachable' });
    const calls = answering(() =>
      HttpResponse.json(
        { value: [1], '@odata.nextLink': 'https://management.azure.com/subscriptions' },
        { headers: named },
      ),
    );
    expect(
      await failure(client().get('https://management.azure.com/subscriptions', never)),
    ).toMatchObject({ status: 'unreachable' });
    expect(calls()).toBe(50);
  });

  test('a broken second page is no shorter list', async () => {
    answering((request) =>
      request.url.includes('page=2')
        ? HttpResponse.json(
            { error: { code: 'AuthorizationFailed', message: 'x' } },
            { status: 403, headers: named },
          )
        : HttpResponse.json(
            { value: [1], nextLink: 'https://management.azure.com/subscriptions?page=2' },
            { headers: named },
          ),
    );
    expect(
      await failure(client().get('https://management.azure.com/subscriptions', never)),
    ).toMatchObject({ status: 'denied' });
  });
});

describe('answers that are none', () => {
  test.each([
    [
      'a sign-in page',
      () =>
        new HttpResponse('<html></html>', { headers: { 'content-type': 'text/html', ...named } }),
    ],
    [
      'a redirection',
      () =>
        new HttpResponse(null, { status: 302, headers: { location: 'https://login.example.com' } }),
    ],
    ['JSON of somebody else', () => HttpResponse.json({ subscriptionId: 's' })],
    [
      'half an answer',
      () =>
        new HttpResponse('{"value":[', {
          headers: { 'content-type': 'application/json', ...named },
        }),
    ],
    ['an empty answer', () => new HttpResponse('', { headers: named })],
    ['a bare 404', () => new HttpResponse('not found', { status: 404 })],
    ['a bare 403', () => new HttpResponse('blocked by proxy', { status: 403 })],
    ['an error of another shape', () => HttpResponse.json({ message: 'no' }, { status: 403 })],
    ['a bare 502', () => new HttpResponse('bad gateway', { status: 502 })],
    ['a list', () => HttpResponse.json([], { headers: named })],
    ['nothing at all', () => HttpResponse.error()],
  ])('%s is unreachable, never absent', async (_, make) => {
    answering(make);
    expect(await failure(client().get(address, never))).toMatchObject({ status: 'unreachable' });
  });

  test('no answer in time', async () => {
    answering(async () => {
      await wait(500);
      return HttpResponse.json({}, { headers: named });
    });
    const slow = await failure(client({ requestTimeoutMs: 50 }).get(address, never));
    expect(slow).toEqual({
      status: 'unreachable',
      message: expect.stringContaining('did not answer in time'),
    });
  });

  test('a client that left', async () => {
    answering(async () => {
      await wait(500);
      return HttpResponse.json({}, { headers: named });
    });
    expect(await failure(client().get(address, AbortSignal.timeout(50)))).toMatchObject({
      status: 'unreachable',
    });
    expect(await failure(client().get(address, AbortSignal.abort()))).toMatchObject({
      status: 'unreachable',
    });
  });
});

test('throttling and trouble are tried again, refusals are not', async () => {
  const flaky = answering(() =>
    flaky() < 3
      ? HttpResponse.json(
          { error: { code: 'TooManyRequests', message: 'x' } },
          { status: 429, headers: named },
        )
      : HttpResponse.json({ subscriptionId: 's' }, { headers: named }),
  );
  expect(await client({ maxAttempts: 3 }).get(address, never)).toEqual({ subscriptionId: 's' });
  const refused = answering(() =>
    HttpResponse.json(
      { error: { code: 'AuthorizationFailed', message: 'x' } },
      { status: 403, headers: named },
    ),
  );
  await expect(client({ maxAttempts: 3 }).get(address, never)).rejects.toThrow(AzureRefusal);
  expect(refused()).toBe(1);
});

test('one sign-in serves all requests; none is a refusal with words', async () => {
  answering(() => HttpResponse.json({ value: [] }, { headers: named }));
  let asked = 0;
  const counting = createAzureClient({
    accessToken: async () => {
      asked += 1;
      return 'token';
    },
  });
  await Promise.all([counting.get(address, never), counting.get(address, never)]);
  expect(asked).toBe(1);
  const nobody = createAzureClient({
    accessToken: () => Promise.reject(new NoAzureCredentials('Azure CLI is not signed in.')),
  });
  expect(await failure(nobody.get(address, never))).toMatchObject({
    status: 'denied',
    code: 'CredentialUnavailable',
    message: expect.stringContaining('az login'),
  });
});

test('what the schema does not know is no evidence', () => {
  expect(asEvidence(customRoles, { value: [{ name: 'x' }] })).toMatchObject({
    status: 'unreachable',
  });
});
