import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { describe, expect, test, vi } from 'vitest';
import attachedPolicies from '../../evidence/aws/attached-policies.ts';
import billingStackEvents from '../../evidence/aws/billing-stack-events.ts';
import bucketEncryption from '../../evidence/aws/bucket-encryption.ts';
import bucketLocation from '../../evidence/aws/bucket-location.ts';
import bucketPolicy from '../../evidence/aws/bucket-policy.ts';
import callerIdentity from '../../evidence/aws/caller-identity.ts';
import organizationKind from '../../evidence/aws/organization.ts';
import ownedBuckets from '../../evidence/aws/owned-buckets.ts';
import publicAccessBlock from '../../evidence/aws/public-access-block.ts';
import reportDefinitions from '../../evidence/aws/report-definitions.ts';
import reportObjects from '../../evidence/aws/report-objects.ts';
import roleKind from '../../evidence/aws/role.ts';
import roleAccountAccess, { accountActions } from '../../evidence/aws/role-account-access.ts';
import roleBucketAccess, { bucketActions } from '../../evidence/aws/role-bucket-access.ts';
import roleCopyAccess from '../../evidence/aws/role-copy-access.ts';
import roleDecryptAccess from '../../evidence/aws/role-decrypt-access.ts';
import roleStackEvents from '../../evidence/aws/role-stack-events.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { createAccessKey, createAccount, createAdministrator } from '../../simulator/aws/seed.ts';
import type { AwsCredentials } from '../../simulator/aws/state.ts';
import {
  accountId,
  collectorsOf,
  inputs,
  simulateAws,
  type TestWorld,
} from '../../verification/testing/aws-world.ts';
import { loadFacts } from '../kernel/load-collectors.ts';
import { createAwsClients } from './_client/clients.ts';
import { awsCollectors, openAwsCollectors } from './_client/open-collectors.ts';
import { createSessionPolicy } from './_client/session-policy.ts';

const { healthy } = simulateAws();

/** Gathers one kind, with what it depends on. */
async function gather<T>(
  kind: EvidenceKind<T>,
  { reader, world }: Pick<TestWorld, 'reader' | 'world'>,
  values: Record<string, string> = inputs,
  signal = new AbortController().signal,
  requestTimeoutMs = 3_000,
): Promise<Evidence<T>> {
  const collectors = collectorsOf(reader, 'reader', requestTimeoutMs);
  const known = new Map<string, Promise<Evidence>>();
  const need = <K>(wanted: EvidenceKind<K>): Promise<Evidence<K>> => {
    if (!known.has(wanted.id)) {
      known.set(
        wanted.id,
        collectors.collect(wanted, {
          inputs: values,
          signal,
          now: () => new Date(world.clock.now()),
          need,
          waiting: () => undefined,
        }),
      );
    }
    return known.get(wanted.id) as Promise<Evidence<K>>;
  };
  const evidence = await need(kind);
  collectors.close();
  return evidence;
}

test('every kind of evidence has a collector', async () => {
  const all = await loadFacts('aws');
  expect([...awsCollectors.keys()].sort()).toEqual(all.map(({ id }) => id).sort());
});

