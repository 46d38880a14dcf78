import { DescribeReportDefinitionsCommand } from '@aws-sdk/client-cost-and-usage-report-service';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { describe, expect, it, vi } from 'vitest';
import { World } from '../../world.ts';
import { createBucket } from '../s3/state.ts';
import { curFor, simulateAws } from '../s3/testing.ts';
import { createAccount } from '../seed.ts';
import type { CostReport } from '../state.ts';
import { own } from '../testing.ts';
import { attachBillingClock, deliverDueReports } from './delivery.ts';
import { deliveryStatus, hour } from './state.ts';

const name = 'spotinst-cur-report';
const arn = 'arn:aws:s3:::spot-cur';
const statement = (change: Record<string, unknown> = {}) => ({
  Effect: 'Allow',
  Principal: { Service: 'billingreports.amazonaws.com' },
  Action: ['s3:PutObject', 's3:GetBucketPolicy'],
  Resource: [arn, `${arn}/*`],
  ...change,
});
const policyOf = (...statements: Record<string, unknown>[]) => ({
  Version: '2012-10-17',
  Statement: statements,
});
const when = (operator: string, values: Record<string, unknown>) => ({
  Condition: { [operator]: values },
});

/** A report made now, in a bucket that lets the billing service in. */
function prepare(world: World, settings: Partial<CostReport> = {}) {
  const account = world.aws.accounts.get(own) ?? createAccount(world, { id: own });
  const bucket = createBucket(world, { name: 'spot-cur', ownerAccount: own, region: 'us-east-1' });
  bucket.policy = policyOf(statement());
  const createdAt = world.clock.now();
  const report: CostReport = {
    name,
    timeUnit: 'HOURLY',
    format: 'Parquet',
    compression: 'Parquet',
    schemaElements: ['RESOURCES'],
    bucket: 'spot-cur',
    prefix: 'spotinst_eco',
    region: 'us-east-1',
    artifacts: ['ATHENA'],
    refreshClosedReports: true,
    versioning: 'OVERWRITE_REPORT',
    createdAt,
    nextDeliveryAt: createdAt + 6 * hour,
    ...settings,
  };
  account.reports.set(report.name, report);
  return { account, bucket, report };
}

