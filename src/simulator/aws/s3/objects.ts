import { AwsError, type Call, type Operation, type Permission } from '../service.ts';
import type { Bucket, S3Object } from '../state.ts';
import {
  type BucketInput,
  findBucket,
  keyPermissions,
  type ObjectInput,
  operation,
  permissionOn,
  requirePermission,
} from './access.ts';
import { wholeSeconds } from './buckets.ts';
import * as errors from './errors.ts';
import { type ListingQuery, listObjects } from './listing.ts';
import { awsManagedKeyArn, canonicalId, etagOf, isAwsManagedKey, storeObject } from './state.ts';

interface ListInput extends BucketInput {
  Prefix?: string;
  Delimiter?: string;
  MaxKeys?: number;
  StartAfter?: string;
  ContinuationToken?: string;
  EncodingType?: string;
  FetchOwner?: boolean;
  KeyMarker?: string;
}

interface PutObjectInput extends ObjectInput {
  Body?: Uint8Array;
  ContentType?: string;
  ACL?: string;
  ServerSideEncryption?: string;
  SSEKMSKeyId?: string;
}

/** Operations on objects and their listings. */
export const objects: Record<string, Operation> = {
  ListObjectsV2: operation<ListInput>({
    permissions: (input, call) => [listPermission('s3:ListBucket', input, call)],
    run(input, call) {
      const bucket = findBucket(call, input);
      const page = listObjects(bucket, queryOf(input));
      return {
        Name: bucket.name,
        Prefix: input.Prefix ?? '',
        Delimiter: input.Delimiter,
        StartAfter: input.StartAfter,
        ContinuationToken: input.ContinuationToken,
        NextContinuationToken: page.nextToken,
        KeyCount: page.objects.length + page.commonPrefixes.length,
        MaxKeys: page.maxKeys,
        EncodingType: input.EncodingType,
        IsTruncated: page.isTruncated,
        Contents: page.objects.map((object) => ({
          ...summaryOf(object),
          ...(input.FetchOwner ? { Owner: { ID: canonicalId(bucket.ownerAccount) } } : {}),
        })),
        CommonPrefixes: page.commonPrefixes.map((Prefix) => ({ Prefix })),
      };
    },
  }),

  /** Every object has one version, `null`: older versions are not kept. */
  ListObjectVersions: operation<ListInput>({
    permissions: (input, call) => [listPermission('s3:ListBucketVersions', input, call)],
    run(input, call) {
      const bucket = findBucket(call, input);
      const page = listObjects(bucket, { ...queryOf(input), startAfter: input.KeyMarker });
      const last = page.objects.at(-1);
      return {
        Name: bucket.name,
        Prefix: input.Prefix ?? '',
        Delimiter: input.Delimiter,
        KeyMarker: input.KeyMarker ?? '',
        ...(page.isTruncated && last
          ? { NextKeyMarker: last.key, NextVersionIdMarker: 'null' }
          : {}),
        MaxKeys: page.maxKeys,
        EncodingType: input.EncodingType,
        IsTruncated: page.isTruncated,
        Versions: page.objects.map((object) => ({
          ...summaryOf(object),
          VersionId: 'null',
          IsLatest: true,
          Owner: { ID: canonicalId(bucket.ownerAccount) },
        })),
        CommonPrefixes: page.commonPrefixes.map((Prefix) => ({ Prefix })),
      };
    },
  }),

  GetObject: operation<ObjectInput & { Range?: string }>({
    permissions: readPermissions,
    run(input, call) {
      const object = findObject(findBucket(call, input), input.Key);
      const range =
        input.Range === undefined ? undefined : rangeOf(input.Range, object.body.length);
      const body = range ? object.body.slice(range.start, range.end + 1) : object.body;
      return {
        ...headersOf(object),
        Body: body,
        ContentLength: body.length,
        ...(range
          ? { ContentRange: `bytes ${range.start}-${range.end}/${object.body.length}` }
          : {}),
      };
    },
  }),

  HeadObject: operation<ObjectInput>({
    permissions: readPermissions,
    run: (input, call) => headersOf(findObject(findBucket(call, input), input.Key)),
  }),

  PutObject: operation<PutObjectInput>({
    permissions(input, call) {
      const bucket = findBucket(call, input);
      const context = {
        's3:x-amz-acl': input.ACL,
        's3:x-amz-server-side-encryption': input.ServerSideEncryption,
      };
      return [
        permissionOn(call, bucket, 's3:PutObject', { key: input.Key, context }),
        ...keyPermissions(call, bucket, 'kms:GenerateDataKey', keyOf(input, bucket)),
      ];
    },
    run(input, call) {
      const bucket = findBucket(call, input);
      if (
        input.ACL !== undefined &&
        input.ACL !== 'private' &&
        input.ACL !== 'bucket-owner-full-control'
      )
        throw errors.aclNotSupported();
      const object = storeObject(call.world, bucket, {
        key: input.Key,
        body: input.Body ?? new Uint8Array(),
        contentType: input.ContentType ?? 'binary/octet-stream',
      });
      object.keyArn = keyOf(input, bucket);
      return { ETag: etagOf(object), ...encryptionOf(object) };
    },
  }),

  /** Deleting what is not there succeeds. */
  DeleteObject: operation<ObjectInput>({
    permissions: (input, call) => [
      permissionOn(call, findBucket(call, input), 's3:DeleteObject', { key: input.Key }),
    ],
    run(input, call) {
      findBucket(call, input).objects.delete(input.Key);
      return {};
    },
  }),

  /**
   * Each key is authorised by itself: a refused one is an entry among the errors of a successful
   * answer.
   */
  DeleteObjects: operation<
    BucketInput & { Delete?: { Objects?: { Key: string }[]; Quiet?: boolean } }
  >({
    permissions(input, call) {
      findBucket(call, input);
      return [];
    },
    run(input, call) {
      const bucket = findBucket(call, input);
      const keys = input.Delete?.Objects ?? [];
      if (keys.length === 0 || keys.length > 1000) throw errors.malformedXml();
      const deleted: { Key: string }[] = [];
      const failed: { Key: string; Code: string; Message: string }[] = [];
      for (const { Key } of keys) {
        try {
          requirePermission(call, permissionOn(call, bucket, 's3:DeleteObject', { key: Key }));
          bucket.objects.delete(Key);
          deleted.push({ Key });
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          failed.push({ Key, Code: error.code, Message: error.message });
        }
      }
      return { ...(input.Delete?.Quiet ? {} : { Deleted: deleted }), Errors: failed };
    },
  }),
};