describe('found, in the shape of the CLI', () => {
  const cases: [EvidenceKind, object][] = [
    [callerIdentity, { Account: accountId, Arn: `arn:aws:iam::${accountId}:user/administrator` }],
    [organizationKind, { Organization: { MasterAccountId: accountId } }],
    [
      ownedBuckets,
      {
        Buckets: [
          { Name: inputs.bucketName, CreationDate: expect.stringMatching(/^\d{4}-.*\+00:00$/) },
        ],
      },
    ],
    [bucketLocation, { LocationConstraint: 'us-east-1' }],
    [bucketPolicy, { Policy: { Statement: [{ Action: ['s3:PutObject'] }] } }],
    [
      bucketEncryption,
      {
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      },
    ],
    [reportDefinitions, { ReportDefinitions: [] }],
    [
      reportObjects,
      { Contents: [{ Size: 7, LastModified: expect.stringMatching(/\+00:00$/) }, { Size: 64 }] },
    ],
    [
      roleKind,
      {
        Role: {
          RoleName: inputs.roleName,
          AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow' }] },
        },
      },
    ],
    [attachedPolicies, { AttachedPolicies: [] }],
  ];
  test.each(cases.map(([kind, value]) => [kind.id, kind, value] as const))(
    '%s',
    async (_, kind, value) => {
      expect(await gather(kind, healthy())).toMatchObject({ status: 'found', value });
    },
  );
  test('what the role may do, asked of the policy simulator', async () => {
    const account = await gather(roleAccountAccess, healthy());
    expect(account).toMatchObject({ status: 'found' });
    if (account.status !== 'found') return;
    expect(
      account.value.EvaluationResults.map(({ EvalActionName }) => EvalActionName).sort(),
    ).toEqual([...accountActions].sort());
    expect(await gather(roleCopyAccess, healthy())).toMatchObject({
      value: { EvaluationResults: [{ EvalDecision: 'allowed' }] },
    });
    const bucket = await gather(roleBucketAccess, healthy());
    expect(bucket).toMatchObject({ status: 'found' });
    if (bucket.status === 'found')
      expect(new Set(bucket.value.EvaluationResults.map((one) => one.EvalActionName))).toEqual(
        new Set(bucketActions),
      );
  });
  test('a role with a path is asked about by its own ARN', async () => {
    const subject = healthy();
    subject.role.path = '/vendors/';
    expect(await gather(roleAccountAccess, subject)).toMatchObject({ status: 'found' });
  });
  test('decryption is asked about only with a customer key', async () => {
    const subject = healthy();
    expect(await gather(roleDecryptAccess, subject)).toMatchObject({
      status: 'absent',
      code: 'NoCustomerKey',
    });
    expect(subject.world.calls.map(({ operation }) => operation)).not.toContain(
      'SimulatePrincipalPolicy',
    );
    const bucket = subject.world.aws.buckets.get(inputs.bucketName);
    const keyArn = `arn:aws:kms:us-east-1:${accountId}:key/11111111-2222-3333-4444-555555555555`;
    if (bucket) bucket.encryption = { algorithm: 'aws:kms', keyArn };
    expect(await gather(roleDecryptAccess, subject)).toMatchObject({
      status: 'found',
      value: {
        EvaluationResults: [{ EvalActionName: 'kms:Decrypt', EvalDecision: 'implicitDeny' }],
      },
    });
  });
});

describe('absent', () => {
  const gone = { ...inputs, bucketName: 'nobody-has-this-bucket', roleName: 'Nobody' };
  test.each([
    [bucketLocation, 'NoSuchBucket'],
    [bucketPolicy, 'NoSuchBucket'],
    [bucketEncryption, 'NoSuchBucket'],
    [publicAccessBlock, 'NoSuchBucket'],
    [reportObjects, 'NoSuchBucket'],
    [roleKind, 'NoSuchEntity'],
    [attachedPolicies, 'NoSuchEntity'],
    [roleAccountAccess, 'NoSuchEntity'],
    [billingStackEvents, 'ValidationError'],
    [roleStackEvents, 'ValidationError'],
  ] as [EvidenceKind, string][])('$0.id: $1', async (kind, code) => {
    expect(await gather(kind, healthy(), gone)).toMatchObject({ status: 'absent', code });
  });
  test('no policy, no public access block, no organization', async () => {
    const subject = healthy();
    const bucket = subject.world.aws.buckets.get(inputs.bucketName);
    if (bucket) bucket.policy = undefined;
    subject.world.aws.organizations.length = 0;
    expect(await gather(bucketPolicy, subject)).toMatchObject({
      status: 'absent',
      code: 'NoSuchBucketPolicy',
    });
    expect(await gather(publicAccessBlock, subject)).toMatchObject({
      status: 'absent',
      code: 'NoSuchPublicAccessBlockConfiguration',
    });
    expect(await gather(organizationKind, subject)).toMatchObject({
      status: 'absent',
      code: 'AWSOrganizationsNotInUseException',
    });
  });
});

