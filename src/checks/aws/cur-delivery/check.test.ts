import { describe, expect, it } from 'vitest';
import billingStackEvents from '../../../evidence/aws/billing-stack-events.ts';
import bucketEncryption from '../../../evidence/aws/bucket-encryption.ts';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import reportDefinitions from '../../../evidence/aws/report-definitions.ts';
import reportObjects from '../../../evidence/aws/report-objects.ts';
import type { Evidence } from '../../../evidence/define-evidence.ts';
import { codes, prints } from '../../testing.ts';
import { absent, denied, healthyFiles, hoursAgo, inputs, look, now, report } from '../testing.ts';
import curDelivery from './check.ts';

const status = (ReportStatus: object | undefined) =>
  prints(reportDefinitions, { ReportDefinitions: [report({ ReportStatus })] });
const files = (...Contents: object[]) => prints(reportObjects, { Contents });
const file = (Key: string, hours = 6) => ({
  Key,
  LastModified: hoursAgo(hours).toISOString(),
  Size: 1,
});
const compact = (date: Date) => date.toISOString().replace(/[-:]|\.\d+/g, '');
const encrypted = (KMSMasterKeyID?: string) =>
  prints(bucketEncryption, {
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } }],
    },
  });
const plain = prints(bucketEncryption, {
  ServerSideEncryptionConfiguration: {
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
  },
});
const refusedStatus = status({ lastStatus: 'ERROR_PERMISSIONS' });
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();
const stackMade = (hours: number) =>
  prints(billingStackEvents, {
    StackEvents: [
      {
        StackName: 's',
        LogicalResourceId: 'Report',
        ResourceType: 'AWS::CUR::ReportDefinition',
        ResourceStatus: 'CREATE_COMPLETE',
        Timestamp: hoursAgo(hours).toISOString(),
      },
    ],
  });

