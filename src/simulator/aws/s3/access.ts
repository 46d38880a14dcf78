import { authorize } from '../authorization/authorize.ts';
import type { Call, Operation, Permission } from '../service.ts';
import type { Bucket, PolicyDocument } from '../state.ts';
import { isPublicPolicy } from './bucket-policy.ts';
import {
  accessDenied,
  invalidExpectedOwner,
  keyNotFound,
  noSuchBucket,
  permanentRedirect,
} from './errors.ts';
import { bucketArn, bucketPartition, findKey, isAwsManagedKey } from './state.ts';

export interface BucketInput {
  Bucket: string;
  ExpectedBucketOwner?: string;
}

export interface ObjectInput extends BucketInput {
  Key: string;
}

/** Gives an operation's input its type; the wire has already read it from the request. */
export function operation<Input>(definition: {
  permissions: (input: Input, call: Call) => Permission[];
  run: (input: Input, call: Call) => Record<string, unknown> | Promise<Record<string, unknown>>;
}): Operation {
  return definition as unknown as Operation;
}

/**
 * The bucket a call speaks of. Refuses in S3's order, before any permission counts: no such bucket,
 * a bucket of another region, a bucket of another owner than the caller expects.
 */
export function findBucket(
  call: Call,
  input: BucketInput,
  options: { anyRegion?: boolean } = {},
): Bucket {
  const bucket = call.world.aws.buckets.get(input.Bucket);
  // Bucket names are unique within a partition; nobody sees those of another one.
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  if (!bucket || bucketPartition(bucket) !== call.account.partition)
    throw noSuchBucket(input.Bucket);
  if (bucket.region !== call.region && !options.anyRegion)
    throw permanentRedirect(bucket.name, bucket.region);
  if (input.ExpectedBucketOwner !== undefined) {
    if (!/^\d{12}$/.test(input.ExpectedBucketOwner))
      throw invalidExpectedOwner(input.ExpectedBucketOwner);
    if (input.ExpectedBucketOwner !== bucket.ownerAccount) throw accessDenied();
  }
  return bucket;
}

/** A permission on the bucket itself, or with `key` on one of its objects. */
export function permissionOn(
  call: Call,
  bucket: Bucket,
  action: string,
  options: { key?: string; context?: Record<string, string | undefined> } = {},
): Permission {
  const context = Object.fromEntries(
    Object.entries(options.context ?? {}).filter(([, value]) => value !== undefined),
  ) as Record<string, string>;
  return {
    action,
    resource: bucketArn(bucket) + (options.key === undefined ? '' : `/${options.key}`),
    resourcePolicy: effectivePolicy(call, bucket, action),
    resourceAccount: bucket.ownerAccount,
    context,
  };
}

/**
 * The owner's root user can always fix a policy that locked everybody out.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
const rootCanAlways = new Set([
  's3:GetBucketPolicy',
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
]);

function effectivePolicy(call: Call, bucket: Bucket, action: string): PolicyDocument | undefined {
  const own = call.account.id === bucket.ownerAccount;
  if (own && call.credentials.principal.type === 'root' && rootCanAlways.has(action))
    return undefined;
  // With RestrictPublicBuckets a public policy lets in nobody from outside the account.
  if (
    !own &&
    bucket.policy &&
    bucket.publicAccessBlock?.RestrictPublicBuckets &&
    isPublicPolicy(bucket.policy)
  )
    return undefined;
  return bucket.policy;
}

/**
 * What using a KMS key for this bucket takes. The key that S3 manages needs no permission, but
 * serves its own account only. Throws AccessDenied or KMS.NotFoundException.
 */
export function keyPermissions(
  call: Call,
  bucket: Bucket,
  action: string,
  keyArn: string | undefined,
): Permission[] {
  if (keyArn === undefined) return [];
  if (isAwsManagedKey(keyArn)) {
    if (keyArn.split(':')[4] === call.account.id) return [];
    throw accessDenied(
      `User: ${call.principalArn} is not authorized to perform: ${action} on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
    );
  }
  const found = findKey(call.world, keyArn);
  if (!found) throw keyNotFound(keyArn);
  return [
    {
      action,
      resource: keyArn,
      resourcePolicy: found.key.policy,
      resourceAccount: found.accountId,
      context: {
        'kms:ViaService': `s3.${bucket.region}.amazonaws.com`,
        'kms:CallerAccount': call.account.id,
      },
    },
  ];
}

/**
 * Whether the caller may, for answers that depend on it beyond plain refusal. Throws AccessDenied
 * when not.
 */
export function requirePermission(call: Call, permission: Permission): void {
  authorize(call.world, call, [permission], { region: call.region }, 's3');
}