describe('what lets the billing service deliver', () => {
  const sourceArn = `arn:aws:cur:us-east-1:${own}:definition`;
  it.each<[string, Record<string, unknown>[], boolean]>([
    ['no condition', [statement()], true],
    [
      'the guide’s older form',
      [
        statement(
          when('StringEquals', { 'aws:SourceAccount': own, 'aws:SourceArn': `${sourceArn}/*` }),
        ),
      ],
      true,
    ],
    [
      'the guide’s newer form',
      [
        statement(
          when('StringLike', {
            'aws:SourceAccount': own,
            'aws:SourceArn': [`${sourceArn}/*`, 'arn:aws:bcm-data-exports:us-east-1:*'],
          }),
        ),
      ],
      true,
    ],
    [
      'just this report',
      [statement(when('StringEquals', { 'aws:SourceArn': `${sourceArn}/${name}` }))],
      true,
    ],
    [
      'another report',
      [statement(when('StringEquals', { 'aws:SourceArn': `${sourceArn}/another` }))],
      false,
    ],
    [
      'another account',
      [statement(when('StringEquals', { 'aws:SourceAccount': '999999999999' }))],
      false,
    ],
    [
      'another region in the ARN',
      [
        statement(
          when('StringLike', { 'aws:SourceArn': `arn:aws:cur:eu-west-1:${own}:definition/*` }),
        ),
      ],
      false,
    ],
    [
      'another service',
      [statement({ Principal: { Service: 'bcm-data-exports.amazonaws.com' } })],
      false,
    ],
    ['no writing', [statement({ Action: 's3:GetBucketPolicy' })], false],
    ['no reading of the policy', [statement({ Action: 's3:PutObject' })], false],
    ['writing elsewhere', [statement({ Resource: [arn, `${arn}/other/*`] })], false],
    [
      'a deny beside it',
      [statement(), statement({ Effect: 'Deny', Principal: '*', Action: 's3:PutObject' })],
      false,
    ],
  ])('%s: %s', (_name, statements, expected) => {
    const world = new World();
    const { account, bucket, report } = prepare(world);
    bucket.policy = policyOf(...statements);
    expect(deliveryStatus(world, report, account) === 'SUCCESS').toBe(expected);
  });

  it('is asked for every file', () => {
    const world = new World();
    const { bucket, report } = prepare(world);
    const noData = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject' };
    bucket.policy = policyOf(statement(), { ...noData, Resource: `${arn}/*.sql` });
    world.clock.advance(6 * hour);
    deliverDueReports(world);
    expect(report.lastStatus).toBe('ERROR_PERMISSIONS');
    expect([...bucket.objects.keys()].filter((key) => key.endsWith('.parquet'))).toEqual([]);
  });

  it('is not another account’s bucket, nor none', () => {
    const world = new World();
    const { account, bucket, report } = prepare(world);
    bucket.ownerAccount = '999999999999';
    expect(deliveryStatus(world, report, account)).not.toBe('SUCCESS');
    world.aws.buckets.clear();
    expect(deliveryStatus(world, report, account)).not.toBe('SUCCESS');
  });

  it('is a key’s policy too, when the bucket has a key', () => {
    const world = new World();
    const { account, bucket, report } = prepare(world);
    const keyArn = `arn:aws:kms:us-east-1:${own}:key/1`;
    const forRoot = {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${own}:root` },
      Action: 'kms:*',
      Resource: '*',
    };
    const forBilling = {
      Effect: 'Allow',
      Principal: { Service: 'billingreports.amazonaws.com' },
      Action: 'kms:GenerateDataKey*',
      Resource: '*',
    };
    bucket.encryption = { algorithm: 'aws:kms', keyArn };
    account.keys.set(keyArn, { arn: keyArn, policy: policyOf(forRoot) });
    expect(deliveryStatus(world, report, account)).not.toBe('SUCCESS');
    account.keys.set(keyArn, { arn: keyArn, policy: policyOf(forRoot, forBilling) });
    expect(deliveryStatus(world, report, account)).toBe('SUCCESS');
    world.clock.advance(6 * hour);
    deliverDueReports(world);
    expect([...bucket.objects.values()].every((object) => object.keyArn === keyArn)).toBe(true);
  });
});

describe('deliveries', () => {
  it('come six hours after creation and every twelve hours from then on', () => {
    const world = new World();
    const { bucket, report } = prepare(world);
    attachBillingClock(world);
    world.clock.advance(6 * hour - 1000);
    expect([report.lastStatus, bucket.objects.size]).toEqual([undefined, 0]);
    world.clock.advance(1000);
    expect(report).toMatchObject({
      lastStatus: 'SUCCESS',
      lastDelivery: report.createdAt + 6 * hour,
      nextDeliveryAt: report.createdAt + 18 * hour,
    });
  });

  it('are the latest due one after a long jump', () => {
    const world = new World();
    const { report } = prepare(world);
    attachBillingClock(world);
    world.clock.advance(47 * hour);
    expect(report.lastDelivery).toBe(report.createdAt + 42 * hour);
    expect(report.nextDeliveryAt).toBe(report.createdAt + 54 * hour);
  });

  it('fail with a reason, and keep the date of the last success', () => {
    const world = new World();
    const { bucket, report } = prepare(world);
    attachBillingClock(world);
    world.clock.advance(6 * hour);
    bucket.policy = undefined;
    world.clock.advance(12 * hour);
    expect(report).toMatchObject({
      lastStatus: 'ERROR_PERMISSIONS',
      lastDelivery: report.createdAt + 6 * hour,
    });
    world.aws.buckets.clear();
    world.clock.advance(12 * hour);
    expect(report).toMatchObject({
      lastStatus: 'ERROR_NO_BUCKET',
      lastDelivery: report.createdAt + 6 * hour,
    });
  });

  describe('lay out their files', () => {
    const keysFor = (settings: Partial<CostReport>) => {
      vi.useFakeTimers({ now: Date.UTC(2026, 0, 31, 12), toFake: ['Date'] });
      try {
        const world = new World();
        const { bucket } = prepare(world, settings);
        world.clock.advance(6 * hour);
        deliverDueReports(world);
        return { keys: [...bucket.objects.keys()].sort(), bucket };
      } finally {
        vi.useRealTimers();
      }
    };

    it('for Athena', () => {
      const { keys, bucket } = keysFor({});
      const period = 'spotinst_eco/spotinst-cur-report/20260101-20260201';
      const data =
        'spotinst_eco/spotinst-cur-report/spotinst-cur-report/year=2026/month=1/spotinst-cur-report-00001.snappy.parquet';
      expect(keys).toEqual([
        `${period}/crawler-cfn.yml`,
        `${period}/${name}-Manifest.json`,
        `${period}/${name}-create-table.sql`,
        data,
      ]);
      expect(new TextDecoder().decode(bucket.objects.get(data)?.body)).toMatch(/^PAR1.*PAR1$/);
      expect(
        JSON.parse(
          new TextDecoder().decode(bucket.objects.get(`${period}/${name}-Manifest.json`)?.body),
        ),
      ).toMatchObject({
        account: own,
        reportName: name,
        bucket: 'spot-cur',
        reportKeys: [data],
        contentType: 'Parquet',
        billingPeriod: { start: '20260101T000000.000Z', end: '20260201T000000.000Z' },
      });
    });

    it('for versions, each in a folder of its own', () => {
      const { keys } = keysFor({
        artifacts: [],
        versioning: 'CREATE_NEW_REPORT',
        format: 'textORcsv',
        compression: 'GZIP',
      });
      const period = 'spotinst_eco/spotinst-cur-report/20260101-20260201';
      expect(keys).toHaveLength(3);
      expect(
        keys.filter((key) =>
          /\/[0-9a-f]{32}\/spotinst-cur-report-(00001\.csv\.gz|Manifest\.json)$/.test(key),
        ),
      ).toHaveLength(2);
      expect(keys).toContain(`${period}/${name}-Manifest.json`);
    });

    it('for overwritten CSV, in the folder of the month', () => {
      const { keys } = keysFor({ artifacts: [], format: 'textORcsv', compression: 'ZIP' });
      const period = 'spotinst_eco/spotinst-cur-report/20260101-20260201';
      expect(keys).toEqual([`${period}/${name}-00001.csv.zip`, `${period}/${name}-Manifest.json`]);
    });
  });
});

/**
 * Older service models, such as the installed SDK's, do not name this member; the service sends it
 * all the same.
 */
const statusOf = (report: object | undefined) =>
  (report as { ReportStatus?: object } | undefined)?.ReportStatus;

describe('what the services say of deliveries', () => {
  const aws = simulateAws();

  it('reports the status only after the first attempt', async () => {
    const { world, administrator } = aws.start();
    const { report } = prepare(world);
    const client = curFor(administrator);
    const status = async () =>
      statusOf(
        (await client.send(new DescribeReportDefinitionsCommand({}))).ReportDefinitions?.[0],
      );
    expect(await status()).toBeUndefined();
    world.clock.advance(6 * hour);
    const moment = `${new Date(report.createdAt + 6 * hour).toISOString().replaceAll(/[-:]/g, '').slice(0, 15)}Z`;
    expect(await status()).toEqual({ lastDelivery: moment, lastStatus: 'SUCCESS' });
  });

  it('has no date when nothing was ever delivered', async () => {
    const { world, administrator } = aws.start();
    prepare(world).bucket.policy = undefined;
    world.clock.advance(24 * hour);
    const { ReportDefinitions } = await curFor(administrator).send(
      new DescribeReportDefinitionsCommand({}),
    );
    expect(statusOf(ReportDefinitions?.[0])).toEqual({ lastStatus: 'ERROR_PERMISSIONS' });
  });

  it('makes deliveries that fell due without the clock being moved when somebody looks', async () => {
    const { world, administrator, s3 } = aws.start();
    const nextDeliveryAt = world.clock.now() - 1;
    prepare(world, { nextDeliveryAt });
    const { Contents } = await s3.send(
      new ListObjectsV2Command({ Bucket: 'spot-cur', Prefix: 'spotinst_eco/' }),
    );
    expect(Contents).toHaveLength(4);
    const { report } = prepare(world, { name: 'second', nextDeliveryAt });
    await curFor(administrator).send(new DescribeReportDefinitionsCommand({}));
    expect(report.lastDelivery).toBe(nextDeliveryAt);
  });
});
