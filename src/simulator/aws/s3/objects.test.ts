import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { other, own, refusal, userWith } from '../testing.ts';
import { createBucket, storeObject } from './state.ts';
import { s3For, simulateAws } from './testing.ts';

const aws = simulateAws();
const Bucket = 'spot-cur';
const arn = `arn:aws:s3:::${Bucket}`;

function startWithObjects(...keys: string[]) {
  const started = aws.start();
  const bucket = createBucket(started.world, {
    name: Bucket,
    ownerAccount: own,
    region: 'us-east-1',
  });
  for (const key of keys)
    storeObject(started.world, bucket, {
      key,
      body: `content of ${key}`,
      contentType: 'text/plain',
    });
  return { ...started, bucket };
}

describe('objects', () => {
  it('are stored, read, looked at and deleted', async () => {
    const { s3, bucket } = startWithObjects();
    const Key = 'cur/a b+c=é.txt';
    const { ETag } = await s3.send(
      new PutObjectCommand({ Bucket, Key, Body: 'hello', ContentType: 'text/plain' }),
    );
    expect(ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    expect([...bucket.objects.keys()]).toEqual([Key]);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).toBe('hello');
    expect(got).toMatchObject({
      ETag,
      ContentType: 'text/plain',
      ContentLength: 5,
      ServerSideEncryption: 'AES256',
    });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({ ETag, ContentLength: 5 });
    expect(head.LastModified).toBeInstanceOf(Date);
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    expect(bucket.objects.size).toBe(0);
  });

  it('are read in ranges', async () => {
    const { s3 } = startWithObjects('a');
    const range = async (Range: string) =>
      (await s3.send(new GetObjectCommand({ Bucket, Key: 'a', Range }))).Body?.transformToString();
    expect(await range('bytes=0-6')).toBe('content');
    expect(await range('bytes=8-')).toBe('of a');
    expect(await range('bytes=-1')).toBe('a');
    expect(
      await refusal(s3.send(new GetObjectCommand({ Bucket, Key: 'a', Range: 'bytes=99-' }))),
    ).toMatchObject({
      code: 'InvalidRange',
      status: 416,
    });
  });

  it('that are missing are 404 for those who may list, and refused to others', async () => {
    const { world, s3 } = startWithObjects();
    const get = new GetObjectCommand({ Bucket, Key: 'none' });
    expect(await refusal(s3.send(get))).toMatchObject({ code: 'NoSuchKey', status: 404 });
    expect(await refusal(s3.send(new HeadObjectCommand({ Bucket, Key: 'none' })))).toMatchObject({
      code: 'NotFound',
      status: 404,
    });
    const reader = s3For(
      userWith(world, own, 'reader', {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: `${arn}/*`,
      }),
    );
    const { code, message } = await refusal(reader.send(get));
    expect(code).toBe('AccessDenied');
    expect(message).toContain('s3:ListBucket');
    expect(
      await refusal(reader.send(new HeadObjectCommand({ Bucket, Key: 'none' }))),
    ).toMatchObject({ status: 403 });
  });

  it('do not take ACLs', async () => {
    const { s3 } = startWithObjects();
    const put = new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ACL: 'public-read' });
    expect(await refusal(s3.send(put))).toMatchObject({
      code: 'AccessControlListNotSupported',
      status: 400,
    });
    await s3.send(
      new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ACL: 'bucket-owner-full-control' }),
    );
  });

  it('take a permission on each object', async () => {
    const { world, bucket } = startWithObjects('mine/a', 'yours/b');
    const user = s3For(
      userWith(world, own, 'limited', {
        Effect: 'Allow',
        Action: ['s3:*Object', 's3:ListBucket'],
        Resource: [arn, `${arn}/mine/*`],
      }),
    );
    const Key = 'yours/b';
    for (const attempt of [
      user.send(new GetObjectCommand({ Bucket, Key })),
      user.send(new DeleteObjectCommand({ Bucket, Key })),
      user.send(new PutObjectCommand({ Bucket, Key, Body: 'x' })),
    ]) {
      expect(await refusal(attempt)).toMatchObject({ code: 'AccessDenied', status: 403 });
    }
    const { Deleted, Errors } = await user.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: 'mine/a' }, { Key: 'yours/b' }, { Key: 'mine/none' }] },
      }),
    );
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['mine/a', 'mine/none']);
    expect(Errors).toMatchObject([{ Key: 'yours/b', Code: 'AccessDenied' }]);
    expect([...bucket.objects.keys()]).toEqual(['yours/b']);
  });

  it('are deleted quietly when asked to', async () => {
    const { s3, bucket } = startWithObjects('a', 'b');
    const answer = await s3.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: 'a' }, { Key: 'b' }], Quiet: true },
      }),
    );
    expect(answer.Deleted).toBeUndefined();
    expect(bucket.objects.size).toBe(0);
    expect(
      await refusal(s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [] } }))),
    ).toMatchObject({ code: 'MalformedXML' });
  });

  it('of another account need both sides', async () => {
    const { strangerS3, bucket } = startWithObjects('a');
    const get = new GetObjectCommand({ Bucket, Key: 'a' });
    expect(await refusal(strangerS3.send(get))).toMatchObject({
      code: 'AccessDenied',
      status: 403,
    });
    bucket.policy = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: other },
        Action: 's3:GetObject',
        Resource: `${arn}/*`,
      },
    };
    expect(await (await strangerS3.send(get)).Body?.transformToString()).toBe('content of a');
    const expecting = new GetObjectCommand({ Bucket, Key: 'a', ExpectedBucketOwner: other });
    expect(await refusal(strangerS3.send(expecting))).toMatchObject({
      code: 'AccessDenied',
      status: 403,
    });
  });
});

