import type { Operation } from '../service.ts';
import type { Bucket } from '../state.ts';
import { type BucketInput, findBucket, operation, permissionOn } from './access.ts';
import { isPublicPolicy, parseBucketPolicy } from './bucket-policy.ts';
import * as errors from './errors.ts';
import { awsManagedKeyArn, bucketArn, canonicalId, isAwsManagedKey } from './state.ts';

type Switches = NonNullable<Bucket['publicAccessBlock']>;

/** An operation that takes one permission on a bucket and then works on that bucket. */
function onBucket<Input extends BucketInput>(
  action: string,
  run: (
    bucket: Bucket,
    input: Input,
    call: Parameters<Operation['run']>[1],
  ) => Record<string, unknown> | Promise<Record<string, unknown>>,
): Operation {
  return operation<Input>({
    permissions: (input, call) => [permissionOn(call, findBucket(call, input), action)],
    run: (input, call) => run(findBucket(call, input), input, call),
  });
}

/** Policies are the owner's business, even when a policy lets another account in. */
function ownPolicy<Input extends BucketInput>(
  action: string,
  run: Parameters<typeof onBucket<Input>>[1],
): Operation {
  return onBucket<Input>(action, (bucket, input, call) => {
    if (call.account.id !== bucket.ownerAccount) throw errors.methodNotAllowed();
    return run(bucket, input, call);
  });
}

