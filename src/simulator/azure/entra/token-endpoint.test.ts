import { describe, expect, test } from 'vitest';
import { addSecret, createApplication, createServicePrincipal, createTenant } from '../seed.ts';
import { askToken, type Body, type Contoso, contoso, send } from '../testing.ts';
import { readToken, verifyToken } from './tokens.ts';

const scope = 'https://management.azure.com/.default';
const client = ({ app }: Contoso, more: Record<string, string> = {}) => ({
  grant_type: 'client_credentials',
  client_id: app.application.appId,
  client_secret: app.secret,
  scope,
  ...more,
});

describe('client credentials', () => {
  test('answer an access token for the service principal, with its real claims', async () => {
    const azure = contoso();
    const { status, body, headers } = await askToken([azure.world], azure.tenant.id, client(azure));
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(body).toEqual({
      token_type: 'Bearer',
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: expect.any(String),
    });
    const { tenant, app } = azure;
    expect(readToken(body.access_token)).toMatchObject({
      header: { alg: 'RS256', kid: azure.world.azure.keyId },
      claims: {
        aud: 'https://management.azure.com',
        iss: `https://sts.windows.net/${tenant.id}/`,
        tid: tenant.id,
        idtyp: 'app',
        oid: app.servicePrincipal.id,
        sub: app.servicePrincipal.id,
        appid: app.application.appId,
        appidacr: '1',
      },
    });
    expect(await verifyToken(azure.world, body.access_token)).toBe(true);
  });

  test('work with the domain for the tenant, with two slashes in the scope, and at version 1', async () => {
    const azure = contoso();
    const { world, tenant } = azure;
    expect((await askToken([world], tenant.defaultDomain, client(azure))).status).toBe(200);
    const double = await askToken(
      [world],
      tenant.id,
      client(azure, { scope: 'https://management.core.windows.net//.default' }),
    );
    expect(readToken(double.body.access_token)?.claims.aud).toBe(
      'https://management.core.windows.net/',
    );
    const { scope: _, ...form } = client(azure);
    const first = await askToken(
      [world],
      tenant.id,
      { ...form, resource: 'https://management.azure.com/' },
      '',
    );
    expect(first.body).toMatchObject({
      token_type: 'Bearer',
      expires_in: '3599',
      resource: 'https://management.azure.com/',
    });
  });

  test('are refused where Conditional Access blocks the service principal', async () => {
    const azure = contoso();
    const policy = {
      displayName: 'Only from our network',
      state: 'enabled' as const,
      includeServicePrincipals: ['ServicePrincipalsInMyTenant'],
      excludeServicePrincipals: [] as string[],
    };
    const ask = () => askToken([azure.world], azure.tenant.id, client(azure));
    azure.tenant.conditionalAccessPolicies = [policy];
    const { status, body } = await ask();
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
    expect(body.error_description).toMatch(
      /^AADSTS53003: Access has been blocked by Conditional Access policies\. The access policy does not allow token issuance\. Trace ID/,
    );
    policy.excludeServicePrincipals = [azure.app.servicePrincipal.id];
    expect((await ask()).status).toBe(200);
    azure.tenant.conditionalAccessPolicies = [
      { ...policy, excludeServicePrincipals: [], state: 'enabledForReportingButNotEnforced' },
    ];
    expect((await ask()).status).toBe(200);
  });

  test('of another world with the same tenant id stay there', async () => {
    const [one, two] = [contoso(), contoso()];
    two.world.azure.tenants.set(one.tenant.id, { ...two.tenant, id: one.tenant.id });
    const { status, body } = await askToken([two.world, one.world], one.tenant.id, client(one));
    expect(status).toBe(200);
    expect(await verifyToken(one.world, body.access_token)).toBe(true);
    expect(await verifyToken(two.world, body.access_token)).toBe(false);
    expect(one.world.calls).toMatchObject([
      { service: 'entra', operation: 'token:client_credentials', status: 200 },
    ]);
    expect(two.world.calls).toEqual([]);
  });

  test('of an application of another tenant work after its service principal is there', async () => {
    const azure = contoso();
    const other = createTenant(azure.world, { displayName: 'Fabrikam' });
    expect((await askToken([azure.world], other.id, client(azure))).body.error_codes).toEqual([
      700016,
    ]);
    createServicePrincipal(azure.world, other, azure.app.application);
    expect((await askToken([azure.world], other.id, client(azure))).status).toBe(200);
  });
});

const day = 24 * 60 * 60 * 1000;

/**
 * when, what is changed or sent instead, AADSTS number, OAuth error, status, words of the
 * description.
 */
