import { beforeEach, describe, expect, test } from 'vitest';
import { Simulator, type World } from '../index.ts';
import { callsPerMinute } from './rate-limit.ts';
import { createSpotAccount, createSpotOrganization, createSpotToken } from './seed.ts';
import type { SpotAccount, SpotOrganization } from './state.ts';

const simulator = new Simulator();
let world: World;
let organization: SpotOrganization;
let account: SpotAccount;
let admin: string;

beforeEach(() => {
  world = simulator.createWorld();
  organization = createSpotOrganization(world, { name: 'Example Corp' });
  account = createSpotAccount(organization, { name: 'aws' });
  admin = createSpotToken(world, organization).token;
});

async function call(
  method: string,
  path: string,
  { token = admin, body }: { token?: string; body?: unknown } = {},
) {
  const response = await simulator.handle(
    new Request(`https://api.spotinst.io${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const json = await response.json();
  expect(json.response.status.code).toBe(response.status);
  return { ...json.response, status: response.status, headers: response.headers };
}

const keyFile = {
  type: 'service_account',
  project_id: 'shop-prod-417',
  private_key_id: 'k',
  private_key: 'p',
  client_email: 'a@b',
  client_id: '1',
  auth_uri: 'a',
  token_uri: 't',
  auth_provider_x509_cert_url: 'c',
  client_x509_cert_url: 'x',
};
const application = {
  clientId: 'c',
  clientSecret: 'abcdef',
  tenantId: 't',
  subscriptionId: 's',
  expirationDate: '2028-01-01T00:00:00.000Z',
};
const role = 'arn:aws:iam::111122223333:role/Spot-Role';

/** Every route: how it is called right, and what is wrong with its body. */
const rows: {
  method: string;
  path: () => string;
  good?: unknown;
  bad?: [string, unknown][];
  adminOnly?: true;
  reads?: true;
}[] = [
  { method: 'GET', path: () => '/setup/account', adminOnly: true, reads: true },
  {
    method: 'POST',
    path: () => '/setup/account',
    good: { account: { name: 'a1' } },
    bad: [
      ['a name of digits', { account: { name: '111' } }],
      ['no name', {}],
    ],
    adminOnly: true,
  },
  {
    method: 'PUT',
    path: () => `/setup/account/${account.id}`,
    good: { account: { name: 'new' } },
    bad: [['a name of digits', { account: { name: '1' } }]],
  },
  { method: 'DELETE', path: () => `/setup/account/${account.id}`, adminOnly: true },
  {
    method: 'POST',
    path: () => '/setup/organization',
    good: { organization: { name: 'Second' } },
    bad: [['no letter', { organization: { name: '9' } }]],
    adminOnly: true,
  },
  { method: 'POST', path: () => `/setup/credentials/aws/externalId?accountId=${account.id}` },
  { method: 'GET', path: () => `/setup/credentials/aws?accountId=${account.id}`, reads: true },
  {
    method: 'POST',
    path: () => `/setup/credentials/aws?accountId=${account.id}`,
    good: { credentials: { iamRole: role } },
    bad: [
      ['no ARN', { credentials: { iamRole: 'Spot-Role' } }],
      ['nothing', undefined],
    ],
  },
  { method: 'GET', path: () => `/gcp/setup/credentials?accountId=${account.id}`, reads: true },
  {
    method: 'POST',
    path: () => `/gcp/setup/credentials?accountId=${account.id}`,
    good: { serviceAccount: keyFile },
    bad: [
      ['no private key', { serviceAccount: { ...keyFile, private_key: undefined } }],
      ['universe_domain', { serviceAccount: { ...keyFile, universe_domain: 'googleapis.com' } }],
    ],
  },
  { method: 'GET', path: () => `/azure/setup/credentials?accountId=${account.id}`, reads: true },
  {
    method: 'POST',
    path: () => `/azure/setup/credentials?accountId=${account.id}`,
    good: application,
    bad: [
      ['no date', { ...application, expirationDate: undefined }],
      ['a date that is none', { ...application, expirationDate: 'soon' }],
    ],
  },
];

describe.each(
  rows.map((row) => ({
    ...row,
    name: `${row.method} ${row.path.toString().replace(/^\(\) => /, '')}`,
  })),
)('$name', (row) => {
  const { method, path, good, bad = [], adminOnly, reads } = row;

  test('works', async () => {
    expect((await call(method, path(), { body: good })).status).toBe(200);
  });

  test('no token, an unknown one, a revoked one: 401', async () => {
    for (const token of ['', 'f'.repeat(64)])
      expect((await call(method, path(), { token, body: good })).status).toBe(401);
    for (const one of world.spot.tokens.values()) one.revoked = true;
    expect(await call(method, path(), { body: good })).toMatchObject({
      status: 401,
      errors: [{ message: expect.any(String) }],
    });
  });

  test('who may: 403 for others', async () => {
    const viewer = createSpotToken(world, organization, {
      role: 'accountViewer',
      accountIds: [account.id],
    }).token;
    expect((await call(method, path(), { token: viewer, body: good })).status).toBe(
      reads && !adminOnly ? 200 : 403,
    );
    const stranger = createSpotToken(world, organization, {
      role: 'accountEditor',
      accountIds: [],
    }).token;
    expect((await call(method, path(), { token: stranger, body: good })).status).toBe(403);
  });

  test('an account of another organization is not there', async () => {
    if (!path().includes(account.id)) return;
    const other = createSpotToken(world, createSpotOrganization(world, { name: 'Other' })).token;
    expect((await call(method, path(), { token: other, body: good })).status).toBe(404);
  });

  test.each(bad)('%s: 400, and nothing changes', async (_, body) => {
    const before = structuredClone([...world.spot.organizations]);
    expect((await call(method, path(), { body })).status).toBe(400);
    expect([...world.spot.organizations]).toEqual(before);
  });

  test('too many calls: 429 with the time to wait', async () => {
    for (let sent = 0; sent < callsPerMinute; sent++) await call('GET', '/setup/account');
    for (let sent = 0; sent < callsPerMinute + 1; sent++)
      if ((await call(method, path(), { body: good })).status === 429) break;
    if (method === 'DELETE' || path().endsWith('organization')) return;
    const refused = await call(method, path(), { body: good });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('x-ratelimit-reset'))).toBeGreaterThan(0);
    world.clock.advance(61_000);
    expect((await call(method, path(), { body: good })).status).toBe(200);
  });
});

test('what was connected comes back without its secrets, and in the list', async () => {
  await call('POST', `/azure/setup/credentials?accountId=${account.id}`, { body: application });
  const [azure] = (await call('GET', `/azure/setup/credentials?accountId=${account.id}`)).items;
  expect(azure).toMatchObject({
    clientId: 'c',
    clientSecret: 'abc*****',
    expirationDate: application.expirationDate,
  });
  const gcp = createSpotAccount(organization, { name: 'gcp' });
  await call('POST', `/gcp/setup/credentials?accountId=${gcp.id}`, {
    body: { serviceAccount: keyFile },
  });
  const [key] = (await call('GET', `/gcp/setup/credentials?accountId=${gcp.id}`)).items;
  expect(key.serviceAccount.client_email).toBe('a@b');
  expect(key.serviceAccount.private_key).toBeUndefined();
  const listed = (await call('GET', '/setup/account?cloudAccountId=shop-prod-417')).items;
  expect(listed).toMatchObject([
    { accountId: gcp.id, cloudProvider: 'GCP', providerExternalId: 'shop-prod-417' },
  ]);
});

test('one account, one cloud; the default account stays; nothing else is there', async () => {
  await call('POST', `/setup/credentials/aws?accountId=${account.id}`, {
    body: { credentials: { iamRole: role } },
  });
  expect(
    (await call('POST', `/azure/setup/credentials?accountId=${account.id}`, { body: application }))
      .status,
  ).toBe(400);
  const [first] = organization.accounts.keys();
  expect((await call('DELETE', `/setup/account/${first}`)).status).toBe(400);
  expect((await call('GET', '/setup/nothing')).status).toBe(404);
});
