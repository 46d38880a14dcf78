import { GetRoleCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import bucketLocation from '../../../evidence/aws/bucket-location.ts';
import reportDefinitions from '../../../evidence/aws/report-definitions.ts';
import reportObjects from '../../../evidence/aws/report-objects.ts';
import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import spotReads from '../../../evidence/aws/spot-reads.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import {
  collectorsOf,
  inputs,
  simulateAws,
  type TestWorld,
} from '../../../verification/testing/aws-world.ts';
import type { Propagation } from '../../define-collector.ts';
import { createAwsClients } from './clients.ts';
import { assumingCommands } from './guard.ts';
import { openAwsCollectors } from './open-collectors.ts';

const { healthy } = simulateAws();

/** Looks as Spot does. Waiting moves the world's clock. */
async function asSpot(
  subject: TestWorld,
  wanted: EvidenceKind[],
  values: Record<string, string> = inputs,
  patience: Partial<Propagation> = {},
) {
  const collectors = collectorsOf(subject.spot, 'spot');
  const waits: string[] = [];
  const slept: number[] = [];
  const known = new Map<string, Promise<Evidence>>();
  const context = {
    inputs: values,
    signal: new AbortController().signal,
    now: () => new Date(subject.world.clock.now()),
    need: (kind: EvidenceKind): Promise<Evidence> => {
      if (!known.has(kind.id)) known.set(kind.id, collectors.collect(kind, context as never));
      return known.get(kind.id) as Promise<Evidence>;
    },
    waiting: (message: string) => void waits.push(message),
    propagation: {
      ...{ timeoutMs: 20_000, intervalMs: 2_000 },
      sleep: async (milliseconds: number) => {
        slept.push(milliseconds);
        subject.world.clock.advance(milliseconds);
      },
      ...patience,
    },
  };
  const evidence = await Promise.all(wanted.map(context.need));
  collectors.close();
  return {
    evidence,
    waits,
    slept,
    assumed: subject.world.calls.filter(({ operation }) => operation === 'AssumeRole'),
  };
}

const assumption = [spotAssumption] as EvidenceKind[];

