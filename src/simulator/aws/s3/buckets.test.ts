import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { other, own, refusal, userWith } from '../testing.ts';
import { createBucket, isValidBucketName } from './state.ts';
import { s3For, simulateAws } from './testing.ts';

const aws = simulateAws();

describe('CreateBucket', () => {
  it('makes a private bucket of the caller in us-east-1', async () => {
    const { world, s3 } = aws.start();
    const { Location } = await s3.send(new CreateBucketCommand({ Bucket: 'spot-cur' }));
    expect(Location).toBe('/spot-cur');
    expect(world.aws.buckets.get('spot-cur')).toMatchObject({
      ownerAccount: own,
      region: 'us-east-1',
      encryption: { algorithm: 'AES256' },
    });
    const { PublicAccessBlockConfiguration } = await s3.send(
      new GetPublicAccessBlockCommand({ Bucket: 'spot-cur' }),
    );
    expect(PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
  });

  it('follows LocationConstraint', async () => {
    const { world, s3, administrator } = aws.start();
    await s3.send(
      new CreateBucketCommand({
        Bucket: 'from-afar',
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
      }),
    );
    await s3For(administrator, 'eu-central-1').send(
      new CreateBucketCommand({
        Bucket: 'at-home',
        CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
      }),
    );
    expect(world.aws.buckets.get('from-afar')?.region).toBe('eu-west-1');
    expect(world.aws.buckets.get('at-home')?.region).toBe('eu-central-1');
  });

  it('refuses us-east-1 as a constraint', async () => {
    const { s3 } = aws.start();
    const call = s3.send(
      new CreateBucketCommand({
        Bucket: 'spot-cur',
        CreateBucketConfiguration: { LocationConstraint: 'us-east-1' as never },
      }),
    );
    expect(await refusal(call)).toMatchObject({ code: 'InvalidLocationConstraint', status: 400 });
  });

  it('refuses a constraint of another region than the endpoint, or none', async () => {
    const { administrator } = aws.start();
    const s3 = s3For(administrator, 'eu-west-1');
    const wrong = s3.send(
      new CreateBucketCommand({
        Bucket: 'spot-cur',
        CreateBucketConfiguration: { LocationConstraint: 'us-west-2' },
      }),
    );
    expect(await refusal(wrong)).toMatchObject({
      code: 'IllegalLocationConstraintException',
      status: 400,
    });
    // The SDK fills in the constraint by itself; the CLI does not.
    s3.middlewareStack.add((next) => (args) => next({ ...args, input: { Bucket: 'spot-cur' } }), {
      step: 'serialize',
      priority: 'high',
    });
    const none = s3.send(new CreateBucketCommand({ Bucket: 'spot-cur' }));
    const { code, message } = await refusal(none);
    expect(code).toBe('IllegalLocationConstraintException');
    expect(message).toContain('The unspecified location constraint');
  });

  it('refuses a name that somebody else has', async () => {
    const { s3, strangerS3 } = aws.start();
    await strangerS3.send(new CreateBucketCommand({ Bucket: 'spotinst-cur-report' }));
    const call = s3.send(new CreateBucketCommand({ Bucket: 'spotinst-cur-report' }));
    expect(await refusal(call)).toMatchObject({ code: 'BucketAlreadyExists', status: 409 });
  });

  it('answers a repeated creation with success in us-east-1 and with 409 elsewhere', async () => {
    const { world, s3, administrator } = aws.start();
    await s3.send(new CreateBucketCommand({ Bucket: 'twice' }));
    const first = world.aws.buckets.get('twice');
    await s3.send(new CreateBucketCommand({ Bucket: 'twice' }));
    expect(world.aws.buckets.get('twice')).toBe(first);
    const ireland = s3For(administrator, 'eu-west-1');
    const create = () =>
      ireland.send(
        new CreateBucketCommand({
          Bucket: 'twice-there',
          CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
        }),
      );
    await create();
    expect(await refusal(create())).toMatchObject({ code: 'BucketAlreadyOwnedByYou', status: 409 });
  });

  it('refuses invalid names and public ACLs', async () => {
    const { s3 } = aws.start();
    expect(await refusal(s3.send(new CreateBucketCommand({ Bucket: 'Spot-CUR' })))).toMatchObject({
      code: 'InvalidBucketName',
      status: 400,
    });
    const open = s3.send(new CreateBucketCommand({ Bucket: 'spot-cur', ACL: 'public-read' }));
    expect(await refusal(open)).toMatchObject({
      code: 'InvalidBucketAclWithObjectOwnership',
      status: 400,
    });
  });

  it('takes s3:CreateBucket', async () => {
    const { world } = aws.start();
    const reader = s3For(
      userWith(world, own, 'reader', { Effect: 'Allow', Action: 's3:Get*', Resource: '*' }),
    );
    const { code, status, message } = await refusal(
      reader.send(new CreateBucketCommand({ Bucket: 'spot-cur' })),
    );
    expect({ code, status }).toEqual({ code: 'AccessDenied', status: 403 });
    expect(message).toContain('is not authorized to perform: s3:CreateBucket');
    expect(world.aws.buckets.size).toBe(0);
  });
});

it.each([
  ['ab', false],
  ['a'.repeat(64), false],
  ['spot..cur', false],
  ['-spot', false],
  ['spot_cur', false],
  ['192.168.0.1', false],
  ['xn--spot', false],
  ['spot-s3alias', false],
  ['spot.cur-1', true],
])('knows whether %s may name a bucket: %s', (name, valid) => {
  expect(isValidBucketName(name)).toBe(valid);
});

describe('DeleteBucket', () => {
  it('deletes an empty bucket and refuses a full one', async () => {
    const { world, s3 } = aws.start();
    const bucket = createBucket(world, {
      name: 'spot-cur',
      ownerAccount: own,
      region: 'us-east-1',
    });
    bucket.objects.set('a', { key: 'a', body: new Uint8Array(1), modifiedAt: 0 });
    expect(await refusal(s3.send(new DeleteBucketCommand({ Bucket: 'spot-cur' })))).toMatchObject({
      code: 'BucketNotEmpty',
      status: 409,
    });
    bucket.objects.clear();
    await s3.send(new DeleteBucketCommand({ Bucket: 'spot-cur' }));
    expect(world.aws.buckets.has('spot-cur')).toBe(false);
    expect(await refusal(s3.send(new DeleteBucketCommand({ Bucket: 'spot-cur' })))).toMatchObject({
      code: 'NoSuchBucket',
      status: 404,
    });
  });
});

describe('HeadBucket', () => {
  it('answers bare statuses, with the region whenever the bucket exists', async () => {
    const { world, s3, strangerS3 } = aws.start();
    createBucket(world, { name: 'spot-cur', ownerAccount: own, region: 'us-east-1' });
    expect((await s3.send(new HeadBucketCommand({ Bucket: 'spot-cur' }))).BucketRegion).toBe(
      'us-east-1',
    );
    expect(await refusal(s3.send(new HeadBucketCommand({ Bucket: 'spot-nothing' })))).toMatchObject(
      { status: 404 },
    );
    const refused = (await strangerS3
      .send(new HeadBucketCommand({ Bucket: 'spot-cur' }))
      .catch((error) => error)) as {
      $metadata: { httpStatusCode: number };
      $response: { headers: Record<string, string> };
    };
    expect(refused.$metadata.httpStatusCode).toBe(403);
    expect(refused.$response.headers['x-amz-bucket-region']).toBe('us-east-1');
  });

  it('sends callers of another region to the bucket', async () => {
    const { world, s3, administrator } = aws.start();
    createBucket(world, { name: 'in-ireland', ownerAccount: own, region: 'eu-west-1' });
    expect(await refusal(s3.send(new HeadBucketCommand({ Bucket: 'in-ireland' })))).toMatchObject({
      status: 301,
    });
    const following = s3For(administrator);
    following.config.followRegionRedirects = true;
    expect(
      (await following.send(new HeadBucketCommand({ Bucket: 'in-ireland' }))).BucketRegion,
    ).toBe('eu-west-1');
  });
});

describe('GetBucketLocation', () => {
  it('is empty for us-east-1 and named for others, asked from us-east-1', async () => {
    const { world, s3 } = aws.start();
    createBucket(world, { name: 'here', ownerAccount: own, region: 'us-east-1' });
    createBucket(world, { name: 'in-ireland', ownerAccount: own, region: 'eu-west-1' });
    expect(
      (await s3.send(new GetBucketLocationCommand({ Bucket: 'here' }))).LocationConstraint,
    ).toBeFalsy();
    expect(
      (await s3.send(new GetBucketLocationCommand({ Bucket: 'in-ireland' }))).LocationConstraint,
    ).toBe('eu-west-1');
  });

  it('redirects from other regions, and refuses others and missing buckets', async () => {
    const { world, s3, administrator, strangerS3 } = aws.start();
    createBucket(world, { name: 'here', ownerAccount: own, region: 'us-east-1' });
    const ask = new GetBucketLocationCommand({ Bucket: 'here' });
    expect(await refusal(s3For(administrator, 'eu-west-1').send(ask))).toMatchObject({
      code: 'PermanentRedirect',
      status: 301,
    });
    expect(await refusal(strangerS3.send(ask))).toMatchObject({
      code: 'AccessDenied',
      status: 403,
    });
    // A missing bucket is missing for everybody, permission or not.
    expect(
      await refusal(strangerS3.send(new GetBucketLocationCommand({ Bucket: 'nowhere' }))),
    ).toMatchObject({
      code: 'NoSuchBucket',
      status: 404,
    });
    expect(
      await refusal(
        s3.send(new GetBucketLocationCommand({ Bucket: 'here', ExpectedBucketOwner: other })),
      ),
    ).toMatchObject({
      code: 'AccessDenied',
    });
    const nonsense = s3.send(
      new GetBucketLocationCommand({ Bucket: 'here', ExpectedBucketOwner: 'me' }),
    );
    expect(await refusal(nonsense)).toMatchObject({
      code: 'InvalidBucketOwnerAWSAccountID',
      status: 400,
    });
  });
});

describe('ListBuckets', () => {
  it('lists the account’s own buckets in pages', async () => {
    const { world, s3 } = aws.start();
    for (const name of ['b-two', 'a-one', 'c-three'])
      createBucket(world, { name, ownerAccount: own, region: 'us-east-1' });
    createBucket(world, { name: 'of-others', ownerAccount: other, region: 'us-east-1' });
    const all = await s3.send(new ListBucketsCommand({}));
    expect(all.Buckets?.map(({ Name }) => Name)).toEqual(['a-one', 'b-two', 'c-three']);
    expect(all.Buckets?.[0]?.CreationDate).toBeInstanceOf(Date);
    const first = await s3.send(new ListBucketsCommand({ MaxBuckets: 2 }));
    const second = await s3.send(
      new ListBucketsCommand({ MaxBuckets: 2, ContinuationToken: first.ContinuationToken }),
    );
    expect(second.Buckets?.map(({ Name }) => Name)).toEqual(['c-three']);
    expect(second.ContinuationToken).toBeUndefined();
  });

  it('takes s3:ListAllMyBuckets on everything', async () => {
    const { world } = aws.start();
    const reader = s3For(
      userWith(world, own, 'reader', { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }),
    );
    const { code, message } = await refusal(reader.send(new ListBucketsCommand({})));
    expect(code).toBe('AccessDenied');
    expect(message).toContain('s3:ListAllMyBuckets');
  });
});