const refusals: [
  string,
  (azure: Contoso) => { tenant?: string; form?: Record<string, string> },
  number,
  string,
  number,
  RegExp,
][] = [
  [
    'the secret is wrong',
    () => ({ form: { client_secret: 'nonsense' } }),
    7000215,
    'invalid_client',
    401,
    /^AADSTS7000215: Invalid client secret provided\. Ensure the secret being sent in the request is the client secret value, not the client secret ID/,
  ],
  [
    'the Secret ID is sent instead of the Value',
    ({ app }) => ({ form: { client_secret: app.application.passwordCredentials[0]?.keyId ?? '' } }),
    ...([7000215, 'invalid_client', 401, /not the client secret ID/] as const),
  ],
  [
    'the secret was removed',
    ({ app }) => {
      app.application.passwordCredentials = [];
      return {};
    },
    ...([7000215, 'invalid_client', 401, /Invalid client secret/] as const),
  ],
  [
    'the secret has expired by the clock of the world',
    ({ world }) => {
      world.clock.advance(731 * day);
      return {};
    },
    ...([
      7000222,
      'invalid_client',
      401,
      /The provided client secret keys for app '.+' are expired/,
    ] as const),
  ],
  [
    'the secret starts later',
    ({ app, world }) => ({
      form: {
        client_secret: addSecret(world, app.application, { startAt: world.clock.now() + day })
          .secret,
      },
    }),
    ...([7000222, 'invalid_client', 401, /expired/] as const),
  ],
  [
    'there is no secret',
    () => ({ form: { client_secret: '' } }),
    7000216,
    'invalid_client',
    401,
    /'client_secret'/,
  ],
  [
    'the client id is unknown',
    () => ({ form: { client_id: crypto.randomUUID() } }),
    700016,
    'unauthorized_client',
    400,
    /was not found in the directory 'Contoso'/,
  ],
  [
    'the object id is sent as the client id',
    ({ app }) => ({ form: { client_id: app.application.id } }),
    700016,
    'unauthorized_client',
    400,
    /was not found/,
  ],
  [
    'a display name is sent as the client id',
    () => ({ form: { client_id: 'Spot' } }),
    700016,
    'unauthorized_client',
    400,
    /identifier 'Spot'/,
  ],
  [
    'there is no client id',
    () => ({ form: { client_id: '' } }),
    900144,
    'invalid_request',
    400,
    /'client_id'/,
  ],
  [
    'the tenant does not exist',
    () => ({ tenant: crypto.randomUUID() }),
    90002,
    'invalid_request',
    400,
    /^AADSTS90002: Tenant '.+' not found/,
  ],
  [
    'the domain does not exist',
    () => ({ tenant: 'nobody.example.com' }),
    90002,
    'invalid_request',
    400,
    /'nobody\.example\.com'/,
  ],
  [
    'the tenant is neither a GUID nor a domain',
    () => ({ tenant: 'my%20tenant' }),
    900023,
    'invalid_request',
    400,
    /'my tenant' is neither a valid DNS name/,
  ],
  [
    'no tenant is named',
    () => ({ tenant: 'common' }),
    50059,
    'invalid_request',
    400,
    /No tenant-identifying information/,
  ],
  [
    'the application has no service principal',
    ({ tenant, app }) => {
      tenant.servicePrincipals.delete(app.servicePrincipal.id);
      return {};
    },
    ...([7000229, 'invalid_client', 401, /is missing service principal in the tenant/] as const),
  ],
  [
    'the service principal is disabled',
    ({ app }) => {
      app.servicePrincipal.accountEnabled = false;
      return {};
    },
    ...([7000112, 'unauthorized_client', 400, /is disabled/] as const),
  ],
  [
    'the scope has no /.default',
    () => ({ form: { scope: 'https://management.azure.com/user_impersonation' } }),
    1002012,
    'invalid_scope',
    400,
    /\/\.default suffixed/,
  ],
  [
    'two scopes are asked for',
    () => ({ form: { scope: `${scope} openid` } }),
    70011,
    'invalid_scope',
    400,
    /'scope' is not valid/,
  ],
  ['there is no scope', () => ({ form: { scope: '' } }), 900144, 'invalid_request', 400, /'scope'/],
  [
    'the resource is unknown',
    () => ({ form: { scope: 'https://example.com/.default' } }),
    500011,
    'invalid_resource',
    400,
    /https:\/\/example\.com was not found/,
  ],
  [
    'the grant is unknown',
    () => ({ form: { grant_type: 'magic' } }),
    70003,
    'unsupported_grant_type',
    400,
    /'magic'/,
  ],
  [
    'there is no grant',
    () => ({ form: { grant_type: '' } }),
    900144,
    'invalid_request',
    400,
    /'grant_type'/,
  ],
];

describe('client credentials are refused when', () => {
  test.each(refusals)('%s', async (_, change, number, error, status, words) => {
    const azure = contoso();
    const { tenant = azure.tenant.id, form = {} } = change(azure);
    const answer = await askToken([azure.world], tenant, client(azure, form));
    expect({
      status: answer.status,
      error: answer.body.error,
      codes: answer.body.error_codes,
    }).toEqual({ status, error, codes: [number] });
    expect(answer.body.error_description).toMatch(words);
    expectErrorShape(answer.body, number);
  });
});

function expectErrorShape(body: Body, number: number) {
  expect(Object.keys(body)).toEqual([
    'error',
    'error_description',
    'error_codes',
    'timestamp',
    'trace_id',
    'correlation_id',
    'error_uri',
  ]);
  expect(body.error_description).toMatch(
    / Trace ID: [0-9a-f-]{36} Correlation ID: [0-9a-f-]{36} Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
  );
  expect(body.error_uri).toBe(`https://login.microsoftonline.com/error?code=${number}`);
}

