import { formatArn } from '../../arn.ts';
import { bucketArn } from '../../s3/state.ts';
import { type Refusal, type Row, refuses } from '../row.ts';
import { addBucket, type Subject } from '../world.ts';

const body = (text: string) => new TextEncoder().encode(text);

/** What every operation on a bucket refuses before anything else. */
function onBucket(input: (subject: Subject) => object): Refusal[] {
  return [
    refuses('no such bucket', 'NoSuchBucket', 404, (subject) => ({
      ...input(subject),
      Bucket: 'there-is-no-such-bucket',
    })),
    refuses('a bucket of another account', 'AccessDenied', 403, input, { as: 'stranger' }),
    refuses(
      'a bucket of another region',
      'PermanentRedirect',
      301,
      (subject) => ({ ...input(subject), Bucket: `far-${subject.accountId}` }),
      {
        prepare: (world, { accountId }) =>
          addBucket(world, `far-${accountId}`, accountId, 'eu-west-1'),
      },
    ),
  ];
}

function bucketRow(
  action: string,
  more: (subject: Subject) => object = () => ({}),
  ...refusals: Refusal[]
): Row {
  const input = (subject: Subject) => ({ Bucket: subject.bucket, ...more(subject) });
  return { action: `s3:${action}`, input, refusals: [...onBucket(input), ...refusals] };
}

/** The same on a bucket that lacks the setting. */
const unset = (code: string, setting: 'policy' | 'publicAccessBlock' | 'tags') =>
  refuses('it is not set', code, 404, ({ bucket }) => ({ Bucket: bucket }), {
    prepare: (world, { bucket }) =>
      Object.assign(world.aws.buckets.get(bucket) as object, {
        [setting]: setting === 'tags' ? {} : undefined,
      }),
  });

/** Bucket policies are the owner's alone, even when the policy itself lets another account in. */
const ownersOnly = (action: string, more: object = {}) =>
  refuses(
    'another account that the policy lets in',
    'MethodNotAllowed',
    405,
    ({ bucket }) => ({ Bucket: bucket, ...more }),
    {
      as: 'stranger',
      prepare: (world, { bucket }) => {
        const found = world.aws.buckets.get(bucket) as NonNullable<
          ReturnType<typeof world.aws.buckets.get>
        >;
        found.publicAccessBlock = undefined;
        found.policy = {
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: '555566667777' },
              Action: action,
              Resource: bucketArn({ name: bucket, region: 'us-east-1' }),
            },
          ],
        };
      },
    },
  );

const bucketPolicy = (bucket: string, Principal: unknown = { AWS: '111122223333' }) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal,
        Action: 's3:GetObject',
        Resource: `${bucketArn({ name: bucket, region: 'us-east-1' })}/*`,
      },
    ],
  });

