import { formatArn } from '../../../src/providers/aws/partitions.ts';
import { createBucket } from '../../../src/simulator/aws/s3/state.ts';
import type { Bucket } from '../../../src/simulator/aws/state.ts';
import { formatRootArn } from './arns.ts';
import { allow, makePolicy, type Statement } from './policy.ts';
import { type AwsWorld, findRegion } from './world.ts';

/**
 * Verbs that change the bucket of the guide. Each throws an Error when the world has not what it
 * changes.
 */

/** A world whose guide makes a bucket. */
export type BucketWorld = AwsWorld<{ bucketName: string }>;

/** The bucket of the guide. */
export function findBucket({ world, inputs }: BucketWorld): Bucket {
  const bucket = world.aws.buckets.get(inputs.bucketName);
  if (!bucket)
    throw new Error(`The world has no bucket ${inputs.bucketName}; it cannot be changed.`);
  return bucket;
}

/** ARN of the guide's bucket; of what is in it with a key, which may hold stars. */
export function formatBucketArn({ account, inputs }: BucketWorld, key?: string): string {
  const resource = key === undefined ? inputs.bucketName : `${inputs.bucketName}/${key}`;
  return formatArn({ service: 's3', resource }, account);
}

/** Makes a bucket of the account in the region of the guides. */
export function addBucket(subject: BucketWorld, name: string): Bucket {
  const { world, account } = subject;
  return createBucket(world, { name, ownerAccount: account.id, region: findRegion(subject) });
}

/** Deletes the bucket with its files. */
export function deleteBucket(subject: BucketWorld): void {
  subject.world.aws.buckets.delete(findBucket(subject).name);
}

/** Deletes all files in the bucket. */
export function deleteFiles(subject: BucketWorld): void {
  const { name, objects } = findBucket(subject);
  if (objects.size === 0) throw new Error(`The bucket ${name} has no files to delete.`);
  objects.clear();
}

/** Replaces the policy of the bucket. */
export function setBucketPolicy(subject: BucketWorld, ...statements: Statement[]): void {
  findBucket(subject).policy = makePolicy(...statements);
}

/**
 * Statements of the bucket's policy, to be changed in place: `[0]` checks the bucket, `[1]` writes.
 */
export function takeStatements(subject: BucketWorld): Statement[] {
  const bucket = findBucket(subject);
  if (!bucket.policy)
    throw new Error(`The bucket ${bucket.name} has no policy; it cannot be changed.`);
  bucket.policy = structuredClone(bucket.policy);
  return bucket.policy.Statement as Statement[];
}

/** Adds a statement to the policy of the bucket. */
export function addToBucketPolicy(subject: BucketWorld, statement: Statement): void {
  takeStatements(subject).push(statement);
}

/** Puts this text in place of another in the whole bucket policy. */
export function replaceInBucketPolicy(subject: BucketWorld, from: string, to: string): void {
  const bucket = findBucket(subject);
  const text = JSON.stringify(bucket.policy ?? {});
  if (!text.includes(from))
    throw new Error(`The bucket policy has no ${from}; the fault would change nothing.`);
  bucket.policy = JSON.parse(text.replaceAll(from, to));
}

/** Makes a customer key that trusts its account, and what `statements` say; returns its ARN. */
export function addKey(subject: BucketWorld, ...statements: Statement[]): string {
  const { account } = subject;
  const arn = formatArn(
    {
      service: 'kms',
      region: findRegion(subject),
      account: account.id,
      resource: 'key/5d1f3a52-7c41-4a0e-9f0b-2b1c8e6f9d10',
    },
    account,
  );
  const ownAccount = { ...allow('kms:*'), Principal: { AWS: formatRootArn(account.id, account) } };
  account.keys.set(arn, { arn, policy: makePolicy(ownAccount, ...statements) });
  return arn;
}

/**
 * Encrypts the bucket and all its files with a customer key whose policy trusts the account and the
 * billing service; returns the key's ARN.
 */
export function encryptWithKey(subject: BucketWorld): string {
  const bucket = findBucket(subject);
  const keyArn = addKey(subject, {
    ...allow(['kms:GenerateDataKey*', 'kms:Decrypt']),
    Principal: { Service: 'billingreports.amazonaws.com' },
  });
  bucket.encryption = { algorithm: 'aws:kms', keyArn };
  for (const object of bucket.objects.values()) object.keyArn = keyArn;
  return keyArn;
}
