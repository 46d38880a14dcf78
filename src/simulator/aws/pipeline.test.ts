import { createHash, createHmac } from 'node:crypto';
import {
  CreateRoleCommand,
  GetRoleCommand,
  IAMClient,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetBucketLocationCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HashConstructor } from '@smithy/types';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { World } from '../world.ts';
import { iam } from './iam/handlers.ts';
import { answer } from './pipeline.ts';
import { createAccessKey, createAccount, createAdministrator } from './seed.ts';
import type { AwsService } from './service.ts';
import type { AwsCredentials } from './state.ts';
import { sts } from './sts/handlers.ts';
import {
  allow,
  iamFor,
  organizationsFor,
  other,
  own,
  policy,
  refusal,
  roleWith,
  simulate,
  stsFor,
  trusts,
  twoAccounts,
  userWith,
} from './testing.ts';

const simulator = simulate();
const whoAmI = (credentials: AwsCredentials, region?: string) =>
  stsFor(credentials, region).send(new GetCallerIdentityCommand({}));
const s3For = (credentials: AwsCredentials) =>
  new S3Client({ region: 'us-east-1', credentials, maxAttempts: 1 });
const location = new GetBucketLocationCommand({ Bucket: 'bucket' });
const silence = () => vi.spyOn(console, 'error').mockImplementation(() => {});
afterEach(() => vi.restoreAllMocks());

/** The signer takes a hash in the shape of the browser's. */
class Sha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;
  constructor(key?: string | Uint8Array) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
  }
  update(data: Uint8Array) {
    this.#hash.update(data);
  }
  async digest() {
    return new Uint8Array(this.#hash.digest());
  }
  reset() {}
}

/** A presigned URL of GetCallerIdentity, made by the SDK's own signer. */
async function presigned(credentials: AwsCredentials): Promise<URL> {
  const signer = new SignatureV4({
    credentials,
    region: 'us-east-1',
    service: 'sts',
    sha256: Sha256 as unknown as HashConstructor,
  });
  const query = { Action: 'GetCallerIdentity', Version: '2011-06-15' };
  const hostname = 'sts.amazonaws.com';
  const signed = await signer.presign({
    method: 'GET',
    protocol: 'https:',
    hostname,
    path: '/',
    headers: { host: hostname },
    query,
  });
  return new URL(
    `https://${hostname}/?${new URLSearchParams(signed.query as Record<string, string>)}`,
  );
}