describe('denied, with the words of AWS', () => {
  test('every kind, for a user without permissions; only who is signed in is always told', async () => {
    const subject = healthy();
    subject.account.users.set('nobody', {
      name: 'nobody',
      id: 'AIDANOBODY',
      createdAt: 0,
      inlinePolicies: new Map(),
      attachedPolicies: [],
    });
    const reader = createAccessKey(subject.world, accountId, { type: 'user', name: 'nobody' });
    for (const { kind } of [...awsCollectors.values()].filter(
      ({ kind }) => kind.vantages === undefined && kind.id !== 'aws/caller-identity',
    )) {
      const evidence = await gather(kind as EvidenceKind, { ...subject, reader });
      expect({ id: kind.id, ...evidence }).toMatchObject({
        id: kind.id,
        status: 'denied',
        code: expect.stringMatching(/^AccessDenied/),
        message: expect.stringMatching(/\S/),
      });
    }
    expect(await gather(callerIdentity, { ...subject, reader })).toMatchObject({
      status: 'found',
    });
  });
  test("somebody else's bucket exists and says nothing", async () => {
    const subject = healthy();
    createAccount(subject.world, { id: '999988887777' });
    const reader = createAdministrator(subject.world, '999988887777');
    expect(await gather(bucketLocation, { ...subject, reader })).toMatchObject({
      status: 'denied',
    });
  });
  test('keys that are unknown, forged or missing are a matter of credentials, not of permissions', async () => {
    const subject = healthy();
    const unknown = { ...subject.reader, accessKeyId: 'AKIAUNKNOWNUNKNOWN00' } as AwsCredentials;
    const forged = { ...subject.reader, secretAccessKey: 'x'.repeat(40) } as AwsCredentials;
    for (const kind of [roleKind, bucketPolicy, reportDefinitions] as EvidenceKind[]) {
      expect(await gather(kind, { ...subject, reader: unknown })).toMatchObject({
        status: 'denied',
        message: expect.stringMatching(/does not know this access key/),
      });
      expect(await gather(kind, { ...subject, reader: forged })).toMatchObject({
        status: 'denied',
        message: expect.stringMatching(/secret access key does not fit/),
      });
    }
    const clients = createAwsClients(async () => {
      throw Object.assign(new Error('Could not load credentials from any providers'), {
        name: 'CredentialsProviderError',
      });
    });
    const collector = awsCollectors.get(roleKind.id);
    const context = {
      inputs,
      signal: new AbortController().signal,
      now: () => new Date(),
      waiting: () => undefined,
      need: () => Promise.reject(),
    };
    const evidence = await collector?.collect(roleKind, {
      ...context,
      clients,
      call: (send: never) => (send as (o: object) => Promise<never>)({}),
    } as never);
    expect(evidence).toMatchObject({
      status: 'denied',
      message: expect.stringMatching(/No AWS credentials were found/),
    });
  });
});

describe('unreachable, never absent and never found', () => {
  const readable = [
    callerIdentity,
    bucketLocation,
    bucketPolicy,
    ownedBuckets,
    reportObjects,
    roleKind,
    organizationKind,
    reportDefinitions,
    billingStackEvents,
  ] as EvidenceKind[];
  const html = '<!DOCTYPE html><html><body>Please sign in to the guest network</body></html>';
  const named = (text: string, type: string) =>
    new Response(text, {
      headers: { 'content-type': type, 'x-amzn-requestid': 'x', 'x-amz-request-id': 'x' },
    });
  const failures: Record<string, () => Response> = {
    'a web page with status 200': () =>
      new Response(html, { headers: { 'content-type': 'text/html' } }),
    'a web page with a request id': () =>
      new Response(html, {
        headers: { 'content-type': 'text/html', 'x-amzn-requestid': 'x', 'x-amz-request-id': 'x' },
      }),
    'a web page that hides its type': () =>
      new Response(html, { headers: { 'content-type': 'application/xml' } }),
    'a web page with status 403': () =>
      new Response(html, { status: 403, headers: { 'content-type': 'text/html; charset=utf-8' } }),
    'a web page with status 404': () =>
      new Response(html, { status: 404, headers: { 'content-type': 'text/html' } }),
    'a bare 403 of a proxy': () =>
      new Response('Forbidden by policy', {
        status: 403,
        headers: { 'content-type': 'text/plain' },
      }),
    'status 500': () => new Response('', { status: 500 }),
    'status 503': () =>
      new Response(
        '<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>',
        {
          status: 503,
          headers: { 'content-type': 'application/xml' },
        },
      ),
    'status 429': () =>
      new Response('{"__type":"TooManyRequestsException","message":"slow"}', {
        status: 429,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
      }),
    'half an answer': () =>
      new Response('<?xml version="1.0"?><GetRoleResponse><GetRoleRes', {
        headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'x' },
      }),
    'nothing at all, with status 200': () =>
      new Response('', { headers: { 'x-amzn-requestid': 'x', 'x-amz-request-id': 'x' } }),
    'an answer cut off between two elements': () =>
      new Response('<?xml version="1.0"?>\n<Answer xmlns="x"><Buckets>', {
        headers: {
          'content-type': 'application/xml',
          'x-amzn-requestid': 'x',
          'x-amz-request-id': 'x',
        },
      }),
    'half an answer in JSON': () =>
      new Response('{"ReportDefinitions": [', {
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amzn-requestid': 'x',
          'x-amz-request-id': 'x',
        },
      }),
    'a whole answer of nothing, in XML': () => named('<Answer xmlns="x"></Answer>', 'text/xml'),
    'a whole answer of nothing, in one tag': () => named('<Answer/>', 'application/xml'),
    'a whole answer of nothing, in JSON': () => named('{}', 'application/x-amz-json-1.1'),
    'a broken connection': () => Response.error(),
  };
  test.each(Object.keys(failures))(
    '%s',
    async (name) => {
      const subject = healthy();
      subject.world.chaos = { intercept: () => failures[name]?.() };
      const all = await Promise.all(
        readable.map(async (kind) => ({ id: kind.id, ...(await gather(kind, subject)) })),
      );
      for (const evidence of all)
        expect(evidence).toMatchObject({
          id: evidence.id,
          status: 'unreachable',
          message: expect.stringMatching(/\S/),
        });
    },
    30_000,
  );
  test('throttling is repeated, three tries in all, then told', async () => {
    const subject = healthy();
    const throttle = () =>
      new Response(
        '<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error><RequestId>x</RequestId></ErrorResponse>',
        { status: 400, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'x' } },
      );
    const intercept = vi.fn(throttle);
    subject.world.chaos = { intercept };
    expect(await gather(roleKind, subject)).toMatchObject({
      status: 'unreachable',
      message: expect.stringMatching(/slow down \(Throttling\)/),
    });
    expect(intercept).toHaveBeenCalledTimes(3);
    let left = 2;
    subject.world.chaos = { intercept: () => (left-- > 0 ? throttle() : undefined) };
    expect(await gather(roleKind, subject)).toMatchObject({ status: 'found' });
  });
  test('an endpoint that hangs', async () => {
    const subject = healthy();
    subject.world.chaos = { intercept: () => new Promise<Response>(() => undefined) };
    expect(await gather(roleKind, subject, inputs, undefined, 200)).toMatchObject({
      status: 'unreachable',
      message: expect.stringMatching(/did not answer in time/),
    });
  });
  test('a call that was stopped', async () => {
    const subject = healthy();
    subject.world.chaos = { latencyMs: 300 };
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 50);
    expect(await gather(roleKind, subject, inputs, leaving.signal)).toMatchObject({
      status: 'unreachable',
      message: expect.stringMatching(/stopped/),
    });
  });
});

