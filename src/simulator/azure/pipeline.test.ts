import { describe, expect, test } from 'vitest';
import { accessTokenFor, signToken } from './entra/tokens.ts';
import { createTenant, createUser } from './seed.ts';
import { type Contoso, contoso, send } from './testing.ts';

const arm = 'https://management.azure.com';
const subscriptionUrl = ({ subscription }: Contoso) =>
  `${arm}/subscriptions/${subscription.id}?api-version=2022-12-01`;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

interface Asked {
  headers?: Record<string, string>;
  url?: string;
}

/** when, headers and address of the request, status, code, words of the message. */
type Row = [string, (azure: Contoso) => Asked | Promise<Asked>, number, string, RegExp];

const armRows: Row[] = [
  [
    'there is no token',
    () => ({}),
    401,
    'AuthenticationFailed',
    /The 'Authorization' header is missing\./,
  ],
  [
    'the scheme is another one',
    () => ({ headers: { authorization: 'Basic abc' } }),
    401,
    'AuthenticationFailedInvalidHeader',
    /invalid format/,
  ],
  [
    'the token is no JWT',
    () => ({ headers: bearer('nonsense') }),
    401,
    'InvalidAuthenticationToken',
    /The access token is invalid/,
  ],
  [
    'the token was changed',
    async ({ world, member }) => {
      const [head, , signature] = (await accessTokenFor(world, member)).split('.');
      const claims = (
        await accessTokenFor(world, member, 'https://management.core.windows.net/')
      ).split('.')[1];
      return { headers: bearer(`${head}.${claims}.${signature}`) };
    },
    ...([401, 'InvalidAuthenticationToken', /signature/] as const),
  ],
  [
    'the token is of another world',
    async () => {
      const other = contoso();
      return { headers: bearer(await accessTokenFor(other.world, other.member)) };
    },
    ...([401, 'InvalidAuthenticationToken', /signature/] as const),
  ],
  [
    'the token is for Graph',
    async ({ world, member }) => ({
      headers: bearer(await accessTokenFor(world, member, 'https://graph.microsoft.com/')),
    }),
    ...([
      401,
      'InvalidAuthenticationTokenAudience',
      /wrong audience or resource 'https:\/\/graph\.microsoft\.com\/'/,
    ] as const),
  ],
  [
    'the token has expired by the clock of the world',
    async ({ world, member }) => {
      const headers = bearer(await accessTokenFor(world, member));
      world.clock.advance(3600 * 1000);
      return { headers };
    },
    ...([
      401,
      'ExpiredAuthenticationToken',
      /expiry UTC time '\d+\/\d+\/\d{4} \d+:\d\d:\d\d [AP]M' is earlier than current UTC time/,
    ] as const),
  ],
  [
    'the user was deleted',
    async ({ world, tenant, member }) => {
      const headers = bearer(await accessTokenFor(world, member));
      tenant.users.delete(member.objectId);
      return { headers };
    },
    ...([401, 'InvalidAuthenticationToken', /invalid/] as const),
  ],
  [
    'the token is of another tenant',
    async ({ world }) => {
      const tenant = createTenant(world, { displayName: 'Fabrikam' });
      return {
        headers: bearer(await accessTokenFor(world, createUser(world, { tenant, upn: 'eve' }))),
      };
    },
    ...([
      401,
      'InvalidAuthenticationTokenTenant',
      /from the wrong issuer .+ It must match the tenant .+ associated with this subscription/,
    ] as const),
  ],
  [
    'the subscription id is no GUID',
    async ({ world, member }) => ({
      headers: bearer(await accessTokenFor(world, member)),
      url: `${arm}/subscriptions/Production?api-version=2022-12-01`,
    }),
    ...([400, 'InvalidSubscriptionId', /'Production' is malformed or invalid/] as const),
  ],
  [
    'the subscription does not exist',
    async ({ world, member }) => ({
      headers: bearer(await accessTokenFor(world, member)),
      url: `${arm}/subscriptions/${crypto.randomUUID()}?api-version=2022-12-01`,
    }),
    ...([404, 'SubscriptionNotFound', /could not be found/] as const),
  ],
  [
    'there is no api-version',
    (azure) => ({ url: subscriptionUrl(azure).split('?')[0] ?? '' }),
    400,
    'MissingApiVersionParameter',
    /is required for all requests/,
  ],
  [
    'the api-version does not exist',
    (azure) => ({ url: subscriptionUrl(azure).replace('2022-12-01', '1999-01-01') }),
    ...([400, 'InvalidApiVersionParameter', /'1999-01-01' is invalid/] as const),
  ],
];

