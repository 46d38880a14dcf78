import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openSpotSignIn } from './spot-session.ts';

const id = '11111111-2222-4333-8444-555555555555';
const clientSecret = 'abc8Q~MARKER-of-a-client-secret-40-chars';
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  vi.unstubAllEnvs();
  server.resetHandlers();
});
afterAll(() => server.close());

/** Whoever is asked besides Microsoft, and what came along. */
function elsewhere(): string[] {
  const asked: string[] = [];
  server.use(
    http.all('https://elsewhere.example/*', async ({ request }) => {
      asked.push(`${request.url} ${await request.text()}`);
      return HttpResponse.json({ access_token: 'x', expires_in: 3600, token_type: 'Bearer' });
    }),
  );
  return asked;
}

const token = (signal = new AbortController().signal) =>
  openSpotSignIn({ tenantId: id, clientId: id, clientSecret }).token(
    'https://management.azure.com',
    signal,
  );

test('the secret goes to Microsoft Entra alone, whatever the machine is set to', async () => {
  const asked = elsewhere();
  vi.stubEnv('AZURE_AUTHORITY_HOST', 'https://elsewhere.example');
  server.use(
    http.post('https://login.microsoftonline.com/*', () =>
      HttpResponse.json({ access_token: 'of Microsoft', expires_in: 3600, token_type: 'Bearer' }),
    ),
  );
  expect(await token()).toBe('of Microsoft');
  expect(asked).toEqual([]);
});

test('a redirect of the sign-in is not followed', async () => {
  const asked = elsewhere();
  server.use(
    http.all(
      'https://login.microsoftonline.com/*',
      () =>
        new HttpResponse(null, {
          status: 307,
          headers: { location: 'https://elsewhere.example/token' },
        }),
    ),
  );
  await expect(token()).rejects.toThrow();
  expect(asked).toEqual([]);
});

test('a reader who leaves does not wait for a sign-in that nobody answers', async () => {
  server.use(
    http.all('https://login.microsoftonline.com/*', () => new Promise<never>(() => undefined)),
  );
  await expect(token(AbortSignal.timeout(50))).rejects.toMatchObject({ name: 'TimeoutError' });
}, 3_000);