describe('authentication', () => {
  test('the access key names account and principal', async () => {
    const { administrator, world } = twoAccounts(simulator);
    expect(await whoAmI(administrator)).toMatchObject({
      Account: own,
      Arn: `arn:aws:iam::${own}:user/administrator`,
    });
    const session = roleWith(world, other, 'Reader');
    expect(await whoAmI(session)).toMatchObject({
      Account: other,
      Arn: `arn:aws:sts::${other}:assumed-role/Reader/test`,
    });
    const root = createAccessKey(world, own, { type: 'root' });
    expect(await whoAmI(root)).toMatchObject({ UserId: own, Arn: `arn:aws:iam::${own}:root` });
  });

  test('regional endpoints answer too', async () => {
    const { administrator } = twoAccounts(simulator);
    expect((await whoAmI(administrator, 'eu-central-1')).Account).toBe(own);
  });

  /** Each wire has its own codes. */
  const wires = [
    { wire: 'query', send: (credentials: AwsCredentials) => whoAmI(credentials) },
    {
      wire: 'json',
      send: (credentials: AwsCredentials) =>
        organizationsFor(credentials).send(new DescribeOrganizationCommand({})),
    },
    { wire: 's3', send: (credentials: AwsCredentials) => s3For(credentials).send(location) },
  ];
  const wrong = [
    [
      'an unknown key',
      (key: AwsCredentials) => ({ ...key, accessKeyId: 'AKIAUNKNOWNUNKNOWN12' }),
      {
        query: ['InvalidClientTokenId', 403],
        json: ['UnrecognizedClientException', 400],
        s3: ['InvalidAccessKeyId', 403],
      },
    ],
    [
      'a wrong secret',
      (key: AwsCredentials) => ({ ...key, secretAccessKey: `${key.secretAccessKey}x` }),
      {
        query: ['SignatureDoesNotMatch', 403],
        json: ['InvalidSignatureException', 400],
        s3: ['SignatureDoesNotMatch', 403],
      },
    ],
    [
      'a wrong session token',
      (key: AwsCredentials) => ({ ...key, sessionToken: 'wrong' }),
      {
        query: ['InvalidClientTokenId', 403],
        json: ['UnrecognizedClientException', 400],
        s3: ['InvalidToken', 400],
      },
    ],
    [
      'a missing session token',
      (key: AwsCredentials) => ({ ...key, sessionToken: undefined }),
      {
        query: ['InvalidClientTokenId', 403],
        json: ['UnrecognizedClientException', 400],
        s3: ['InvalidToken', 400],
      },
    ],
  ] as const;
  for (const { wire, send } of wires) {
    test.each(wrong)(`%s is refused (${wire})`, async (_title, spoil, expected) => {
      const { world } = twoAccounts(simulator);
      const session = roleWith(world, own, 'Reader', allow('*'));
      const [code, status] = expected[wire as 'query' | 'json' | 's3'];
      expect(await refusal(send(spoil(session)))).toMatchObject({ code, status });
    });

    test(`an expired session is refused (${wire})`, async () => {
      const { world } = twoAccounts(simulator);
      roleWith(world, own, 'Reader', allow('*'));
      const principal = { type: 'role' as const, name: 'Reader', sessionName: 'short' };
      const session = createAccessKey(world, own, principal, world.clock.now() + 3_600_000);
      world.clock.advance(3_599_000);
      const early = await send(session).then(
        () => 'accepted',
        (error: Error) => error.name,
      );
      expect(early).not.toMatch(/Expired/);
      world.clock.advance(2_000);
      const expected = {
        query: ['ExpiredToken', 403],
        json: ['ExpiredTokenException', 400],
        s3: ['ExpiredToken', 400],
      }[wire];
      const { code, status } = await refusal(send(session));
      expect([code, status]).toEqual(expected);
    });
  }

  test.each([
    [
      'https://sts.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15',
      {},
      403,
      'MissingAuthenticationToken',
    ],
    [
      'https://organizations.us-east-1.amazonaws.com/',
      { 'x-amz-target': 'AWSOrganizationsV20161128.DescribeOrganization' },
      400,
      'MissingAuthenticationTokenException',
    ],
    ['https://bucket.s3.us-east-1.amazonaws.com/?location', {}, 403, 'AccessDenied'],
  ])('an unsigned request to %s is refused', async (url, headers, status, code) => {
    const method = Object.keys(headers).length > 0 ? 'POST' : 'GET';
    const response = await simulator.handle(
      new Request(url, { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) }),
    );
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(code);
  });

  test('a body changed after signing is refused', async () => {
    const { administrator } = twoAccounts(simulator);
    const client = stsFor(administrator);
    client.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: string };
        request.body = request.body.replace('2011-06-15', '2011-06-16');
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low', name: 'tamper' },
    );
    expect(await refusal(client.send(new GetCallerIdentityCommand({})))).toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
  });

  test('a presigned GET is accepted, and refused once changed', async () => {
    const { administrator } = twoAccounts(simulator);
    const url = await presigned(administrator);
    const good = await simulator.handle(new Request(url));
    expect([good.status, await good.text()]).toEqual([
      200,
      expect.stringContaining(`<Account>${own}</Account>`),
    ]);
    url.searchParams.set('Extra', 'x');
    expect((await simulator.handle(new Request(url))).status).toBe(403);
  });

  test('keys end with their user and with their world', async () => {
    const { world, account, administrator } = twoAccounts(simulator);
    account.users.delete('administrator');
    expect(await refusal(whoAmI(administrator))).toMatchObject({ code: 'InvalidClientTokenId' });
    const second = twoAccounts(simulator);
    simulator.removeWorld(second.world);
    expect(await refusal(whoAmI(second.administrator))).toMatchObject({
      code: 'InvalidClientTokenId',
    });
    expect(world.calls).toHaveLength(1);
  });

  test('keys are valid in their partition only', async () => {
    const world = simulator.createWorld();
    createAccount(world, { id: own, partition: 'aws-us-gov' });
    const credentials = createAdministrator(world, own);
    expect(await refusal(whoAmI(credentials, 'us-east-1'))).toMatchObject({
      code: 'InvalidClientTokenId',
    });
    expect((await whoAmI(credentials, 'us-gov-west-1')).Arn).toBe(
      `arn:aws-us-gov:iam::${own}:user/administrator`,
    );
  });
});

