import { describe, expect, it } from 'vitest';
import billingStackEvents from '../../../evidence/aws/billing-stack-events.ts';
import bucketLocation from '../../../evidence/aws/bucket-location.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import publicAccessBlock from '../../../evidence/aws/public-access-block.ts';
import { codes, prints } from '../../testing.ts';
import { absent, denied, look } from '../testing.ts';
import curBucket from './check.ts';

const gone = { [bucketLocation.id]: absent('NoSuchBucket') };
const owns = (...names: string[]) =>
  prints(ownedBuckets, { Buckets: names.map((Name) => ({ Name })) });
const event = (
  LogicalResourceId: string,
  ResourceStatus: string,
  minute: number,
  ResourceStatusReason?: string,
) => ({
  StackName: 'spot-eco-billing',
  LogicalResourceId,
  ResourceStatus,
  ResourceStatusReason,
  Timestamp: `2026-11-23T10:0${minute}:00Z`,
});

describe('aws/cur-bucket', () => {
  it('passes for a private bucket of your own in us-east-1', () =>
    expect(look(curBucket).status).toBe('pass'));

  it('001: missing, with commands that make it', () => {
    const result = look(curBucket, { ...gone, ...owns('logs') });
    expect(codes(result)).toEqual(['AWS-BUCKET-001']);
    expect(result.findings[0]?.observed).toContain('1 bucket, none with a similar name');
    expect(result.findings[0]?.fix.commands[0]).toContain(
      'aws s3api create-bucket --bucket spot-cur-111122223333 --region us-east-1\n',
    );
  });

  it.each(['spot-cur-11112222333', 'spot_cur_111122223333', 'SPOT-cur-111122223333'])(
    '001: names the similar bucket %s',
    (name) => {
      expect(
        look(curBucket, { ...gone, ...owns('logs', name) }).findings[0]?.explanation,
      ).toContain(`a bucket named ${name}`);
    },
  );

  it('001 is also seen where the list of buckets is denied, as by Spot', () => {
    expect(codes(look(curBucket, { ...gone, [ownedBuckets.id]: denied }))).toEqual([
      'AWS-BUCKET-001',
    ]);
  });

  it.each([
    ['refuses to speak of it', denied],
    [
      'lets everybody read its region',
      Object.values(prints(bucketLocation, { LocationConstraint: 'eu-west-1' }))[0],
    ],
  ])("002: somebody else's bucket that %s", (_, location) => {
    const result = look(curBucket, {
      [bucketLocation.id]: location as typeof denied,
      ...owns('logs'),
    });
    expect(codes(result)).toEqual(['AWS-BUCKET-002']);
    expect(result.findings[0]?.fix.commands[0]).toContain('--bucket spot-cur-111122223333-eco ');
  });

  it('003: another region, with a new name of at most 63 characters', () => {
    const long = `${'a'.repeat(60)}-b`;
    const result = look(
      curBucket,
      { ...prints(bucketLocation, { LocationConstraint: 'eu-west-1' }), ...owns(long) },
      { bucketName: long },
    );
    expect(codes(result)).toEqual(['AWS-BUCKET-003']);
    expect(result.findings[0]?.observed).toContain('eu-west-1');
    const name = /--bucket (\S+)/.exec(result.findings[0]?.fix.commands[0] ?? '')?.[1] ?? '';
    expect(name).toMatch(/^a+-us-east-1$/);
    expect(name).toHaveLength(63);
  });

  it('004: one switch off, or all of them', () => {
    const some = prints(publicAccessBlock, {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: false,
        RestrictPublicBuckets: true,
      },
    });
    expect(look(curBucket, some).findings[0]).toMatchObject({
      code: 'AWS-BUCKET-004',
      observed: 'off: BlockPublicPolicy',
    });
    const none = look(curBucket, {
      [publicAccessBlock.id]: absent('NoSuchPublicAccessBlockConfiguration'),
    });
    expect(none).toMatchObject({
      status: 'warning',
      findings: [{ code: 'AWS-BUCKET-004', observed: 'the bucket blocks no public access' }],
    });
  });

  it('005: reads out the first failure of the stack, not its consequences', () => {
    const events = [
      event('spot-eco-billing', 'ROLLBACK_COMPLETE', 5),
      event('Bucket', 'CREATE_FAILED', 3, 'Resource creation cancelled'),
      event('Report', 'CREATE_FAILED', 3, 'AccessDeniedException: no cur:PutReportDefinition'),
      event('Bucket', 'CREATE_IN_PROGRESS', 1),
    ];
    const result = look(curBucket, {
      ...gone,
      ...owns(),
      ...prints(billingStackEvents, { StackEvents: events }),
    });
    expect(codes(result)).toEqual(['AWS-BUCKET-005']);
    expect(result.findings[0]?.explanation).toContain(
      'AccessDeniedException: no cur:PutReportDefinition',
    );
    expect(result.findings[0]?.explanation).not.toContain('cancelled');
  });

  it('does not blame a stack that stands, or one that failed while the bucket exists', () => {
    const stands = prints(billingStackEvents, {
      StackEvents: [
        event('spot-eco-billing', 'CREATE_COMPLETE', 5),
        event('Report', 'CREATE_FAILED', 3, 'once'),
      ],
    });
    expect(codes(look(curBucket, { ...gone, ...stands }))).toEqual(['AWS-BUCKET-001']);
    const fell = prints(billingStackEvents, {
      StackEvents: [event('spot-eco-billing', 'ROLLBACK_COMPLETE', 5)],
    });
    expect(look(curBucket, fell).status).toBe('pass');
  });

  it.each([
    ['region', bucketLocation],
    ['list of buckets', ownedBuckets],
    ['public access block', publicAccessBlock],
  ])('is not green when the %s is denied', (_, kind) => {
    const result = look(curBucket, { [kind.id]: denied });
    expect(result.status).toBe('undetermined');
    expect(result.unseen.map(({ evidence }) => evidence)).toContain(kind.id);
  });

  it('says nothing about an account that it did not look into', () => {
    const elsewhere = prints(callerIdentity, {
      Account: '444455556666',
      Arn: 'arn:aws:iam::444455556666:user/a',
      UserId: 'A',
    });
    expect(look(curBucket, { ...gone, ...elsewhere })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });

  it.each([null, ''])('accepts a bucket whose region S3 prints as %j', (LocationConstraint) =>
    expect(look(curBucket, prints(bucketLocation, { LocationConstraint })).status).toBe('pass'),
  );

  it('is not judged, neither way, without knowing who looked', () => {
    const nobody = { [callerIdentity.id]: denied };
    for (const location of [{}, { [bucketLocation.id]: absent('NoSuchBucket') }])
      expect(look(curBucket, { ...nobody, ...location })).toMatchObject({
        status: 'undetermined',
        findings: [],
        unseen: [{ reason: 'cannotTell' }, { evidence: 'aws/caller-identity' }],
      });
  });
});