describe('only reads', () => {
  test('a command off the list never reaches the wire', async () => {
    const subject = healthy();
    const clients = createAwsClients(async () => subject.reader);
    const forbidden = clients.s3.send(
      new PutBucketPolicyCommand({ Bucket: inputs.bucketName, Policy: '{}' }),
    );
    await expect(forbidden).rejects.toMatchObject({
      name: 'ReadOnlyViolation',
      call: 'S3Client.PutBucketPolicyCommand',
    });
    expect(subject.world.calls).toEqual([]);
    clients.close();
  });
  test('the session policy names what the collectors ask for, only reads, and fits', () => {
    const asked = new Set(
      [...awsCollectors.values()]
        .filter(({ kind }) => kind.vantages?.includes('spot') ?? true)
        .flatMap(({ kind }) => kind.permissions),
    );
    asked.delete('sts:AssumeRole');
    const allowed = createSessionPolicy(inputs).Statement.flatMap(({ Action }) => Action);
    expect(allowed.toSorted()).toEqual([...asked, 'kms:Decrypt'].toSorted());
    expect(allowed.every((action) => /:(Describe|Get|List|Simulate|Decrypt)/.test(action))).toBe(
      true,
    );
    const longest = {
      ...{ bucketName: 'b'.repeat(63), reportPrefix: '*'.repeat(256), roleName: 'r'.repeat(64) },
      roleArn: `arn:aws-us-gov:iam::111122223333:role/${'p'.repeat(510)}/${'r'.repeat(64)}`,
    };
    const text = JSON.stringify(createSessionPolicy(longest));
    expect(text.length).toBeLessThanOrEqual(2048);
    expect(text).toContain('arn:aws-us-gov:s3:::');
  });
});

describe("the machine's own credentials", () => {
  test.each([
    ['CredentialsProviderError', 'Could not load credentials from any providers'],
    [
      'CredentialsProviderError',
      "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
    ],
    [
      'TokenProviderError',
      "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
    ],
    ['CredentialsProviderError', 'Profile nobody could not be found in shared credentials file.'],
  ])('%s: %s', async (name, words) => {
    const collectors = openAwsCollectors({
      vantage: 'reader',
      credentials: () => Promise.reject(Object.assign(new Error(words), { name })),
    });
    const context = {
      inputs,
      signal: new AbortController().signal,
      now: () => new Date(),
      waiting: () => undefined,
    };
    for (const kind of [callerIdentity, bucketPolicy, organizationKind] as EvidenceKind[]) {
      const evidence = await collectors.collect(kind, {
        ...context,
        need: () => Promise.reject(new Error('unused')),
      } as never);
      expect(evidence).toMatchObject({
        status: 'denied',
        message: expect.stringMatching(/sign in|aws sso login/i),
      });
      expect('message' in evidence && evidence.message).toContain(words);
    }
    collectors.close();
  });
});