describe('authorisation', () => {
  test('refusals of the query wire name caller, action, resource and reason', async () => {
    const { world } = twoAccounts(simulator);
    const answer = await refusal(
      iamFor(userWith(world, own, 'alice')).send(new GetRoleCommand({ RoleName: 'Some' })),
    );
    expect(answer).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: `User: arn:aws:iam::${own}:user/alice is not authorized to perform: iam:GetRole on resource: arn:aws:iam::${own}:role/Some because no identity-based policy allows the iam:GetRole action`,
    });
  });

  test('refusals of the JSON wire have their own code', async () => {
    const { world } = twoAccounts(simulator);
    const answer = await refusal(
      organizationsFor(userWith(world, own, 'alice')).send(new DescribeOrganizationCommand({})),
    );
    expect(answer).toMatchObject({
      code: 'AccessDeniedException',
      status: 400,
      message: expect.stringContaining('organizations:DescribeOrganization'),
    });
  });

  test('global condition keys are there, whatever their case', async () => {
    const { world } = twoAccounts(simulator);
    const Condition = {
      StringEquals: {
        'AWS:principalaccount': own,
        'aws:RequestedRegion': 'us-east-1',
        'aws:PrincipalType': 'User',
      },
      Bool: { 'aws:SecureTransport': 'true', 'aws:ViaAWSService': 'false' },
      Null: { 'aws:MultiFactorAuthPresent': 'true', 'aws:PrincipalOrgID': 'true' },
      IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
    };
    const alice = userWith(world, own, 'alice', allow('iam:GetRole', '*', { Condition }));
    expect(
      await refusal(iamFor(alice).send(new GetRoleCommand({ RoleName: 'None' }))),
    ).toMatchObject({ code: 'NoSuchEntity' });
  });

  test.each([['cur:DescribeReportDefinitions', 'https://cur.us-east-1.amazonaws.com/']])(
    'while the billing switch is off, %s is for root only',
    async (_action, _url) => {
      const { CostAndUsageReportServiceClient, DescribeReportDefinitionsCommand } = await import(
        '@aws-sdk/client-cost-and-usage-report-service'
      );
      const { world, account, administrator } = twoAccounts(simulator);
      const list = (credentials: AwsCredentials) =>
        new CostAndUsageReportServiceClient({
          region: 'us-east-1',
          credentials,
          maxAttempts: 1,
        }).send(new DescribeReportDefinitionsCommand({}));
      expect((await list(administrator)).ReportDefinitions).toEqual([]);
      account.billingAccessForIam = false;
      expect(await refusal(list(administrator))).toMatchObject({
        code: 'AccessDeniedException',
        status: 400,
      });
      expect((await list(createAccessKey(world, own, { type: 'root' }))).ReportDefinitions).toEqual(
        [],
      );
    },
  );
});

describe('a service that calls another for the caller', () => {
  /** Stands in for a service that creates things for its caller, as CloudFormation does. */
  const deputy: AwsService = {
    ...sts,
    operations: {
      GetCallerIdentity: {
        permissions: () => [],
        run: (_input, call) => call.invoke('iam', 'GetRole', { RoleName: 'Some' }),
      },
    },
  };
  const call = async (world: World, credentials: AwsCredentials) => {
    const request = new Request(await presigned(credentials));
    const response = await answer(
      [deputy, iam],
      { service: deputy, region: 'us-east-1' },
      () => world,
      request,
    );
    return [response.status, await response.text()];
  };

  test('acts with the caller’s permissions, and says that it stands between', async () => {
    const { world } = twoAccounts(simulator);
    roleWith(world, own, 'Some');
    const Condition = {
      'ForAnyValue:StringEquals': { 'aws:CalledVia': 'sts.amazonaws.com' },
      Null: { 'aws:SourceIp': 'true' },
    };
    const alice = userWith(world, own, 'alice', allow('iam:GetRole', '*', { Condition }));
    expect(await call(world, alice)).toEqual([
      200,
      expect.stringContaining('<RoleName>Some</RoleName>'),
    ]);
    const bob = userWith(world, own, 'bob');
    expect(await call(world, bob)).toEqual([
      403,
      expect.stringContaining('user/bob is not authorized to perform: iam:GetRole'),
    ]);
    expect(
      await refusal(iamFor(alice).send(new GetRoleCommand({ RoleName: 'Some' }))),
    ).toMatchObject({ code: 'AccessDenied' });
  });
});

