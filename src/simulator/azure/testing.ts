import { World } from '../world.ts';
import { accessTokenFor } from './entra/tokens.ts';
import { azureCloud } from './index.ts';
import { createApplication, createSubscription, createTenant, createUser } from './seed.ts';
import type { AzureIdentity } from './state.ts';

/**
 * For tests of the core, of Microsoft Entra ID and of Graph: a tenant with an administrator, a
 * member, a guest and an application with a secret.
 */
export function contoso() {
  const world = new World();
  const tenant = createTenant(world);
  const subscription = createSubscription(world, { tenant });
  const person = (upn: string, more: { directoryRoles?: string[]; guest?: boolean } = {}) =>
    createUser(world, { tenant, upn, ...more });
  return {
    world,
    tenant,
    subscription,
    admin: person('admin', { directoryRoles: ['Application Administrator'] }),
    global: person('global', { directoryRoles: ['Global Administrator'] }),
    member: person('member'),
    guest: person('guest', { guest: true }),
    app: createApplication(world, { tenant }),
  };
}

export type Contoso = ReturnType<typeof contoso>;

/** Sends a request to the simulated Azure of these worlds. */
export async function send(
  worlds: readonly World[],
  method: string,
  url: string,
  {
    headers = {},
    body,
  }: { headers?: Record<string, string>; body?: string | URLSearchParams } = {},
): Promise<{ status: number; headers: Headers; body: Body }> {
  const response = await azureCloud.answer(
    new Request(url, { method, headers, body: body ?? null }),
    worlds,
  );
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text ? JSON.parse(text) : undefined,
  };
}

/** Bodies of Graph, ARM and the token endpoint, as tests look into them. */
// biome-ignore lint/suspicious/noExplicitAny: a test names the members that it expects
export type Body = any;

/** Calls Microsoft Graph v1.0 as somebody. */
export async function graph(
  world: World,
  identity: AzureIdentity,
  method: string,
  path: string,
  body?: unknown,
) {
  return send([world], method, `https://graph.microsoft.com/v1.0${path}`, {
    headers: {
      authorization: `Bearer ${await accessTokenFor(world, identity, 'https://graph.microsoft.com/')}`,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

/** Posts a form to the version 2 token endpoint of a tenant. */
export function askToken(
  worlds: readonly World[],
  tenant: string,
  form: Record<string, string>,
  version: 'v2.0/' | '' = 'v2.0/',
) {
  const url = `https://login.microsoftonline.com/${tenant}/oauth2/${version}token`;
  return send(worlds, 'POST', url, { body: new URLSearchParams(form) });
}
