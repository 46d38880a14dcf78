import { createHash } from 'node:crypto';
import type { World } from '../../world.ts';
import { formatArn } from '../arn.ts';
import { type Partition, partitionOf } from '../partitions.ts';
import type { Bucket, KmsKey, S3Object } from '../state.ts';

/** The partition a bucket lies in, by its region. */
export function bucketPartition({ region }: Pick<Bucket, 'region'>): Partition {
  return partitionOf(region) ?? 'aws';
}

export function bucketArn(bucket: Pick<Bucket, 'name' | 'region'>): string {
  return formatArn(bucketPartition(bucket), { service: 's3', resource: bucket.name });
}

/**
 * Adds a bucket with the settings every new bucket has since April 2023: all four public access
 * blocks on, ACLs off, AES256.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
 */
export function createBucket(
  world: World,
  bucket: { name: string; ownerAccount: string; region: string },
): Bucket {
  const created: Bucket = {
    ...bucket,
    createdAt: world.clock.now(),
    publicAccessBlock: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
    encryption: { algorithm: 'AES256' },
    tags: {},
    objects: new Map(),
  };
  world.aws.buckets.set(bucket.name, created);
  return created;
}

/** Stores an object; without `keyArn` it is encrypted as the bucket says. */
export function storeObject(
  world: World,
  bucket: Bucket,
  object: {
    key: string;
    body: Uint8Array | string;
    contentType?: string;
    keyArn?: string;
    at?: number;
  },
): S3Object {
  const body =
    typeof object.body === 'string' ? new TextEncoder().encode(object.body) : object.body;
  const keyArn =
    object.keyArn ??
    (bucket.encryption.algorithm === 'aws:kms' ? bucket.encryption.keyArn : undefined);
  const stored: S3Object = {
    key: object.key,
    body,
    modifiedAt: object.at ?? world.clock.now(),
    contentType: object.contentType,
    keyArn,
  };
  bucket.objects.set(object.key, stored);
  return stored;
}

export function etagOf(object: S3Object): string {
  return `"${createHash('md5').update(object.body).digest('hex')}"`;
}

/**
 * Canonical user id of an account, which ACLs and listings show: 64 hexadecimal digits, stable per
 * account.
 */
export function canonicalId(accountId: string): string {
  return createHash('sha256').update(`canonical user of ${accountId}`).digest('hex');
}

/** The key that S3 itself manages, used when a bucket asks for `aws:kms` without naming a key. */
export function awsManagedKeyArn(bucket: Bucket): string {
  const { region, ownerAccount: account } = bucket;
  return formatArn(bucketPartition(bucket), {
    service: 'kms',
    region,
    account,
    resource: 'alias/aws/s3',
  });
}

export const isAwsManagedKey = (keyArn: string) => keyArn.endsWith(':alias/aws/s3');

export function findKey(
  world: World,
  keyArn: string,
): { key: KmsKey; accountId: string } | undefined {
  for (const account of world.aws.accounts.values()) {
    const key = account.keys.get(keyArn);
    if (key) return { key, accountId: account.id };
  }
  return undefined;
}

const digits = /^\d+\.\d+\.\d+\.\d+$/;
const reservedStarts = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const reservedEnds = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function isValidBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !digits.test(name) &&
    !reservedStarts.some((start) => name.startsWith(start)) &&
    !reservedEnds.some((end) => name.endsWith(end))
  );
}