const buckets: Record<string, Row> = {
  CreateBucket: {
    action: 's3:CreateBucket',
    input: ({ accountId }) => ({ Bucket: `new-${accountId}` }),
    refusals: [
      refuses('an impossible name', 'InvalidBucketName', 400, () => ({ Bucket: 'No_Bucket' })),
      refuses('the name belongs to another account', 'BucketAlreadyExists', 409, () => ({
        Bucket: 'subject-555566667777',
      })),
      refuses(
        'the account has it in another region',
        'BucketAlreadyOwnedByYou',
        409,
        () => ({ Bucket: 'far' }),
        {
          prepare: (world, { accountId }) => addBucket(world, 'far', accountId, 'eu-west-1'),
        },
      ),
      refuses('a region that is none', 'InvalidLocationConstraint', 400, () => ({
        Bucket: 'new-bucket',
        CreateBucketConfiguration: { LocationConstraint: 'nowhere' },
      })),
      refuses(
        'a region other than the endpoint is in',
        'IllegalLocationConstraintException',
        400,
        () => ({
          Bucket: 'new-bucket',
          CreateBucketConfiguration: { LocationConstraint: 'eu-west-2' },
        }),
        {
          region: 'eu-west-1',
        },
      ),
      refuses('a public ACL', 'InvalidBucketAclWithObjectOwnership', 400, () => ({
        Bucket: 'new-bucket',
        ACL: 'public-read',
      })),
    ],
  },
  DeleteBucket: {
    action: 's3:DeleteBucket',
    input: ({ emptyBucket }) => ({ Bucket: emptyBucket }),
    refusals: [
      ...onBucket(({ emptyBucket }) => ({ Bucket: emptyBucket })),
      refuses('it holds objects', 'BucketNotEmpty', 409, ({ bucket }) => ({ Bucket: bucket })),
    ],
  },
  HeadBucket: bucketRow('ListBucket'),
  GetBucketLocation: {
    action: 's3:GetBucketLocation',
    input: ({ bucket }) => ({ Bucket: bucket }),
    refusals: [
      // us-east-1 answers for the buckets of every region, so a bucket elsewhere is no refusal.
      ...onBucket(({ bucket }) => ({ Bucket: bucket })).filter(
        ({ code }) => code !== 'PermanentRedirect',
      ),
      refuses(
        'an expected owner that is none',
        'InvalidBucketOwnerAWSAccountID',
        400,
        ({ bucket }) => ({
          Bucket: bucket,
          ExpectedBucketOwner: 'me',
        }),
      ),
      refuses('another owner than expected', 'AccessDenied', 403, ({ bucket }) => ({
        Bucket: bucket,
        ExpectedBucketOwner: '999999999999',
      })),
    ],
  },
  ListBuckets: { action: 's3:ListAllMyBuckets', input: () => ({}), refusals: [] },
};

const settings: Record<string, Row> = {
  GetBucketPolicy: bucketRow(
    'GetBucketPolicy',
    undefined,
    unset('NoSuchBucketPolicy', 'policy'),
    ownersOnly('s3:GetBucketPolicy'),
  ),
  PutBucketPolicy: bucketRow(
    'PutBucketPolicy',
    ({ bucket }) => ({ Policy: bucketPolicy(bucket) }),
    refuses('no JSON', 'MalformedPolicy', 400, ({ bucket }) => ({
      Bucket: bucket,
      Policy: 'policy',
    })),
    refuses('another bucket', 'MalformedPolicy', 400, ({ bucket }) => ({
      Bucket: bucket,
      Policy: bucketPolicy('other'),
    })),
    refuses('a principal that is none', 'MalformedPolicy', 400, ({ bucket }) => ({
      Bucket: bucket,
      Policy: bucketPolicy(bucket, { AWS: 'me' }),
    })),
    refuses('a public policy where they are blocked', 'AccessDenied', 403, ({ bucket }) => ({
      Bucket: bucket,
      Policy: bucketPolicy(bucket, '*'),
    })),
    ownersOnly('s3:PutBucketPolicy', { Policy: '{}' }),
  ),
  DeleteBucketPolicy: bucketRow(
    'DeleteBucketPolicy',
    undefined,
    ownersOnly('s3:DeleteBucketPolicy'),
  ),
  GetBucketPolicyStatus: bucketRow(
    'GetBucketPolicyStatus',
    undefined,
    unset('NoSuchBucketPolicy', 'policy'),
  ),
  GetPublicAccessBlock: bucketRow(
    'GetBucketPublicAccessBlock',
    undefined,
    unset('NoSuchPublicAccessBlockConfiguration', 'publicAccessBlock'),
  ),
  PutPublicAccessBlock: bucketRow('PutBucketPublicAccessBlock', () => ({
    PublicAccessBlockConfiguration: { BlockPublicAcls: true },
  })),
  DeletePublicAccessBlock: bucketRow('PutBucketPublicAccessBlock'),
  GetBucketEncryption: bucketRow('GetEncryptionConfiguration'),
  PutBucketEncryption: bucketRow(
    'PutEncryptionConfiguration',
    () => ({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    }),
    refuses('an algorithm that is none', 'MalformedXML', 400, ({ bucket }) => ({
      Bucket: bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'rot13' } }],
      },
    })),
  ),
  DeleteBucketEncryption: bucketRow('PutEncryptionConfiguration'),
  GetBucketAcl: bucketRow('GetBucketAcl'),
  GetBucketVersioning: bucketRow('GetBucketVersioning'),
  PutBucketVersioning: bucketRow(
    'PutBucketVersioning',
    () => ({ VersioningConfiguration: { Status: 'Enabled' } }),
    refuses('a status that is none', 'MalformedXML', 400, ({ bucket }) => ({
      Bucket: bucket,
      VersioningConfiguration: { Status: 'On' },
    })),
  ),
  GetBucketTagging: bucketRow('GetBucketTagging', undefined, unset('NoSuchTagSet', 'tags')),
  PutBucketTagging: bucketRow('PutBucketTagging', () => ({
    Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] },
  })),
  DeleteBucketTagging: bucketRow('PutBucketTagging'),
  GetBucketOwnershipControls: bucketRow('GetBucketOwnershipControls'),
  PutBucketOwnershipControls: bucketRow('PutBucketOwnershipControls', () => ({
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  })),
};