/** Without `s3:ListBucket` a missing object is refused rather than reported as missing. */
function readPermissions(input: ObjectInput, call: Call): Permission[] {
  const bucket = findBucket(call, input);
  const object = bucket.objects.get(input.Key);
  const read = permissionOn(call, bucket, 's3:GetObject', { key: input.Key });
  if (!object) return [read, permissionOn(call, bucket, 's3:ListBucket')];
  return [read, ...keyPermissions(call, bucket, 'kms:Decrypt', object.keyArn)];
}

function listPermission(action: string, input: ListInput, call: Call): Permission {
  const context = {
    's3:prefix': input.Prefix ?? '',
    's3:delimiter': input.Delimiter,
    's3:max-keys': input.MaxKeys === undefined ? undefined : String(input.MaxKeys),
  };
  return permissionOn(call, findBucket(call, input), action, { context });
}

function findObject(bucket: Bucket, key: string): S3Object {
  const object = bucket.objects.get(key);
  if (!object) throw errors.noSuchKey(key);
  return object;
}

/** The key a new object is encrypted with: what the request says, else what the bucket says. */
function keyOf(input: PutObjectInput, bucket: Bucket): string | undefined {
  if (input.ServerSideEncryption === 'AES256') return undefined;
  if (input.ServerSideEncryption === 'aws:kms')
    return input.SSEKMSKeyId ?? awsManagedKeyArn(bucket);
  return bucket.encryption.algorithm === 'aws:kms' ? bucket.encryption.keyArn : undefined;
}

function queryOf(input: ListInput): ListingQuery {
  if (input.MaxKeys !== undefined && !(Number.isInteger(input.MaxKeys) && input.MaxKeys >= 0)) {
    throw errors.invalidArgument(
      'Argument maxKeys must be an integer between 0 and 2147483647',
      'maxKeys',
      String(input.MaxKeys),
    );
  }
  return {
    prefix: input.Prefix,
    delimiter: input.Delimiter,
    maxKeys: input.MaxKeys,
    startAfter: input.StartAfter,
    continuationToken: input.ContinuationToken,
  };
}

function summaryOf(object: S3Object) {
  return {
    Key: object.key,
    LastModified: wholeSeconds(object.modifiedAt),
    ETag: etagOf(object),
    Size: object.body.length,
    StorageClass: 'STANDARD',
  };
}

function headersOf(object: S3Object) {
  return {
    AcceptRanges: 'bytes',
    LastModified: wholeSeconds(object.modifiedAt),
    ContentLength: object.body.length,
    ETag: etagOf(object),
    ContentType: object.contentType ?? 'binary/octet-stream',
    ...encryptionOf(object),
  };
}

function encryptionOf({ keyArn }: S3Object) {
  if (keyArn === undefined) return { ServerSideEncryption: 'AES256' };
  return {
    ServerSideEncryption: 'aws:kms',
    ...(isAwsManagedKey(keyArn) ? {} : { SSEKMSKeyId: keyArn }),
  };
}

/**
 * `bytes=0-9`, `bytes=10-` and `bytes=-5`; undefined for a form S3 ignores. Throws InvalidRange
 * beyond the end.
 */
function rangeOf(header: string, size: number): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header);
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start >= size || end < start) throw errors.invalidRange();
  return { start, end };
}
