import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { googleCloud } from '../index.ts';
import { createUser } from '../seed.ts';
import {
  call,
  jwtGrant,
  type KeyFile,
  type Prepared,
  preparedWorld,
  project,
  requestToken,
  signedJwt,
} from '../testing.ts';

const zones = `compute.googleapis.com/compute/v1/${project}/zones`;

test('a key file is what Google hands out', () => {
  const { key, account } = preparedWorld();
  expect(Object.keys(key)).toEqual([
    'type',
    'project_id',
    'private_key_id',
    'private_key',
    'client_email',
    'client_id',
    'auth_uri',
    'token_uri',
    'auth_provider_x509_cert_url',
    'client_x509_cert_url',
    'universe_domain',
  ]);
  expect(key).toMatchObject({
    type: 'service_account',
    project_id: 'my-project',
    client_email: account.email,
    universe_domain: 'googleapis.com',
  });
  expect(key.private_key_id).toMatch(/^[0-9a-f]{40}$/);
  expect(key.private_key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
});

test('a signed JWT becomes an access token of the service account', async () => {
  const { world, key, account } = preparedWorld();
  const { status, body } = await requestToken([world], jwtGrant(signedJwt(key)));
  expect([status, body]).toEqual([
    200,
    { access_token: expect.stringMatching(/^ya29\./), expires_in: 3599, token_type: 'Bearer' },
  ]);
  const token = String(body.access_token);
  expect((await call(world, token, 'GET', zones)).error?.message).toBe(
    "Required 'compute.zones.list' permission for 'projects/my-project'",
  );
  expect(world.calls.map(({ operation, principal }) => [operation, principal])).toEqual([
    ['oauth2.token', account.email],
    ['compute.zones.list', account.email],
  ]);
  world.clock.advance(3_600_000);
  expect((await call(world, token, 'GET', zones)).error?.details?.[0]).toMatchObject({
    reason: 'ACCESS_TOKEN_EXPIRED',
  });
});

const ours = Math.floor(Date.now() / 1000);
const timeframe =
  /^Invalid JWT: Token must be a short-lived token \(60 minutes\) and in a reasonable timeframe/;
const stranger = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

type Case = [
  when: string,
  error: string,
  description: RegExp,
  assertion: (key: KeyFile) => string,
  prepare?: (subject: Prepared) => void,
];
const refusals: Case[] = [
  [
    'the key was deleted',
    'invalid_grant',
    /^Invalid JWT Signature\.$/,
    signedJwt,
    ({ account }) => account.keys.clear(),
  ],
  [
    'the key is disabled',
    'invalid_grant',
    /^Invalid JWT Signature\.$/,
    signedJwt,
    ({ account }) => {
      for (const key of account.keys.values()) key.disabled = true;
    },
  ],
  [
    'the key has ended',
    'invalid_grant',
    /^Invalid JWT Signature\.$/,
    signedJwt,
    ({ account, world }) => {
      for (const key of account.keys.values()) key.validBefore = world.clock.now();
    },
  ],
  [
    'another key signed it',
    'invalid_grant',
    /^Invalid JWT Signature\.$/,
    (key) => signedJwt({ ...key, private_key: stranger.privateKey }),
  ],
  [
    'it names another key',
    'invalid_grant',
    /^Invalid JWT Signature\.$/,
    (key) => signedJwt(key, {}, { kid: '0'.repeat(40) }),
  ],
  [
    'it claims no signature',
    'invalid_grant',
    /^Invalid JWT Signature\.$/,
    (key) => signedJwt(key, {}, { alg: 'none' }),
  ],
  [
    'it was changed after signing',
    'invalid_grant',
    /^Invalid JWT Signature\.$/,
    (key) => {
      const [header, , signature] = signedJwt(key).split('.');
      return `${header}.${signedJwt(key, { scope: 'other' }).split('.')[1]}.${signature}`;
    },
  ],
  [
    'the service account is disabled',
    'invalid_grant',
    /^Invalid grant: account not found$/,
    signedJwt,
    ({ account }) => {
      account.disabled = true;
    },
  ],
  [
    'the service account was deleted',
    'invalid_grant',
    /^Invalid grant: account not found$/,
    signedJwt,
    ({ account }) => {
      account.deletedAt = 1;
    },
  ],
  [
    'the service account never was',
    'invalid_grant',
    /^Invalid grant: account not found$/,
    (key) => signedJwt(key, { iss: 'x@y.iam.gserviceaccount.com' }),
  ],
  [
    'it expired',
    'invalid_grant',
    timeframe,
    (key) => signedJwt(key, { iat: ours - 7200, exp: ours - 3600 }),
  ],
  [
    'it is from the future',
    'invalid_grant',
    timeframe,
    (key) => signedJwt(key, { iat: ours + 3600, exp: ours + 7200 }),
  ],
  [
    'it lasts longer than an hour',
    'invalid_grant',
    timeframe,
    (key) => signedJwt(key, { exp: ours + 7200 }),
  ],
  [
    'it has no times',
    'invalid_grant',
    timeframe,
    (key) => signedJwt(key, { iat: undefined, exp: undefined }),
  ],
  [
    'it is for another audience',
    'invalid_grant',
    /^Invalid JWT: Failed audience check\./,
    (key) => signedJwt(key, { aud: 'https://example.com' }),
  ],
  [
    'no scope is asked for',
    'invalid_scope',
    /^Invalid OAuth scope/,
    (key) => signedJwt(key, { scope: '' }),
  ],
  ['it is no JWT', 'invalid_grant', /^Bad Request$/, () => 'hello'],
];

describe('the token endpoint refuses a JWT', () => {
  test.each(refusals)('when %s', async (_, error, description, assertion, prepare) => {
    const subject = preparedWorld();
    prepare?.(subject);
    const { status, body } = await requestToken([subject.world], jwtGrant(assertion(subject.key)));
    expect([status, body]).toEqual([
      400,
      { error, error_description: expect.stringMatching(description) },
    ]);
  });

  test('of an account without domain-wide delegation that speaks for a user', async () => {
    const { world, key } = preparedWorld();
    const { status, body } = await requestToken(
      [world],
      jwtGrant(signedJwt(key, { sub: 'admin@example.com' })),
    );
    expect([status, body.error]).toEqual([401, 'unauthorized_client']);
  });
});

test('other grants are refused', async () => {
  const { world } = preparedWorld();
  expect((await requestToken([world], { grant_type: 'password' })).body).toEqual({
    error: 'unsupported_grant_type',
    error_description: 'Invalid grant_type: password',
  });
  expect(
    (await requestToken([world], { grant_type: 'refresh_token', refresh_token: 'gone' })).body,
  ).toEqual({
    error: 'invalid_grant',
    error_description: 'Token has been expired or revoked.',
  });
});

test('the key of a token names the world, though every world has a service account of that name', async () => {
  const [one, two] = [preparedWorld(), preparedWorld()];
  const worlds = [one.world, two.world];
  const { body } = await requestToken(worlds, jwtGrant(signedJwt(two.key)));
  expect(worlds.map(({ gcp }) => gcp.accessTokens.has(String(body.access_token)))).toEqual([
    false,
    true,
  ]);
  two.account.keys.clear();
  two.account.disabled = true;
  expect((await requestToken(worlds, jwtGrant(signedJwt(two.key)))).body.error_description).toBe(
    'Invalid grant: account not found',
  );
  expect(worlds.map(({ calls }) => calls.length)).toEqual([0, 2]);
});

test('a refresh token gets a person a new access token', async () => {
  const { world } = preparedWorld();
  const { refreshToken = '' } = createUser(world, { email: 'carol@example.com' });
  const { status, body } = await requestToken([world], {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: '32555940559.apps.googleusercontent.com',
  });
  expect(status).toBe(200);
  const answer = await googleCloud.answer(
    new Request(`https://oauth2.googleapis.com/tokeninfo?access_token=${body.access_token}`),
    [world],
  );
  expect(await answer.json()).toMatchObject({ email: 'carol@example.com' });
});

test('a disabled or deleted service account loses its access tokens', async () => {
  const { world, key, account } = preparedWorld();
  const { body } = await requestToken([world], jwtGrant(signedJwt(key)));
  account.disabled = true;
  const { status, error } = await call(world, String(body.access_token), 'GET', zones);
  expect(status).toBe(401);
  expect(error?.details?.[0]).toMatchObject({ reason: 'ACCOUNT_STATE_INVALID' });
});

test('a service account may sign a token for one API itself', async () => {
  const { world, key } = preparedWorld();
  const self = (aud: string) => signedJwt(key, { aud, scope: undefined, sub: key.client_email });
  expect((await call(world, self('https://compute.googleapis.com/'), 'GET', zones)).status).toBe(
    403,
  );
  expect((await call(world, self('https://iam.googleapis.com/'), 'GET', zones)).status).toBe(401);
});

test('a token with a narrow scope does not reach further', async () => {
  const { world, key } = preparedWorld();
  const scope = 'https://www.googleapis.com/auth/compute.readonly';
  const { body } = await requestToken([world], jwtGrant(signedJwt(key, { scope })));
  const { status, error } = await call(
    world,
    String(body.access_token),
    'GET',
    `iam.googleapis.com/v1/${project}/serviceAccounts`,
  );
  expect([status, error?.message, error?.details?.[0]?.reason]).toEqual([
    403,
    'Request had insufficient authentication scopes.',
    'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
  ]);
});