describe('refresh tokens', () => {
  const form = (token: string, more: Record<string, string> = {}) => ({
    grant_type: 'refresh_token',
    client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
    refresh_token: token,
    scope: 'https://graph.microsoft.com//.default offline_access openid profile',
    client_info: '1',
    ...more,
  });

  test('answer tokens of the user', async () => {
    const { world, tenant, member } = contoso();
    const { status, body } = await askToken([world], tenant.id, form(member.refreshToken));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      foci: '1',
      refresh_token: member.refreshToken,
    });
    const { claims } = readToken(body.access_token) ?? {};
    expect(claims).toMatchObject({
      aud: 'https://graph.microsoft.com/',
      idtyp: 'user',
      oid: member.objectId,
      upn: member.userPrincipalName,
    });
    expect(JSON.parse(Buffer.from(body.client_info, 'base64url').toString())).toEqual({
      uid: member.objectId,
      utid: tenant.id,
    });
  });

  test('answer id tokens that az takes though the world is days ahead', async () => {
    const { world, tenant, member } = contoso();
    world.clock.advance(5 * day);
    const { body } = await askToken([world], tenant.id, form(member.refreshToken));
    expect(readToken(body.id_token)?.claims.nbf).toBeLessThanOrEqual(Date.now() / 1000);
  });

  type Change = (azure: Contoso) => { token?: string; tenant?: string; scope?: string } | undefined;
  const cases: [string, Change, number, string][] = [
    ['it is unknown', () => ({ token: 'nonsense' }), 9002313, 'invalid_grant'],
    [
      'the session was ended',
      ({ world, member }) =>
        void Object.assign(world.azure.refreshTokens.get(member.refreshToken) ?? {}, {
          revoked: true,
        }),
      50173,
      'invalid_grant',
    ],
    [
      'the account is disabled',
      ({ tenant, member }) =>
        void Object.assign(tenant.users.get(member.objectId) ?? {}, { accountEnabled: false }),
      50057,
      'invalid_grant',
    ],
    [
      'the tenant is another one',
      ({ world }) => ({ tenant: createTenant(world, { displayName: 'Fabrikam' }).id }),
      50020,
      'invalid_grant',
    ],
    [
      'the tenant does not exist',
      () => ({ tenant: crypto.randomUUID() }),
      90002,
      'invalid_request',
    ],
    [
      'the resource is unknown',
      () => ({ scope: 'https://example.com/.default' }),
      500011,
      'invalid_resource',
    ],
  ];
  test.each(cases)('are refused when %s', async (_, change, number, error) => {
    const azure = contoso();
    const {
      token = azure.member.refreshToken,
      tenant = azure.tenant.id,
      scope,
    } = change(azure) ?? {};
    const { status, body } = await askToken(
      [azure.world],
      tenant,
      form(token, scope ? { scope } : {}),
    );
    expect({ status, error: body.error, codes: body.error_codes }).toEqual({
      status: 400,
      error,
      codes: [number],
    });
  });
});

describe('discovery', () => {
  const get = (azure: Contoso, path: string) =>
    send([azure.world], 'GET', `https://login.microsoftonline.com${path}`);

  test('names the endpoints of a tenant, also by its domain', async () => {
    const azure = contoso();
    const { body } = await get(
      azure,
      `/${azure.tenant.defaultDomain}/v2.0/.well-known/openid-configuration`,
    );
    expect(body).toMatchObject({
      issuer: `https://login.microsoftonline.com/${azure.tenant.id}/v2.0`,
      token_endpoint: `https://login.microsoftonline.com/${azure.tenant.id}/oauth2/v2.0/token`,
    });
    const { body: keys } = await get(azure, new URL(body.jwks_uri).pathname);
    expect(keys.keys).toMatchObject([{ kid: azure.world.azure.keyId, kty: 'RSA' }]);
  });

  test('tells which hosts are one cloud', async () => {
    const { body } = await get(contoso(), '/common/discovery/instance?api-version=1.1');
    expect(body.metadata[0].aliases).toContain('login.windows.net');
  });

  test.each([
    [crypto.randomUUID(), 'invalid_tenant', 90002],
    ['nonsense', 'invalid_request', 900023],
  ])('refuses the tenant %s', async (tenant, error, number) => {
    const { status, body } = await get(
      contoso(),
      `/${tenant}/v2.0/.well-known/openid-configuration`,
    );
    expect({ status, error: body.error, codes: body.error_codes }).toEqual({
      status: 400,
      error,
      codes: [number],
    });
  });
});

test('an application made without a service principal or a secret has neither', async () => {
  const azure = contoso();
  const bare = createApplication(azure.world, {
    tenant: azure.tenant,
    displayName: 'Bare',
    servicePrincipal: false,
    secret: false,
  });
  expect(bare.application.passwordCredentials).toEqual([]);
  expect(
    [...azure.tenant.servicePrincipals.values()].map(({ displayName }) => displayName),
  ).toEqual(['Spot']);
});
