import {
  DeleteBucketEncryptionCommand,
  DeleteBucketPolicyCommand,
  DeleteBucketTaggingCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createAccessKey } from '../seed.ts';
import { other, own, refusal, userWith } from '../testing.ts';
import { createBucket } from './state.ts';
import { s3For, simulateAws } from './testing.ts';

const aws = simulateAws();
const Bucket = 'spot-cur';

function startWithBucket() {
  const started = aws.start();
  return {
    ...started,
    bucket: createBucket(started.world, { name: Bucket, ownerAccount: own, region: 'us-east-1' }),
  };
}

const policyOf = (...statements: Record<string, unknown>[]) => ({
  Version: '2012-10-17',
  Statement: statements,
});
const forBilling = policyOf({
  Effect: 'Allow',
  Principal: { Service: 'billingreports.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `arn:aws:s3:::${Bucket}/*`,
  Condition: { StringEquals: { 'aws:SourceAccount': own } },
});
const open = policyOf({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::${Bucket}/*`,
});
const put = (policy: unknown) =>
  new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) });

describe('bucket policy', () => {
  it('is kept and given back as JSON text, until it is deleted', async () => {
    const { s3 } = startWithBucket();
    const get = new GetBucketPolicyCommand({ Bucket });
    expect(await refusal(s3.send(get))).toMatchObject({ code: 'NoSuchBucketPolicy', status: 404 });
    expect(await refusal(s3.send(new GetBucketPolicyStatusCommand({ Bucket })))).toMatchObject({
      code: 'NoSuchBucketPolicy',
    });
    await s3.send(put(forBilling));
    expect(JSON.parse((await s3.send(get)).Policy ?? '')).toEqual(forBilling);
    expect(
      (await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic,
    ).toBe(false);
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    expect(await refusal(s3.send(get))).toMatchObject({ code: 'NoSuchBucketPolicy' });
  });

  it('is refused when malformed, and the old one stays', async () => {
    const { s3, bucket } = startWithBucket();
    await s3.send(put(forBilling));
    expect(await refusal(s3.send(put({ Version: '2012-10-17' })))).toMatchObject({
      code: 'MalformedPolicy',
      status: 400,
    });
    expect(bucket.policy).toEqual(forBilling);
  });

  it('is refused when public, while BlockPublicPolicy is on', async () => {
    const { s3, bucket } = startWithBucket();
    const { code, status, message } = await refusal(s3.send(put(open)));
    expect({ code, status }).toEqual({ code: 'AccessDenied', status: 403 });
    expect(message).toContain('BlockPublicPolicy');
    bucket.publicAccessBlock = undefined;
    await s3.send(put(open));
    expect(
      (await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic,
    ).toBe(true);
  });

  it('is the owner’s alone, even when it lets another account in', async () => {
    const { strangerS3, bucket } = startWithBucket();
    const get = new GetBucketPolicyCommand({ Bucket });
    expect(await refusal(strangerS3.send(get))).toMatchObject({
      code: 'AccessDenied',
      status: 403,
    });
    bucket.policy = policyOf({
      Effect: 'Allow',
      Principal: { AWS: other },
      Action: 's3:*',
      Resource: `arn:aws:s3:::${Bucket}`,
    });
    expect(await refusal(strangerS3.send(get))).toMatchObject({
      code: 'MethodNotAllowed',
      status: 405,
    });
  });

  it('can lock out everybody but root of the owner', async () => {
    const { world, s3, bucket } = startWithBucket();
    bucket.policy = policyOf({
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: `arn:aws:s3:::${Bucket}`,
    });
    const { code, message } = await refusal(s3.send(new DeleteBucketPolicyCommand({ Bucket })));
    expect(code).toBe('AccessDenied');
    expect(message).toContain('with an explicit deny in a resource-based policy');
    const root = s3For(createAccessKey(world, own, { type: 'root' }));
    expect(await refusal(root.send(new GetBucketEncryptionCommand({ Bucket })))).toMatchObject({
      code: 'AccessDenied',
    });
    await root.send(new DeleteBucketPolicyCommand({ Bucket }));
    expect(bucket.policy).toBeUndefined();
  });
});

describe('public access block', () => {
  it('is on in new buckets, set as a whole, and can be deleted', async () => {
    const { s3, bucket } = startWithBucket();
    await s3.send(
      new PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: { BlockPublicPolicy: true },
      }),
    );
    expect(bucket.publicAccessBlock).toEqual({
      BlockPublicAcls: false,
      IgnorePublicAcls: false,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: false,
    });
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    const gone = s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(await refusal(gone)).toMatchObject({
      code: 'NoSuchPublicAccessBlockConfiguration',
      status: 404,
    });
  });

  it('keeps other accounts out of a public bucket while RestrictPublicBuckets is on', async () => {
    const { strangerS3, bucket } = startWithBucket();
    bucket.policy = policyOf({
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetBucketTagging',
      Resource: `arn:aws:s3:::${Bucket}`,
    });
    bucket.tags = { for: 'Spot' };
    const ask = new GetBucketTaggingCommand({ Bucket });
    expect(await refusal(strangerS3.send(ask))).toMatchObject({ code: 'AccessDenied' });
    bucket.publicAccessBlock = undefined;
    expect((await strangerS3.send(ask)).TagSet).toEqual([{ Key: 'for', Value: 'Spot' }]);
  });
});

describe('encryption', () => {
  const ask = new GetBucketEncryptionCommand({ Bucket });
  const setTo = (rule: object) =>
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: rule as never }],
      },
    });

  it('is AES256 by default, and KMS with or without a key of one’s own', async () => {
    const { s3, bucket } = startWithBucket();
    const current = async () =>
      (await s3.send(ask)).ServerSideEncryptionConfiguration?.Rules?.[0]
        ?.ApplyServerSideEncryptionByDefault;
    expect(await current()).toEqual({ SSEAlgorithm: 'AES256' });
    const key = `arn:aws:kms:us-east-1:${own}:key/1`;
    await s3.send(setTo({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key }));
    expect(await current()).toEqual({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key });
    await s3.send(setTo({ SSEAlgorithm: 'aws:kms' }));
    expect(await current()).toEqual({ SSEAlgorithm: 'aws:kms' });
    expect(bucket.encryption).toEqual({
      algorithm: 'aws:kms',
      keyArn: `arn:aws:kms:us-east-1:${own}:alias/aws/s3`,
    });
    await s3.send(new DeleteBucketEncryptionCommand({ Bucket }));
    expect(await current()).toEqual({ SSEAlgorithm: 'AES256' });
    expect(await refusal(s3.send(setTo({ SSEAlgorithm: 'ROT13' })))).toMatchObject({
      code: 'MalformedXML',
      status: 400,
    });
  });
});

it('keeps versioning', async () => {
  const { s3 } = startWithBucket();
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
  await s3.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
  const wrong = new PutBucketVersioningCommand({
    Bucket,
    VersioningConfiguration: { Status: 'Perhaps' as never },
  });
  expect(await refusal(s3.send(wrong))).toMatchObject({ code: 'MalformedXML' });
});

it('keeps tags', async () => {
  const { s3 } = startWithBucket();
  expect(await refusal(s3.send(new GetBucketTaggingCommand({ Bucket })))).toMatchObject({
    code: 'NoSuchTagSet',
    status: 404,
  });
  const TagSet = [{ Key: 'a & b', Value: '<c>' }];
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
  expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(TagSet);
  await s3.send(new DeleteBucketTaggingCommand({ Bucket }));
  expect(await refusal(s3.send(new GetBucketTaggingCommand({ Bucket })))).toMatchObject({
    code: 'NoSuchTagSet',
  });
});

it('names the owner in the ACL and knows no other ownership', async () => {
  const { s3, strangerS3 } = startWithBucket();
  const { Owner, Grants } = await s3.send(new GetBucketAclCommand({ Bucket }));
  expect(Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
  expect(Grants).toEqual([
    { Grantee: { ID: Owner?.ID, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' },
  ]);
  expect(await refusal(strangerS3.send(new GetBucketAclCommand({ Bucket })))).toMatchObject({
    code: 'AccessDenied',
  });
  const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
  expect(OwnershipControls?.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
  await s3.send(
    new PutBucketOwnershipControlsCommand({
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    }),
  );
  const withAcls = new PutBucketOwnershipControlsCommand({
    Bucket,
    OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
  });
  expect(await refusal(s3.send(withAcls))).toMatchObject({ code: 'NotImplemented', status: 501 });
});

/**
 * Each operation with the permission it takes, which is often called otherwise. Source: Service
 * Authorization Reference, Amazon S3.
 */
const operations: [string, { new (input: never): object }, object, string][] = [
  ['GetBucketPolicy', GetBucketPolicyCommand, {}, 's3:GetBucketPolicy'],
  ['PutBucketPolicy', PutBucketPolicyCommand, { Policy: '{}' }, 's3:PutBucketPolicy'],
  ['DeleteBucketPolicy', DeleteBucketPolicyCommand, {}, 's3:DeleteBucketPolicy'],
  ['GetBucketPolicyStatus', GetBucketPolicyStatusCommand, {}, 's3:GetBucketPolicyStatus'],
  ['GetPublicAccessBlock', GetPublicAccessBlockCommand, {}, 's3:GetBucketPublicAccessBlock'],
  [
    'PutPublicAccessBlock',
    PutPublicAccessBlockCommand,
    { PublicAccessBlockConfiguration: {} },
    's3:PutBucketPublicAccessBlock',
  ],
  ['DeletePublicAccessBlock', DeletePublicAccessBlockCommand, {}, 's3:PutBucketPublicAccessBlock'],
  ['GetBucketEncryption', GetBucketEncryptionCommand, {}, 's3:GetEncryptionConfiguration'],
  [
    'PutBucketEncryption',
    PutBucketEncryptionCommand,
    { ServerSideEncryptionConfiguration: { Rules: [] } },
    's3:PutEncryptionConfiguration',
  ],
  ['DeleteBucketEncryption', DeleteBucketEncryptionCommand, {}, 's3:PutEncryptionConfiguration'],
  ['GetBucketAcl', GetBucketAclCommand, {}, 's3:GetBucketAcl'],
  ['GetBucketVersioning', GetBucketVersioningCommand, {}, 's3:GetBucketVersioning'],
  [
    'PutBucketVersioning',
    PutBucketVersioningCommand,
    { VersioningConfiguration: { Status: 'Enabled' } },
    's3:PutBucketVersioning',
  ],
  ['GetBucketTagging', GetBucketTaggingCommand, {}, 's3:GetBucketTagging'],
  ['PutBucketTagging', PutBucketTaggingCommand, { Tagging: { TagSet: [] } }, 's3:PutBucketTagging'],
  ['DeleteBucketTagging', DeleteBucketTaggingCommand, {}, 's3:PutBucketTagging'],
  [
    'GetBucketOwnershipControls',
    GetBucketOwnershipControlsCommand,
    {},
    's3:GetBucketOwnershipControls',
  ],
  [
    'PutBucketOwnershipControls',
    PutBucketOwnershipControlsCommand,
    { OwnershipControls: { Rules: [] } },
    's3:PutBucketOwnershipControls',
  ],
];

describe.each(operations)('%s', (_name, Command, input, permission) => {
  const command = (bucket: string) => new Command({ ...input, Bucket: bucket } as never) as never;

  it(`takes ${permission} on the bucket, and no bucket comes before no permission`, async () => {
    const { world } = startWithBucket();
    const everythingElse = [
      { Effect: 'Allow', Action: 's3:*', Resource: '*' },
      { Effect: 'Deny', Action: permission, Resource: `arn:aws:s3:::${Bucket}` },
    ];
    const user = s3For(userWith(world, own, 'limited', ...everythingElse));
    const { code, status, message } = await refusal(user.send(command(Bucket)));
    expect({ code, status }).toEqual({ code: 'AccessDenied', status: 403 });
    expect(message).toContain(`perform: ${permission} on resource`);
    const powerless = s3For(userWith(world, own, 'powerless'));
    expect(await refusal(powerless.send(command('no-such-bucket')))).toMatchObject({
      code: 'NoSuchBucket',
      status: 404,
    });
  });

  it('is sent to the region of the bucket', async () => {
    const { administrator } = startWithBucket();
    const { code, status } = await refusal(s3For(administrator, 'eu-west-1').send(command(Bucket)));
    expect({ code, status }).toEqual({ code: 'PermanentRedirect', status: 301 });
  });
});
