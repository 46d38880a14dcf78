import {
  type AWSRegion,
  DeleteReportDefinitionCommand,
  DescribeReportDefinitionsCommand,
  ModifyReportDefinitionCommand,
  PutReportDefinitionCommand,
  type ReportDefinition,
} from '@aws-sdk/client-cost-and-usage-report-service';
import { describe, expect, it } from 'vitest';
import type { World } from '../../world.ts';
import { createBucket } from '../s3/state.ts';
import { curFor, simulateAws } from '../s3/testing.ts';
import { createAccessKey } from '../seed.ts';
import { other, own, refusal, userWith } from '../testing.ts';
import { cur } from './handlers.ts';

const aws = simulateAws();
const Bucket = 'spot-cur';

const definition: ReportDefinition = {
  ReportName: 'spotinst-cur-report',
  TimeUnit: 'HOURLY',
  Format: 'Parquet',
  Compression: 'Parquet',
  AdditionalSchemaElements: ['RESOURCES'],
  S3Bucket: Bucket,
  S3Prefix: 'spotinst_eco',
  S3Region: 'us-east-1',
  AdditionalArtifacts: ['ATHENA'],
  RefreshClosedReports: true,
  ReportVersioning: 'OVERWRITE_REPORT',
};

const billingPolicy = (accountId: string) => ({
  Version: '2012-10-17',
  Statement: [
    { Action: ['s3:GetBucketAcl', 's3:GetBucketPolicy'], Resource: `arn:aws:s3:::${Bucket}` },
    { Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/*` },
  ].map((statement) => ({
    Effect: 'Allow',
    Principal: { Service: 'billingreports.amazonaws.com' },
    ...statement,
    Condition: {
      StringEquals: {
        'aws:SourceArn': `arn:aws:cur:us-east-1:${accountId}:definition/*`,
        'aws:SourceAccount': accountId,
      },
    },
  })),
});

function readyBucket(world: World, region = 'us-east-1') {
  const bucket = createBucket(world, { name: Bucket, ownerAccount: own, region });
  bucket.policy = billingPolicy(own);
  return bucket;
}

function startReady() {
  const started = aws.start();
  return { ...started, bucket: readyBucket(started.world), client: curFor(started.administrator) };
}

const put = (change: Partial<Record<keyof ReportDefinition, unknown>> = {}) =>
  new PutReportDefinitionCommand({
    ReportDefinition: { ...definition, ...change } as ReportDefinition,
  });

describe('PutReportDefinition', () => {
  it('makes a report and proves that it can write', async () => {
    const { client, bucket } = startReady();
    await client.send(put());
    expect((await client.send(new DescribeReportDefinitionsCommand({}))).ReportDefinitions).toEqual(
      [definition],
    );
    expect([...bucket.objects.keys()]).toEqual(['aws-programmatic-access-test-object']);
  });

  it('creates new versions and leaves closed months alone, unless told otherwise', async () => {
    const { world, client } = startReady();
    await client.send(
      put({
        AdditionalArtifacts: undefined,
        RefreshClosedReports: undefined,
        ReportVersioning: undefined,
      }),
    );
    expect(world.aws.accounts.get(own)?.reports.get('spotinst-cur-report')).toMatchObject({
      artifacts: [],
      refreshClosedReports: false,
      versioning: 'CREATE_NEW_REPORT',
    });
  });

  it('lets a member account have its own report', async () => {
    const { world, stranger } = aws.start();
    const bucket = createBucket(world, { name: Bucket, ownerAccount: other, region: 'us-east-1' });
    bucket.policy = billingPolicy(other);
    await curFor(stranger).send(put());
    expect(world.aws.accounts.get(other)?.reports.size).toBe(1);
  });

  it('refuses a name that is taken', async () => {
    const { client } = startReady();
    await client.send(put());
    expect(await refusal(client.send(put()))).toMatchObject({
      code: 'DuplicateReportNameException',
      status: 400,
    });
  });

  it('refuses the eleventh report', async () => {
    const { client } = startReady();
    for (let index = 1; index <= 10; index += 1)
      await client.send(put({ ReportName: `report-${index}` }));
    expect(await refusal(client.send(put()))).toMatchObject({
      code: 'ReportLimitReachedException',
      status: 400,
    });
  });

  it.each<[string, Partial<Record<keyof ReportDefinition, unknown>>, string]>([
    ['no prefix', { S3Prefix: undefined }, "Value null at 'reportDefinition.s3Prefix'"],
    ['an empty prefix', { S3Prefix: '' }, "Value '' at 'reportDefinition.s3Prefix'"],
    [
      'a slash at the end of the prefix',
      { S3Prefix: 'spotinst_eco/' },
      'reportDefinition.s3Prefix',
    ],
    ['a space in the prefix', { S3Prefix: 'spotinst eco' }, 'reportDefinition.s3Prefix'],
    [
      'a space in the name',
      { ReportName: 'my report' },
      "Value 'my report' at 'reportDefinition.reportName'",
    ],
    ['a name too long', { ReportName: 'x'.repeat(257) }, 'length less than or equal to 256'],
    [
      'another time unit',
      { TimeUnit: 'WEEKLY' },
      'Member must satisfy enum value set: [HOURLY, DAILY, MONTHLY]',
    ],
    [
      'another schema element',
      { AdditionalSchemaElements: ['RESOURCE'] },
      "Value '[RESOURCE]' at 'reportDefinition.additionalSchemaElements'",
    ],
    [
      'no schema elements',
      { AdditionalSchemaElements: undefined },
      "Value null at 'reportDefinition.additionalSchemaElements'",
    ],
    [
      'another artifact',
      { AdditionalArtifacts: ['athena'] },
      'reportDefinition.additionalArtifacts',
    ],
  ])('refuses %s', async (_name, change, message) => {
    const { client } = startReady();
    const refused = await refusal(client.send(put(change)));
    expect(refused).toMatchObject({ code: 'ValidationException', status: 400 });
    expect(refused.message).toContain(message);
  });

  it('counts what it refuses', async () => {
    const { client } = startReady();
    const { message } = await refusal(client.send(put({ TimeUnit: 'WEEKLY', Format: 'CSV' })));
    expect(message).toMatch(/^2 validation errors detected: /);
  });

  it.each<[string, Partial<ReportDefinition>]>([
    ['Athena with another artifact', { AdditionalArtifacts: ['ATHENA', 'REDSHIFT'] }],
    ['Athena with CSV', { Format: 'textORcsv', Compression: 'GZIP' }],
    ['Athena with new versions', { ReportVersioning: 'CREATE_NEW_REPORT' }],
    ['Athena without saying what becomes of old versions', { ReportVersioning: undefined }],
    ['Parquet compressed by GZIP', { Compression: 'GZIP', AdditionalArtifacts: [] }],
    ['CSV compressed by Parquet', { Format: 'textORcsv', AdditionalArtifacts: [] }],
    ['QuickSight with Parquet', { AdditionalArtifacts: ['QUICKSIGHT'] }],
  ])('refuses %s without a word', async (_name, change) => {
    const { world, client } = startReady();
    expect(await refusal(client.send(put(change)))).toMatchObject({
      code: 'ValidationException',
      status: 400,
    });
    expect(world.aws.accounts.get(own)?.reports.size).toBe(0);
  });

  describe('refuses a bucket', () => {
    const unverified = { code: 'ValidationException', status: 400 };
    const message = (region = 'us-east-1') =>
      `Failed to verify customer bucket permission. accountId= ${own}, bucket name: ${Bucket}, bucket region: ${region}`;

    it('that does not exist', async () => {
      const { administrator } = aws.start();
      expect(await refusal(curFor(administrator).send(put()))).toEqual({
        ...unverified,
        message: message(),
      });
    });

    it('without a policy, or with one for another account', async () => {
      const { client, bucket } = startReady();
      bucket.policy = undefined;
      expect(await refusal(client.send(put()))).toEqual({ ...unverified, message: message() });
      bucket.policy = billingPolicy(other);
      expect(await refusal(client.send(put()))).toEqual({ ...unverified, message: message() });
      expect(bucket.objects.size).toBe(0);
    });

    it('of another account, whatever its policy', async () => {
      const { client, bucket } = startReady();
      bucket.ownerAccount = other;
      expect(await refusal(client.send(put()))).toMatchObject(unverified);
    });

    it('of another region than the definition says', async () => {
      const { world, administrator } = aws.start();
      readyBucket(world, 'eu-west-1');
      const client = curFor(administrator);
      expect(await refusal(client.send(put()))).toMatchObject(unverified);
      expect(
        (await refusal(client.send(put({ S3Region: 'eu-west-9' as AWSRegion })))).message,
      ).toBe(message('eu-west-9'));
      await client.send(put({ S3Region: 'eu-west-1' }));
    });
  });
});

describe('DescribeReportDefinitions', () => {
  it('gives pages of five', async () => {
    const { client } = startReady();
    for (let index = 1; index <= 6; index += 1)
      await client.send(put({ ReportName: `report-${index}` }));
    const first = await client.send(new DescribeReportDefinitionsCommand({}));
    expect(first.ReportDefinitions).toHaveLength(5);
    const second = await client.send(
      new DescribeReportDefinitionsCommand({ MaxResults: 5, NextToken: first.NextToken }),
    );
    expect(second.ReportDefinitions?.map(({ ReportName }) => ReportName)).toEqual(['report-6']);
    expect(second.NextToken).toBeUndefined();
    for (const wrong of [{ MaxResults: 4 }, { MaxResults: 6 }, { NextToken: 'x' }]) {
      expect(await refusal(client.send(new DescribeReportDefinitionsCommand(wrong)))).toMatchObject(
        { code: 'ValidationException' },
      );
    }
  });
});

describe('ModifyReportDefinition', () => {
  const modify = (change: Partial<ReportDefinition>, name = 'spotinst-cur-report') =>
    new ModifyReportDefinitionCommand({
      ReportName: name,
      ReportDefinition: { ...definition, ...change },
    });

  it('changes what may be changed', async () => {
    const { client } = startReady();
    await client.send(put({ RefreshClosedReports: false }));
    await client.send(modify({ S3Prefix: 'elsewhere' }));
    const { ReportDefinitions } = await client.send(new DescribeReportDefinitionsCommand({}));
    expect(ReportDefinitions).toEqual([{ ...definition, S3Prefix: 'elsewhere' }]);
  });

  it.each<[string, Partial<ReportDefinition>]>([
    ['TimeUnit', { TimeUnit: 'DAILY' }],
    ['AdditionalSchemaElements', { AdditionalSchemaElements: [] }],
    ['ReportVersioning', { ReportVersioning: 'CREATE_NEW_REPORT', AdditionalArtifacts: [] }],
  ])('leaves %s of an overwriting report alone', async (member, change) => {
    const { client } = startReady();
    await client.send(put());
    const { code, message } = await refusal(client.send(modify(change)));
    expect(code).toBe('ValidationException');
    expect(message).toContain(member);
    expect((await client.send(new DescribeReportDefinitionsCommand({}))).ReportDefinitions).toEqual(
      [definition],
    );
  });

  it('may change a report that creates new versions', async () => {
    const { client } = startReady();
    const versioned = {
      AdditionalArtifacts: [],
      ReportVersioning: 'CREATE_NEW_REPORT' as const,
      AdditionalSchemaElements: [],
    };
    await client.send(put({ ...versioned, TimeUnit: 'DAILY' }));
    await client.send(modify({}));
    expect((await client.send(new DescribeReportDefinitionsCommand({}))).ReportDefinitions).toEqual(
      [definition],
    );
  });

  it('refuses an unknown report, another name, a wrong definition and a bucket it cannot write to', async () => {
    const { client, bucket } = startReady();
    expect(await refusal(client.send(modify({})))).toMatchObject({ code: 'ValidationException' });
    await client.send(put());
    expect((await refusal(client.send(modify({ ReportName: 'new-name' })))).message).toContain(
      'cannot be changed',
    );
    expect((await refusal(client.send(modify({ S3Prefix: '' })))).message).toContain('s3Prefix');
    bucket.policy = undefined;
    expect((await refusal(client.send(modify({})))).message).toContain(
      'Failed to verify customer bucket permission',
    );
  });
});

describe('DeleteReportDefinition', () => {
  it('deletes a report, and only one that exists', async () => {
    const { client } = startReady();
    await client.send(put());
    const remove = new DeleteReportDefinitionCommand({ ReportName: 'spotinst-cur-report' });
    expect((await client.send(remove)).ResponseMessage).toContain('spotinst-cur-report');
    expect((await client.send(new DescribeReportDefinitionsCommand({}))).ReportDefinitions).toEqual(
      [],
    );
    expect(await refusal(client.send(remove))).toMatchObject({
      code: 'ValidationException',
      status: 400,
    });
  });
});

describe.each([
  ['DescribeReportDefinitions', new DescribeReportDefinitionsCommand({}), 'definition/*'],
  ['PutReportDefinition', put(), 'definition/spotinst-cur-report'],
  [
    'ModifyReportDefinition',
    new ModifyReportDefinitionCommand({ ReportName: 'r', ReportDefinition: definition }),
    'definition/r',
  ],
  [
    'DeleteReportDefinition',
    new DeleteReportDefinitionCommand({ ReportName: 'r' }),
    'definition/r',
  ],
])('%s', (name, command, resource) => {
  it(`takes cur:${name}`, async () => {
    const { world } = startReady();
    const statements = [
      { Effect: 'Allow', Action: 'cur:*', Resource: '*' },
      {
        Effect: 'Deny',
        Action: `cur:${name}`,
        Resource: `arn:aws:cur:us-east-1:${own}:${resource}`,
      },
    ];
    const { code, status, message } = await refusal(
      curFor(userWith(world, own, 'limited', ...statements)).send(command as never),
    );
    expect({ code, status }).toEqual({ code: 'AccessDeniedException', status: 400 });
    expect(message).toContain(
      `perform: cur:${name} on resource: arn:aws:cur:us-east-1:${own}:${resource} with an explicit deny`,
    );
  });

  it('is refused to everybody but root while IAM has no access to billing', async () => {
    const { world, client } = startReady();
    const account = world.aws.accounts.get(own);
    if (account) account.billingAccessForIam = false;
    expect(await refusal(client.send(command as never))).toMatchObject({
      code: 'AccessDeniedException',
      status: 400,
    });
    const root = curFor(createAccessKey(world, own, { type: 'root' }));
    const answer = await root.send(command as never).catch((error: Error) => error.name);
    expect(answer).not.toBe('AccessDeniedException');
  });
});

it('exists in us-east-1 only', () => {
  expect(cur.regionOf(new URL('https://cur.us-east-1.amazonaws.com/'))).toBe('us-east-1');
  expect(cur.regionOf(new URL('https://cur.eu-west-1.amazonaws.com/'))).toBeUndefined();
});