describe('assuming the role', () => {
  test('granted with the external ID, refused without and with another: three calls at the same time', async () => {
    const { evidence, waits, assumed } = await asSpot(healthy(), assumption);
    expect(evidence[0]).toEqual({
      status: 'found',
      value: {
        withExternalId: 'granted',
        withoutExternalId: 'refused',
        withOtherExternalId: 'refused',
      },
    });
    expect(waits).toEqual([]);
    expect(assumed.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
  });
  test.each([
    ['without external ID', undefined, 'granted'],
    ['that takes any external ID', { StringLike: { 'sts:ExternalId': '*' } }, 'refused'],
    ['that takes what begins alike', { StringLike: { 'sts:ExternalId': 'issued-*' } }, 'refused'],
    ['that takes what ends alike', { StringLike: { 'sts:ExternalId': '*-1234' } }, 'refused'],
    ['that takes what is as long', { StringLike: { 'sts:ExternalId': '?'.repeat(25) } }, 'refused'],
  ])(
    'a trust policy %s is seen, and the role is not looked through for whoever named it',
    async (_, condition, withoutExternalId) => {
      const subject = healthy();
      const trust = subject.role.trustPolicy as { Statement: { Condition?: unknown }[] };
      for (const statement of trust.Statement) statement.Condition = condition;
      const { evidence } = await asSpot(subject, [
        ...assumption,
        bucketLocation,
        spotReads,
      ] as EvidenceKind[]);
      expect(evidence[0]).toMatchObject({
        value: { withExternalId: 'granted', withoutExternalId, withOtherExternalId: 'granted' },
      });
      for (const other of evidence.slice(1))
        expect(other).toMatchObject({
          status: 'notCollected',
          message: expect.stringMatching(/anybody could have named it/),
        });
      expect(subject.world.calls.every(({ operation }) => operation === 'AssumeRole')).toBe(true);
    },
  );
  test('a new role is waited for, and its silence before proves nothing about the external ID', async () => {
    const subject = healthy();
    const trust = subject.role.trustPolicy as { Statement: { Condition?: unknown }[] };
    for (const statement of trust.Statement) statement.Condition = undefined;
    subject.role.effectiveAt = subject.world.clock.now() + 5_000;
    const { evidence, waits } = await asSpot(subject, assumption);
    expect(evidence[0]).toMatchObject({
      value: {
        withExternalId: 'granted',
        withoutExternalId: 'granted',
        withOtherExternalId: 'granted',
      },
    });
    expect(waits).toHaveLength(2);
    expect(waits[0]).toMatch(/takes some seconds to spread/);
  });
  test('a wrong external ID is refused for good after the bounded time', async () => {
    const subject = healthy();
    const { evidence, waits, assumed, slept } = await asSpot(subject, assumption, {
      ...inputs,
      externalId: 'another-one',
    });
    expect(evidence[0]).toMatchObject({
      value: {
        withExternalId: 'refused',
        withoutExternalId: 'refused',
        withOtherExternalId: 'refused',
        message: expect.stringMatching(/not authorized to perform: sts:AssumeRole/),
      },
    });
    expect(waits).toHaveLength(4);
    // All three ways once, and one call after each wait.
    expect(assumed).toHaveLength(7);
    expect(slept.map((milliseconds) => Math.round(milliseconds / 1_000))).toEqual([2, 4, 8, 6]);
  });
  test('a role that does not exist gives the same refusal: the cause is not in it', async () => {
    const missing = { ...inputs, roleArn: 'arn:aws:iam::111122223333:role/Missing' };
    const { evidence } = await asSpot(healthy(), assumption, missing);
    expect(evidence[0]).toMatchObject({
      status: 'found',
      value: {
        withExternalId: 'refused',
        withoutExternalId: 'refused',
        withOtherExternalId: 'refused',
      },
    });
  });
  test('throttling of the call without external ID is not taken for a refusal', async () => {
    const subject = healthy();
    subject.world.chaos = {
      intercept: async ({ operation, request }) =>
        operation.endsWith('AssumeRole') && !(await request.clone().text()).includes('ExternalId')
          ? new Response('', { status: 500 })
          : undefined,
    };
    const { evidence } = await asSpot(subject, assumption);
    expect(evidence[0]).toMatchObject({ status: 'unreachable' });
  });
  test("Spot's own accounts are never anybody's role", async () => {
    const subject = healthy();
    const { evidence } = await asSpot(subject, assumption, {
      ...inputs,
      roleArn: 'arn:aws:iam::884866656237:role/Admin',
    });
    expect(evidence[0]).toMatchObject({ status: 'denied', code: 'OwnAccount' });
    expect(subject.world.calls).toEqual([]);
  });
  test('something that is no role ARN', async () => {
    const { evidence } = await asSpot(healthy(), assumption, {
      ...inputs,
      roleArn: 'not an arn, but long enough',
    });
    expect(evidence[0]).toMatchObject({
      status: 'unreachable',
      message: expect.stringMatching(/does not accept this as the ARN/),
    });
  });
  test('credentials of Spot that have a problem say nothing about the account', async () => {
    const subject = healthy();
    const { evidence } = await asSpot(
      { ...subject, spot: { ...subject.spot, secretAccessKey: 'x'.repeat(40) } },
      assumption,
    );
    expect(evidence[0]).toMatchObject({
      status: 'unreachable',
      message: expect.stringMatching(/says nothing about your account/),
    });
  });
});

describe('looking with the session', () => {
  test('is not tried when the role was refused', async () => {
    const subject = healthy();
    const { evidence } = await asSpot(subject, [bucketLocation, spotReads] as EvidenceKind[], {
      ...inputs,
      externalId: 'wrong',
    });
    for (const one of evidence)
      expect(one).toEqual({
        status: 'notCollected',
        message: 'Spot could not assume the role, so it could not look.',
      });
    expect(new Set(subject.world.calls.map(({ operation }) => operation))).toEqual(
      new Set(['AssumeRole']),
    );
  });
  test('cannot do more than read, whatever the role may', async () => {
    const subject = healthy();
    subject.role.inlinePolicies.set('everything', {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
    await asSpot(subject, assumption);
    const [session] = [...subject.world.aws.credentials.values()].filter(
      ({ principal }) => principal.type === 'role' && principal.name === 'SpotRole',
    );
    expect(session?.principal).toMatchObject({
      sessionPolicy: {
        Statement: [
          'Look',
          'LookAtRole',
          'LookAtPolicy',
          'LookAtBucket',
          'ListReport',
          'ReadReport',
          'ReadEncrypted',
        ].map((Sid) => ({
          Sid,
        })),
      },
    });
  });
  test('reads what Eco reads, each list once', async () => {
    const subject = healthy();
    const { evidence } = await asSpot(subject, [
      spotReads,
      reportObjects,
      reportDefinitions,
    ] as EvidenceKind[]);
    const ok = { outcome: 'ok' };
    expect(evidence[0]).toEqual({
      status: 'found',
      value: { describeReports: ok, listBucket: ok, readObject: ok, costExplorer: ok },
    });
    const operations = subject.world.calls
      .map(({ operation }) => operation)
      .filter((operation) => operation !== 'AssumeRole');
    expect(operations.sort()).toEqual([
      'DescribeReportDefinitions',
      'GetCostAndUsage',
      'GetObject',
      'ListObjectsV2',
    ]);
  });
  test('an empty bucket and a Cost Explorer without data are allowed, with nothing there', async () => {
    const subject = healthy();
    subject.world.aws.buckets.get(inputs.bucketName)?.objects.clear();
    subject.account.costExplorer = 'noData';
    const { evidence } = await asSpot(subject, [spotReads] as EvidenceKind[]);
    expect(evidence[0]).toMatchObject({
      value: {
        listBucket: { outcome: 'ok' },
        readObject: { outcome: 'noData' },
        costExplorer: { outcome: 'noData', code: 'DataUnavailableException' },
      },
    });
  });
  test('refusals are told one by one', async () => {
    const subject = healthy();
    subject.role.inlinePolicies.set('spot', {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }],
    });
    const { evidence } = await asSpot(subject, [spotReads] as EvidenceKind[]);
    const denied = { outcome: 'denied', message: expect.stringMatching(/\S/) };
    expect(evidence[0]).toMatchObject({
      value: {
        describeReports: denied,
        listBucket: { outcome: 'ok' },
        readObject: denied,
        costExplorer: denied,
      },
    });
  });
  test('one probe without an answer is no answer', async () => {
    const subject = healthy();
    subject.world.chaos = {
      intercept: ({ operation }) =>
        operation.endsWith('GetCostAndUsage') ? new Response('', { status: 500 }) : undefined,
    };
    const { evidence } = await asSpot(subject, [spotReads] as EvidenceKind[]);
    expect(evidence[0]).toMatchObject({ status: 'unreachable' });
  });
});

test("why Spot's own sign-in failed is not told to customers", async () => {
  const subject = healthy();
  const collectors = openAwsCollectors({
    vantage: 'spot',
    credentials: () =>
      Promise.reject(
        Object.assign(new Error('Could not read /etc/spot/internal/profile'), {
          name: 'CredentialsProviderError',
          tryNextLink: false,
        }),
      ),
  });
  const context = {
    ...{
      inputs,
      signal: new AbortController().signal,
      now: () => new Date(subject.world.clock.now()),
      waiting: () => undefined,
    },
    need: (kind: EvidenceKind): Promise<Evidence> => collectors.collect(kind, context as never),
  };
  const evidence = await collectors.collect(spotAssumption as EvidenceKind, context as never);
  expect(evidence).toMatchObject({
    status: 'unreachable',
    message: expect.stringMatching(/nothing about your account/),
  });
  expect(JSON.stringify(evidence)).not.toContain('/etc/spot');
});

test("Spot's own credentials are for AssumeRole only, and every other client cannot assume anything", async () => {
  const subject = healthy();
  const own = createAwsClients(async () => subject.spot, { allowed: assumingCommands });
  await expect(own.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: 'ReadOnlyViolation',
  });
  const reading = createAwsClients(async () => subject.reader);
  const assume = new AssumeRoleCommand({ RoleArn: inputs.roleArn, RoleSessionName: 'x' });
  await expect(reading.sts.send(assume)).rejects.toMatchObject({ name: 'ReadOnlyViolation' });
  expect(subject.world.calls).toEqual([]);
  own.close();
  reading.close();
});