describe('worlds', () => {
  test('never mix, even with the same account ids', async () => {
    const [one, two] = [twoAccounts(simulator), twoAccounts(simulator)];
    const AssumeRolePolicyDocument = JSON.stringify(policy(trusts({ AWS: own })));
    await iamFor(one.administrator).send(
      new CreateRoleCommand({ RoleName: 'Some', AssumeRolePolicyDocument }),
    );
    expect(
      await refusal(iamFor(two.administrator).send(new GetRoleCommand({ RoleName: 'Some' }))),
    ).toMatchObject({
      code: 'NoSuchEntity',
      status: 404,
    });
    expect(one.world.calls.map(({ operation }) => operation)).toEqual(['CreateRole']);
    expect(two.world.calls).toMatchObject([
      {
        service: 'iam',
        operation: 'GetRole',
        status: 404,
        code: 'NoSuchEntity',
        principal: `arn:aws:iam::${own}:user/administrator`,
      },
    ]);
  });

  test('chaos: latency is added to every call and recorded', async () => {
    const { world, administrator } = twoAccounts(simulator);
    world.chaos = { latencyMs: 60 };
    await whoAmI(administrator);
    const call = world.calls[0];
    expect((call?.endedAt ?? 0) - (call?.startedAt ?? 0)).toBeGreaterThanOrEqual(55);
  });

  test('chaos: an interception answers instead of the service, for the calls it chooses', async () => {
    const { world, administrator } = twoAccounts(simulator);
    world.chaos = {
      intercept: ({ operation }) =>
        operation === 'sts:AssumeRole'
          ? new Response('<html>busy</html>', { status: 503 })
          : undefined,
    };
    expect((await whoAmI(administrator)).Account).toBe(own);
    const assume = new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${own}:role/Some`,
      RoleSessionName: 'test',
    });
    expect(await refusal(stsFor(administrator).send(assume))).toMatchObject({ status: 503 });
    expect(world.calls.map(({ operation, status }) => [operation, status])).toEqual([
      ['GetCallerIdentity', 200],
      ['AssumeRole', 503],
    ]);
  });
});

describe('what nobody simulated', () => {
  test('an operation answers 501 and shouts', async () => {
    const shout = silence();
    const { administrator } = twoAccounts(simulator);
    expect(await refusal(iamFor(administrator).send(new ListUsersCommand({})))).toMatchObject({
      code: 'NotSimulated',
      status: 501,
    });
    expect(shout).toHaveBeenCalledWith(expect.stringContaining('iam:ListUsers'));
  });

  test('a service answers 501 and shouts', async () => {
    const shout = silence();
    const response = await simulator.handle(
      new Request('https://ec2.us-east-1.amazonaws.com/', {
        method: 'POST',
        body: 'Action=DescribeRegions',
      }),
    );
    expect([response.status, await response.text()]).toEqual([
      501,
      expect.stringContaining('ec2.us-east-1.amazonaws.com'),
    ]);
    expect(shout).toHaveBeenCalled();
  });

  test.each([
    'https://cur.eu-west-1.amazonaws.com/',
    'https://sts.eu-west-9.amazonaws.com/',
    'https://iam.eu-west-1.amazonaws.com/',
  ])('%s does not exist: a network failure, as in AWS', async (url) => {
    await expect(simulator.handle(new Request(url))).rejects.toMatchObject({
      name: 'TypeError',
      cause: { code: 'ENOTFOUND' },
    });
  });

  test('an SDK client of such a host sees a network failure', async () => {
    const { administrator } = twoAccounts(simulator);
    const client = new IAMClient({
      region: 'us-east-1',
      endpoint: 'https://iam.eu-west-1.amazonaws.com',
      credentials: administrator,
      maxAttempts: 1,
    });
    const { status } = await refusal(client.send(new GetRoleCommand({ RoleName: 'Some' })));
    expect(status).toBeUndefined();
  });

  test('a JSON target of another service is refused', async () => {
    const { administrator } = twoAccounts(simulator);
    const client = new OrganizationsClient({
      region: 'us-east-1',
      credentials: administrator,
      maxAttempts: 1,
    });
    client.middlewareStack.add(
      (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers['x-amz-target'] =
          'Other.DescribeOrganization';
        return next(args);
      },
      { step: 'build', name: 'retarget' },
    );
    expect(await refusal(client.send(new DescribeOrganizationCommand({})))).toMatchObject({
      code: 'UnknownOperationException',
      status: 400,
    });
  });
});