const objects: Record<string, Row> = {
  ListObjectsV2: bucketRow(
    'ListBucket',
    undefined,
    refuses('a page size below zero', 'InvalidArgument', 400, ({ bucket }) => ({
      Bucket: bucket,
      MaxKeys: -1,
    })),
  ),
  ListObjectVersions: bucketRow('ListBucketVersions'),
  GetObject: bucketRow(
    'GetObject',
    () => ({ Key: 'key' }),
    refuses('no such key', 'NoSuchKey', 404, ({ bucket }) => ({ Bucket: bucket, Key: 'nothing' })),
    refuses('a range beyond the end', 'InvalidRange', 416, ({ bucket }) => ({
      Bucket: bucket,
      Key: 'key',
      Range: 'bytes=100-200',
    })),
  ),
  HeadObject: bucketRow(
    'GetObject',
    () => ({ Key: 'key' }),
    refuses('no such key', 'NoSuchKey', 404, ({ bucket }) => ({ Bucket: bucket, Key: 'nothing' })),
  ),
  PutObject: bucketRow(
    'PutObject',
    () => ({ Key: 'new', Body: body('x') }),
    refuses('a public ACL', 'AccessControlListNotSupported', 400, ({ bucket }) => ({
      Bucket: bucket,
      Key: 'new',
      Body: body('x'),
      ACL: 'public-read',
    })),
    refuses('a key that is not there', 'KMS.NotFoundException', 400, ({ bucket }) => ({
      Bucket: bucket,
      Key: 'new',
      Body: body('x'),
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: formatArn('aws', {
        service: 'kms',
        region: 'us-east-1',
        account: '111122223333',
        resource: 'key/none',
      }),
    })),
  ),
  DeleteObject: bucketRow('DeleteObject', () => ({ Key: 'key' })),
  DeleteObjects: {
    action: 's3:DeleteObject',
    input: ({ bucket }) => ({ Bucket: bucket, Delete: { Objects: [{ Key: 'key' }] } }),
    exception: {
      kind: 'perKey',
      reason:
        'S3 API reference, DeleteObjects: a refused key is an entry among the errors of a successful answer',
    },
    refusals: [
      ...onBucket(({ bucket }) => ({
        Bucket: bucket,
        Delete: { Objects: [{ Key: 'key' }] },
      })).filter(({ as }) => as === undefined),
      refuses('no keys', 'MalformedXML', 400, ({ bucket }) => ({
        Bucket: bucket,
        Delete: { Objects: [] },
      })),
    ],
  },
};

export const s3: Record<string, Row> = { ...buckets, ...settings, ...objects };