/** Operations on the settings of a bucket. */
export const settings: Record<string, Operation> = {
  GetBucketPolicy: ownPolicy('s3:GetBucketPolicy', (bucket) => {
    if (!bucket.policy) throw errors.noSuchBucketPolicy(bucket.name);
    return { Policy: JSON.stringify(bucket.policy) };
  }),

  PutBucketPolicy: ownPolicy<BucketInput & { Policy: string }>(
    's3:PutBucketPolicy',
    async (bucket, input, call) => {
      const policy = await parseBucketPolicy(call.world, bucket, input.Policy);
      if (bucket.publicAccessBlock?.BlockPublicPolicy && isPublicPolicy(policy)) {
        throw errors.accessDenied(
          `User: ${call.principalArn} is not authorized to perform: s3:PutBucketPolicy on resource: "${bucketArn(bucket)}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
        );
      }
      bucket.policy = policy;
      return {};
    },
  ),

  DeleteBucketPolicy: ownPolicy('s3:DeleteBucketPolicy', (bucket) => {
    bucket.policy = undefined;
    return {};
  }),

  GetBucketPolicyStatus: onBucket('s3:GetBucketPolicyStatus', (bucket) => {
    if (!bucket.policy) throw errors.noSuchBucketPolicy(bucket.name);
    return { PolicyStatus: { IsPublic: isPublicPolicy(bucket.policy) } };
  }),

  GetPublicAccessBlock: onBucket('s3:GetBucketPublicAccessBlock', (bucket) => {
    if (!bucket.publicAccessBlock) throw errors.noSuchPublicAccessBlock(bucket.name);
    return { PublicAccessBlockConfiguration: { ...bucket.publicAccessBlock } };
  }),

  PutPublicAccessBlock: onBucket<
    BucketInput & { PublicAccessBlockConfiguration?: Partial<Switches> }
  >('s3:PutBucketPublicAccessBlock', (bucket, input) => {
    const wanted = input.PublicAccessBlockConfiguration;
    if (!wanted) throw errors.malformedXml();
    // A switch that is left out is off, whatever it was before.
    bucket.publicAccessBlock = {
      BlockPublicAcls: wanted.BlockPublicAcls ?? false,
      IgnorePublicAcls: wanted.IgnorePublicAcls ?? false,
      BlockPublicPolicy: wanted.BlockPublicPolicy ?? false,
      RestrictPublicBuckets: wanted.RestrictPublicBuckets ?? false,
    };
    return {};
  }),

  DeletePublicAccessBlock: onBucket('s3:PutBucketPublicAccessBlock', (bucket) => {
    bucket.publicAccessBlock = undefined;
    return {};
  }),

  GetBucketEncryption: onBucket('s3:GetEncryptionConfiguration', ({ encryption }) => ({
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault:
            encryption.algorithm === 'AES256'
              ? { SSEAlgorithm: 'AES256' }
              : {
                  SSEAlgorithm: 'aws:kms',
                  ...(isAwsManagedKey(encryption.keyArn)
                    ? {}
                    : { KMSMasterKeyID: encryption.keyArn }),
                },
          BucketKeyEnabled: encryption.algorithm === 'aws:kms',
        },
      ],
    },
  })),

  PutBucketEncryption: onBucket<
    BucketInput & { ServerSideEncryptionConfiguration?: EncryptionConfiguration }
  >('s3:PutEncryptionConfiguration', (bucket, input) => {
    const wanted =
      input.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
    if (wanted?.SSEAlgorithm === 'AES256') bucket.encryption = { algorithm: 'AES256' };
    else if (wanted?.SSEAlgorithm === 'aws:kms') {
      bucket.encryption = {
        algorithm: 'aws:kms',
        keyArn: wanted.KMSMasterKeyID ?? awsManagedKeyArn(bucket),
      };
    } else throw errors.malformedXml();
    return {};
  }),

  DeleteBucketEncryption: onBucket('s3:PutEncryptionConfiguration', (bucket) => {
    bucket.encryption = { algorithm: 'AES256' };
    return {};
  }),

  GetBucketAcl: onBucket('s3:GetBucketAcl', (bucket) => {
    const owner = { ID: canonicalId(bucket.ownerAccount) };
    return {
      Owner: owner,
      Grants: [{ Grantee: { ...owner, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' }],
    };
  }),

  GetBucketVersioning: onBucket('s3:GetBucketVersioning', (bucket) =>
    bucket.versioning ? { Status: bucket.versioning } : {},
  ),

  /** The setting is kept; this simulator stores no older versions of objects. */
  PutBucketVersioning: onBucket<BucketInput & { VersioningConfiguration?: { Status?: string } }>(
    's3:PutBucketVersioning',
    (bucket, input) => {
      const status = input.VersioningConfiguration?.Status;
      if (status !== 'Enabled' && status !== 'Suspended') throw errors.malformedXml();
      bucket.versioning = status;
      return {};
    },
  ),

  GetBucketTagging: onBucket('s3:GetBucketTagging', (bucket) => {
    const tags = Object.entries(bucket.tags);
    if (tags.length === 0) throw errors.noSuchTagSet(bucket.name);
    return { TagSet: tags.map(([Key, Value]) => ({ Key, Value })) };
  }),

  PutBucketTagging: onBucket<
    BucketInput & { Tagging?: { TagSet?: { Key: string; Value: string }[] } }
  >('s3:PutBucketTagging', (bucket, input) => {
    bucket.tags = Object.fromEntries(
      (input.Tagging?.TagSet ?? []).map(({ Key, Value }) => [Key, Value]),
    );
    return {};
  }),

  DeleteBucketTagging: onBucket('s3:PutBucketTagging', (bucket) => {
    bucket.tags = {};
    return {};
  }),

  /** ACLs are off in every simulated bucket, as in every new bucket of AWS. */
  GetBucketOwnershipControls: onBucket('s3:GetBucketOwnershipControls', () => ({
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  })),

  PutBucketOwnershipControls: onBucket<
    BucketInput & { OwnershipControls?: { Rules?: { ObjectOwnership?: string }[] } }
  >('s3:PutBucketOwnershipControls', (_bucket, input) => {
    const wanted = input.OwnershipControls?.Rules?.[0]?.ObjectOwnership;
    if (wanted !== 'BucketOwnerEnforced')
      throw errors.notSimulated(`buckets with ACLs (ObjectOwnership ${wanted})`);
    return {};
  }),
};

interface EncryptionConfiguration {
  Rules?: {
    ApplyServerSideEncryptionByDefault?: { SSEAlgorithm?: string; KMSMasterKeyID?: string };
  }[];
}