describe('objects under a customer key', () => {
  const keyArn = `arn:aws:kms:us-east-1:${own}:key/0123`;
  const forAccount = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${own}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  const useS3 = { Effect: 'Allow', Action: 's3:*', Resource: '*' };

  function startWithKey() {
    const started = startWithObjects();
    started.world.aws.accounts.get(own)?.keys.set(keyArn, {
      arn: keyArn,
      policy: { Version: '2012-10-17', Statement: [forAccount] },
    });
    started.bucket.encryption = { algorithm: 'aws:kms', keyArn };
    storeObject(started.world, started.bucket, { key: 'secret', body: 'secret' });
    return started;
  }

  it('take kms:Decrypt to read and kms:GenerateDataKey to write', async () => {
    const { world, s3 } = startWithKey();
    const get = new GetObjectCommand({ Bucket, Key: 'secret' });
    expect(await s3.send(get)).toMatchObject({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: keyArn,
    });
    const without = s3For(userWith(world, own, 'without', useS3));
    const refused = await refusal(without.send(get));
    expect(refused).toMatchObject({ code: 'AccessDenied', status: 403 });
    expect(refused.message).toContain('kms:Decrypt');
    const writing = await refusal(
      without.send(new PutObjectCommand({ Bucket, Key: 'new', Body: 'x' })),
    );
    expect(writing.message).toContain('kms:GenerateDataKey');
    await without.send(
      new PutObjectCommand({ Bucket, Key: 'plain', Body: 'x', ServerSideEncryption: 'AES256' }),
    );
    const decrypting = s3For(
      userWith(world, own, 'with', useS3, {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: keyArn,
      }),
    );
    expect(await (await decrypting.send(get)).Body?.transformToString()).toBe('secret');
  });

  it('cannot be read when the key’s policy lets nobody in, whatever the identity policy says', async () => {
    const { world, s3 } = startWithKey();
    world.aws.accounts.get(own)?.keys.set(keyArn, {
      arn: keyArn,
      policy: {
        Version: '2012-10-17',
        Statement: [{ ...forAccount, Principal: { AWS: other } }],
      },
    });
    const refused = await refusal(s3.send(new GetObjectCommand({ Bucket, Key: 'secret' })));
    expect(refused.code).toBe('AccessDenied');
    expect(refused.message).toContain('kms:Decrypt');
  });

  it('cannot be read when the key is gone', async () => {
    const { world, s3 } = startWithKey();
    world.aws.accounts.get(own)?.keys.clear();
    expect(await refusal(s3.send(new GetObjectCommand({ Bucket, Key: 'secret' })))).toMatchObject({
      code: 'KMS.NotFoundException',
      status: 400,
    });
  });

  it('stay in their account under the key that S3 manages', async () => {
    const { s3, strangerS3, bucket } = startWithKey();
    await s3.send(
      new PutObjectCommand({ Bucket, Key: 'managed', Body: 'x', ServerSideEncryption: 'aws:kms' }),
    );
    const get = new GetObjectCommand({ Bucket, Key: 'managed' });
    const { ServerSideEncryption, SSEKMSKeyId } = await s3.send(get);
    expect({ ServerSideEncryption, SSEKMSKeyId }).toEqual({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: undefined,
    });
    bucket.policy = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: other },
        Action: 's3:*',
        Resource: `${arn}/*`,
      },
    };
    const refused = await refusal(strangerS3.send(get));
    expect(refused.message).toContain('kms:Decrypt');
  });
});