describe('ARM refuses when', () => {
  test.each(armRows)('%s', async (_, request, status, code, words) => {
    const azure = contoso();
    const { headers = {}, url = subscriptionUrl(azure) } = await request(azure);
    const answer = await send([azure.world], 'GET', url, { headers });
    expect({ status: answer.status, code: answer.body.error.code }).toEqual({ status, code });
    expect(answer.body.error.message).toMatch(words);
    if (status === 401)
      expect(answer.headers.get('www-authenticate')).toMatch(
        /^Bearer authorization_uri="https:\/\/login\.windows\.net\//,
      );
  });
});

const graphRows: [
  string,
  (azure: Contoso) => Record<string, string> | Promise<Record<string, string>>,
  string,
  RegExp,
][] = [
  ['there is no token', () => ({}), 'InvalidAuthenticationToken', /Access token is empty/],
  ['the token is no JWT', () => bearer('nonsense'), 'InvalidAuthenticationToken', /parsing failed/],
  [
    'the token is for ARM',
    async ({ world, member }) => bearer(await accessTokenFor(world, member)),
    'InvalidAuthenticationToken',
    /Invalid audience/,
  ],
  [
    'the token has expired',
    async ({ world, member }) => {
      const headers = bearer(await accessTokenFor(world, member, 'https://graph.microsoft.com'));
      world.clock.advance(3600 * 1000);
      return headers;
    },
    ...(['InvalidAuthenticationToken', /expired/] as const),
  ],
  [
    'the service principal is gone',
    async ({ world, tenant, app }) => {
      const headers = bearer(
        await accessTokenFor(world, app.identity, 'https://graph.microsoft.com'),
      );
      tenant.servicePrincipals.clear();
      return headers;
    },
    ...(['Authorization_IdentityNotFound', /identity of the calling application/] as const),
  ],
  [
    'the claims are nonsense',
    async ({ world }) => bearer(await signToken(world, { aud: 'https://graph.microsoft.com' })),
    'Authorization_IdentityNotFound',
    /identity/,
  ],
];

describe('Graph refuses when', () => {
  test.each(graphRows)('%s', async (_, headers, code, words) => {
    const azure = contoso();
    const answer = await send(
      [azure.world],
      'GET',
      'https://graph.microsoft.com/v1.0/applications',
      { headers: await headers(azure) },
    );
    expect({ status: answer.status, code: answer.body.error.code }).toEqual({ status: 401, code });
    expect(answer.body.error.message).toMatch(words);
    expect(Object.keys(answer.body.error.innerError)).toEqual([
      'date',
      'request-id',
      'client-request-id',
    ]);
  });
});

describe('calls', () => {
  test('are recorded in the world of their token, with the principal and the code', async () => {
    const azure = contoso();
    const { world, member } = azure;
    const headers = bearer(await accessTokenFor(world, member, 'https://graph.microsoft.com'));
    await send([world], 'GET', 'https://graph.microsoft.com/v1.0/me', { headers });
    await send([world], 'GET', 'https://graph.microsoft.com/v1.0/applications/none', { headers });
    expect(world.calls).toMatchObject([
      { service: 'graph', operation: 'me.get', principal: member.userPrincipalName, status: 200 },
      {
        service: 'graph',
        operation: 'applications.get',
        status: 404,
        code: 'Request_ResourceNotFound',
      },
    ]);
  });

  test('can be answered in place of the service', async () => {
    const { world, member } = contoso();
    const headers = bearer(await accessTokenFor(world, member, 'https://graph.microsoft.com'));
    world.chaos.intercept = ({ operation }) =>
      operation === 'graph:me.get' ? new Response('{}', { status: 503 }) : undefined;
    expect(
      (await send([world], 'GET', 'https://graph.microsoft.com/v1.0/me', { headers })).status,
    ).toBe(503);
    expect(
      (await send([world], 'GET', 'https://graph.microsoft.com/v1.0/users', { headers })).status,
    ).toBe(200);
  });
});
