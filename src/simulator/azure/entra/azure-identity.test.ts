import { AuthenticationRequiredError, ClientSecretCredential } from '@azure/identity';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { World } from '../../world.ts';
import { azureCloud } from '../index.ts';
import { contoso } from '../testing.ts';
import { readToken } from './tokens.ts';

const worlds: World[] = [];
const server = setupServer(
  http.all(
    ({ request }) => azureCloud.owns(new URL(request.url).hostname),
    ({ request }) => azureCloud.answer(request, worlds),
  ),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

function azure() {
  const made = contoso();
  worlds.splice(0, worlds.length, made.world);
  return made;
}

const scope = 'https://management.azure.com/.default';

test('the Azure SDK signs in with a secret, discovery included, and ARM takes its token', async () => {
  const { world, tenant, app } = azure();
  const { token, expiresOnTimestamp } = await new ClientSecretCredential(
    tenant.id,
    app.application.appId,
    app.secret,
  ).getToken(scope);
  expect(readToken(token)?.claims).toMatchObject({
    tid: tenant.id,
    oid: app.servicePrincipal.id,
    aud: 'https://management.azure.com',
  });
  expect(expiresOnTimestamp).toBeGreaterThan(Date.now() + 3000 * 1000);
  const answer = await fetch('https://management.azure.com/subscriptions?api-version=2022-12-01', {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  expect(world.calls.map(({ service, status }) => [service, status])).toEqual([
    ['entra', 200],
    ['arm', 200],
  ]);
});

test('the Azure SDK passes on what Microsoft Entra says of a wrong secret and of a wrong tenant', async () => {
  const { tenant, app } = azure();
  const refused = async (tenantId: string, secret: string) =>
    new ClientSecretCredential(tenantId, app.application.appId, secret, {
      retryOptions: { maxRetries: 0 },
    })
      .getToken(scope)
      .then(
        () => undefined,
        (error: unknown) => error,
      );
  const wrongSecret = await refused(tenant.id, 'nonsense');
  expect(wrongSecret).toBeInstanceOf(AuthenticationRequiredError);
  expect(String(wrongSecret)).toContain('AADSTS7000215');
  const elsewhere = await refused(crypto.randomUUID(), app.secret);
  expect(String(elsewhere)).toContain('AADSTS90002');
});