describe('what the session may read', () => {
  const policyOf = async (reportPrefix: string, objects: string[]) => {
    const subject = healthy();
    subject.role.inlinePolicies.set('spot', {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
    const bucket = subject.world.aws.buckets.get(inputs.bucketName);
    for (const key of objects)
      bucket?.objects.set(key, {
        key,
        body: new Uint8Array(9),
        modifiedAt: subject.world.clock.now(),
      });
    await asSpot(subject, assumption, { ...inputs, reportPrefix });
    const session = [...subject.world.aws.credentials.values()].find(
      ({ principal }) => principal.type === 'role' && principal.name === 'SpotRole',
    );
    const clients = createAwsClients(async () => session as never);
    const can = async (send: () => Promise<unknown>) => {
      const outcome = await send().then(
        () => 'yes',
        (error: Error) => error.name,
      );
      return outcome;
    };
    const get = (Key: string) =>
      can(() => clients.s3.send(new GetObjectCommand({ Bucket: inputs.bucketName, Key })));
    const list = (Prefix?: string) =>
      can(() => clients.s3.send(new ListObjectsV2Command({ Bucket: inputs.bucketName, Prefix })));
    return { get, list, clients };
  };
  test('only the files below the prefix, and only their list', async () => {
    const { get, list, clients } = await policyOf('reports', ['reports/a', 'payroll/a']);
    expect([await get('reports/a'), await get('payroll/a')]).toEqual(['yes', 'AccessDenied']);
    expect([await list('reports/'), await list('payroll/'), await list()]).toEqual([
      'yes',
      'AccessDenied',
      'AccessDenied',
    ]);
    const other = new GetRoleCommand({ RoleName: 'Administrators' });
    await expect(clients.iam.send(other)).rejects.toMatchObject({
      name: expect.stringMatching(/^AccessDenied/),
    });
  });
  test('a star in the prefix is a character, not every folder', async () => {
    const { get } = await policyOf('*', ['*/a', 'payroll/a']);
    expect([await get('*/a'), await get('payroll/a')]).toEqual(['yes', 'AccessDenied']);
  });
});