describe('ListObjectsV2', () => {
  const keys = [
    'cur/r/20260101-20260201/m.json',
    'cur/r/20260201-20260301/m.json',
    'cur/x y.txt',
    'test',
  ];

  it('narrows by prefix and groups by delimiter', async () => {
    const { s3 } = startWithObjects(...keys);
    const all = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(all.Contents?.map(({ Key }) => Key)).toEqual(keys);
    expect(all.Contents?.[0]).toMatchObject({
      Size: `content of ${keys[0]}`.length,
      StorageClass: 'STANDARD',
    });
    expect(all).toMatchObject({ KeyCount: 4, IsTruncated: false, Name: Bucket });
    const folder = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'cur/', Delimiter: '/' }),
    );
    expect(folder.CommonPrefixes).toEqual([{ Prefix: 'cur/r/' }]);
    expect(folder.Contents?.map(({ Key }) => Key)).toEqual(['cur/x y.txt']);
    const encoded = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'cur/x', EncodingType: 'url' }),
    );
    expect(encoded.Contents?.[0]?.Key).toBe('cur/x%20y.txt');
    const none = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'nothing/' }));
    expect(none.KeyCount).toBe(0);
    expect(none.Contents).toBeUndefined();
  });

  it('gives pages', async () => {
    const { s3 } = startWithObjects(...keys);
    const seen: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket, MaxKeys: 3, ContinuationToken }),
      );
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(seen).toEqual(keys);
    const after = await s3.send(new ListObjectsV2Command({ Bucket, StartAfter: keys[2] }));
    expect(after.Contents?.map(({ Key }) => Key)).toEqual(['test']);
    const wrong = s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken: 'made-up' }));
    expect(await refusal(wrong)).toMatchObject({ code: 'InvalidArgument', status: 400 });
  });

  it('takes s3:ListBucket, which may be limited to a prefix', async () => {
    const { world } = startWithObjects(...keys);
    const limited = {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: arn,
      Condition: { StringLike: { 's3:prefix': 'cur/*' } },
    };
    const user = s3For(userWith(world, own, 'limited', limited));
    expect((await user.send(new ListObjectsV2Command({ Bucket, Prefix: 'cur/' }))).KeyCount).toBe(
      3,
    );
    expect(await refusal(user.send(new ListObjectsV2Command({ Bucket })))).toMatchObject({
      code: 'AccessDenied',
      status: 403,
    });
    expect(await refusal(user.send(new ListObjectsV2Command({ Bucket: 'nowhere' })))).toMatchObject(
      { code: 'NoSuchBucket', status: 404 },
    );
  });
});

it('lists one version of every object', async () => {
  const { world, s3 } = startWithObjects('a', 'b');
  const first = await s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 1 }));
  expect(first).toMatchObject({ IsTruncated: true, NextKeyMarker: 'a' });
  expect(first.Versions).toMatchObject([{ Key: 'a', VersionId: 'null', IsLatest: true }]);
  const second = await s3.send(new ListObjectVersionsCommand({ Bucket, KeyMarker: 'a' }));
  expect(second.Versions?.map(({ Key }) => Key)).toEqual(['b']);
  const lister = s3For(
    userWith(world, own, 'lister', { Effect: 'Allow', Action: 's3:ListBucket', Resource: arn }),
  );
  const refused = await refusal(lister.send(new ListObjectVersionsCommand({ Bucket })));
  expect(refused.message).toContain('s3:ListBucketVersions');
});