describe('aws/cur-delivery', () => {
  it('passes when Parquet files of the report have arrived', () =>
    expect(look(curDelivery)).toMatchObject({ status: 'pass', findings: [] }));

  it('is pending before the first delivery: the field is missing then', () => {
    const result = look(curDelivery, { ...status(undefined), ...files() });
    expect(result).toMatchObject({
      status: 'pending',
      findings: [],
      pending: { until: inHours(24) },
    });
  });

  it.each<[string, Record<string, Evidence>]>([
    ['the test object', files(file('spotinst_eco/aws-programmatic-access-test-object', 5))],
    ['the stack', { ...files(), ...stackMade(5) }],
  ])('counts 24 hours from the set-up, which it reads from %s', (_, changes) => {
    expect(look(curDelivery, { ...status(undefined), ...changes }).pending?.until).toBe(
      inHours(19),
    );
  });

  it('001: refused, with a policy that keeps the statements of others', () => {
    const others = {
      Sid: 'Ours',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::spot-cur-111122223333/*',
    };
    const policy = prints(bucketPolicy, { Policy: JSON.stringify({ Statement: [others] }) });
    const result = look(curDelivery, { ...refusedStatus, ...policy, ...plain });
    expect(codes(result)).toEqual(['AWS-DELIVERY-001']);
    expect(result.findings[0]?.fix.commands).toHaveLength(1);
    expect(result.findings[0]?.fix.commands[0]).toContain('"Sid": "Ours"');
    expect(result.findings[0]?.fix.commands[0]).toContain('"Sid": "BillingDeliversReports"');
  });

  it('001: replaces no policy that could not be seen', () => {
    const result = look(curDelivery, {
      ...refusedStatus,
      [bucketPolicy.id]: denied,
      [bucketEncryption.id]: denied,
    });
    expect(result.findings[0]?.fix.summary).toContain('could not be seen');
    expect(result.findings[0]?.fix.commands).toEqual([]);
  });

  it.each([
    ['arn:aws:kms:us-east-1:111122223333:key/1', 'arn:aws:kms:us-east-1:111122223333:key/1'],
    [undefined, 'the AWS-managed key'],
  ])('001: the key %s is the cause when the policy is right', (key, words) => {
    const result = look(curDelivery, { ...refusedStatus, ...encrypted(key) });
    expect(result.findings[0]?.explanation).toContain(words);
    // The encryption is somebody's rule.
    expect(result.findings[0]?.fix.commands).toEqual([]);
    expect(result.findings[0]?.fix.send).toContain('billingreports.amazonaws.com');
    expect(result.findings[0]?.fix.who).toContain(words);
  });

  it("does not write into another account's bucket, whatever AWS was refused", () => {
    const strangers = prints(ownedBuckets, { Buckets: [] });
    const result = look(curDelivery, { ...refusedStatus, ...strangers });
    expect(result).toMatchObject({ status: 'undetermined', findings: [] });
    expect(result.unseen[0]?.message).toContain('belongs to another account');
  });

  it('waits when the refusal is over: the policy is right now', () => {
    expect(look(curDelivery, { ...refusedStatus, ...plain })).toMatchObject({
      status: 'pending',
      findings: [],
    });
  });

  it('takes no file of a Data Export for the report', () => {
    const Key = `${inputs.reportPrefix}/${inputs.reportName}/data/BILLING_PERIOD=2026-11/x-00001.snappy.parquet`;
    const exported = [{ Key, LastModified: hoursAgo(3).toISOString(), Size: 90_000 }];
    const never = prints(reportDefinitions, {
      ReportDefinitions: [report({ ReportStatus: undefined })],
    });
    expect(
      look(curDelivery, { ...never, ...prints(reportObjects, { Contents: exported }) }).status,
    ).toBe('pending');
    expect(codes(look(curDelivery, prints(reportObjects, { Contents: exported })))).toEqual([
      'AWS-DELIVERY-005',
    ]);
  });

  it('002: no bucket; pending once it is there again', () => {
    const lost = status({ lastStatus: 'ERROR_NO_BUCKET' });
    expect(
      codes(look(curDelivery, { ...lost, [reportObjects.id]: absent('NoSuchBucket') })),
    ).toEqual(['AWS-DELIVERY-002']);
    expect(look(curDelivery, { ...lost, ...files() }).status).toBe('pending');
  });

  it.each([
    [47, 'pass'],
    [49, 'fail'],
  ])('003: a delivery %i hours ago: %s', (hours, expected) => {
    const result = look(
      curDelivery,
      status({ lastStatus: 'SUCCESS', lastDelivery: compact(hoursAgo(hours)) }),
    );
    expect(result.status).toBe(expected);
    expect(codes(result)).toEqual(expected === 'fail' ? ['AWS-DELIVERY-003'] : []);
  });

  it('004: late, and still not green', () => {
    const result = look(curDelivery, { ...status(undefined), ...files(), ...stackMade(30) });
    expect(codes(result)).toEqual(['AWS-DELIVERY-004']);
    expect(result.findings[0]?.observed).toContain('30 hours ago');
    expect(result.status).toBe('pending');
  });

  it('005: delivered, and nothing there', () => {
    expect(codes(look(curDelivery, files()))).toEqual(['AWS-DELIVERY-005']);
    expect(codes(look(curDelivery, files(file('spotinst_eco/another-report/x.parquet'))))).toEqual([
      'AWS-DELIVERY-005',
    ]);
  });

  it('does not miss files that a full page of others hides', () => {
    const others = Array.from({ length: 200 }, (_, index) =>
      file(`spotinst_eco/a/${index}.parquet`),
    );
    expect(look(curDelivery, files(...others))).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });

  it('waits when the files are of the old form, or the bucket is newer than the delivery', () => {
    const old = files(
      file('spotinst_eco/spotinst-cur-report/20261101-20261201/spotinst-cur-report-Manifest.json'),
    );
    expect(look(curDelivery, old)).toMatchObject({ status: 'pending', findings: [] });
    const newBucket = prints(ownedBuckets, {
      Buckets: [{ Name: inputs.bucketName, CreationDate: hoursAgo(1).toISOString() }],
    });
    expect(look(curDelivery, { ...files(), ...newBucket })).toMatchObject({
      status: 'pending',
      findings: [],
    });
  });

  it('is not green when the files, the bucket or the report cannot be seen', () => {
    expect(look(curDelivery, { [reportObjects.id]: denied }).status).toBe('undetermined');
    expect(look(curDelivery, { [reportObjects.id]: absent('NoSuchBucket') }).status).toBe(
      'undetermined',
    );
    expect(look(curDelivery, { [reportDefinitions.id]: denied }).status).toBe('undetermined');
    expect(look(curDelivery, prints(reportDefinitions, { ReportDefinitions: [] })).status).toBe(
      'undetermined',
    );
  });

  describe('the date and size of the files decide', () => {
    const folder = 'spotinst_eco/spotinst-cur-report';
    const parquet = (hours: number, Size = 9) => ({
      ...file(`${folder}/spotinst-cur-report/year=2026/month=11/a-00001.snappy.parquet`, hours),
      Size,
    });
    const noStatus = status(undefined);
    const others = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' }] };

    it('without a status of the report', () => {
      expect(look(curDelivery, { ...noStatus, ...files(parquet(200), parquet(20)) }).status).toBe(
        'pass',
      );
      const stale = look(curDelivery, { ...noStatus, ...files(parquet(200), parquet(60)) });
      expect(codes(stale)).toEqual(['AWS-DELIVERY-003']);
      expect(stale.findings[0]?.observed).toContain('60 hours ago');
    });
    it('and a bucket policy that keeps AWS out is why nothing new comes', () => {
      const policy = prints(bucketPolicy, { Policy: JSON.stringify(others) });
      const result = look(curDelivery, { ...noStatus, ...files(parquet(60)), ...policy });
      expect(codes(result)).toEqual(['AWS-DELIVERY-001']);
      expect(result.findings[0]?.observed).toContain('keeps AWS out');
    });
    it('files of an earlier report of the same name are not this one’s', () => {
      const again = { ...noStatus, ...files(parquet(900)), ...stackMade(3) };
      expect(look(curDelivery, again)).toMatchObject({ status: 'pending', findings: [] });
    });
    it.each<[string, Record<string, Evidence>]>([
      ['are empty', { ...noStatus, ...files(parquet(5, 0)) }],
      ['are empty, whatever AWS says', files(parquet(5, 0))],
      ['are older than the delivery', files(parquet(90))],
      ['are of tomorrow', { ...noStatus, ...files(parquet(-80)) }],
      ['have no date', files({ ...parquet(5), LastModified: 'yesterday' })],
      ['were not seen, and AWS says nothing', { ...noStatus, [reportObjects.id]: denied }],
    ])('cannot tell when they %s', (_, changes) =>
      expect(look(curDelivery, changes)).toMatchObject({ status: 'undetermined', findings: [] }),
    );
  });

  it.each([
    { lastStatus: 'ERROR_UNHEARD_OF', lastDelivery: compact(hoursAgo(3)) },
    { lastStatus: 'SUCCESS', lastDelivery: 'recently' },
  ])('does not know what %j means', (ReportStatus) =>
    expect(look(curDelivery, status(ReportStatus))).toMatchObject({
      status: 'undetermined',
      findings: [],
    }),
  );

  it('asks of which account the report is', () =>
    expect(look(curDelivery, { [callerIdentity.id]: denied })).toMatchObject({
      status: 'undetermined',
      unseen: [{ reason: 'cannotTell' }, { evidence: 'aws/caller-identity' }],
    }));

  it('reads a delivery time in ISO 8601, as pasted output may have it', () => {
    const iso = status({ lastStatus: 'SUCCESS', lastDelivery: hoursAgo(60).toISOString() });
    expect(codes(look(curDelivery, { ...iso, ...files(...healthyFiles) }))).toEqual([
      'AWS-DELIVERY-003',
    ]);
  });
});
