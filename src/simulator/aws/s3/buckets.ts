import { dnsSuffixOf, partitionOf } from '../partitions.ts';
import { AwsError, type Operation } from '../service.ts';
import type { Bucket } from '../state.ts';
import {
  type BucketInput,
  findBucket,
  operation,
  permissionOn,
  requirePermission,
} from './access.ts';
import * as errors from './errors.ts';
import {
  bucketArn,
  bucketPartition,
  canonicalId,
  createBucket,
  isValidBucketName,
} from './state.ts';

interface CreateBucketInput {
  Bucket: string;
  ACL?: string;
  CreateBucketConfiguration?: { LocationConstraint?: string };
}

interface ListBucketsInput {
  Prefix?: string;
  BucketRegion?: string;
  MaxBuckets?: number;
  ContinuationToken?: string;
}

/** Operations on buckets as a whole. */
export const buckets: Record<string, Operation> = {
  CreateBucket: operation<CreateBucketInput>({
    permissions(input, call) {
      if (!isValidBucketName(input.Bucket)) throw errors.invalidBucketName(input.Bucket);
      return [
        {
          action: 's3:CreateBucket',
          resource: bucketArn({ name: input.Bucket, region: call.region }),
        },
      ];
    },
    run(input, call) {
      const region = locationOf(input.CreateBucketConfiguration?.LocationConstraint, call.region);
      if (input.ACL !== undefined && input.ACL !== 'private') throw errors.aclWithOwnership();
      const existing = call.world.aws.buckets.get(input.Bucket);
      if (existing && bucketPartition(existing) !== call.account.partition)
        throw new Error(
          `The simulated S3 keeps one bucket of a name in a world, and ${input.Bucket} is in another partition.`,
        );
      if (existing && existing.ownerAccount !== call.account.id)
        throw errors.bucketAlreadyExists(input.Bucket);
      // Only us-east-1 answers a repeated creation with success; what the bucket holds stays.
      if (existing && (region !== 'us-east-1' || existing.region !== 'us-east-1'))
        throw errors.bucketAlreadyOwnedByYou(input.Bucket);
      if (!existing)
        createBucket(call.world, { name: input.Bucket, ownerAccount: call.account.id, region });
      return {
        Location:
          call.region === 'us-east-1'
            ? `/${input.Bucket}`
            : `http://${input.Bucket}.s3.${dnsSuffixOf(call.region)}/`,
      };
    },
  }),

  DeleteBucket: operation<BucketInput>({
    permissions: (input, call) => [permissionOn(call, findBucket(call, input), 's3:DeleteBucket')],
    run(input, call) {
      const bucket = findBucket(call, input);
      if (bucket.objects.size > 0) throw errors.bucketNotEmpty(bucket.name);
      call.world.aws.buckets.delete(bucket.name);
      return {};
    },
  }),

  HeadBucket: operation<BucketInput>({
    permissions(input, call) {
      const bucket = findBucket(call, input);
      const permission = permissionOn(call, bucket, 's3:ListBucket');
      try {
        requirePermission(call, permission);
      } catch (error) {
        // S3 tells the region of a bucket even to those it refuses.
        throw error instanceof AwsError ? withRegion(error, bucket) : error;
      }
      return [permission];
    },
    run: (input, call) => ({
      BucketRegion: findBucket(call, input).region,
      AccessPointAlias: false,
    }),
  }),

  /** Answers from us-east-1 for a bucket of any region. */
  GetBucketLocation: operation<BucketInput>({
    permissions: (input, call) => [
      permissionOn(call, locatable(input, call), 's3:GetBucketLocation'),
    ],
    run(input, call) {
      const { region } = locatable(input, call);
      return region === 'us-east-1' ? {} : { LocationConstraint: region };
    },
  }),

  ListBuckets: operation<ListBucketsInput>({
    permissions: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
    run(input, call) {
      const after =
        input.ContinuationToken === undefined
          ? ''
          : Buffer.from(input.ContinuationToken, 'base64').toString();
      const owned = [...call.world.aws.buckets.values()]
        .filter((bucket) => bucket.ownerAccount === call.account.id)
        .filter((bucket) => bucket.name.startsWith(input.Prefix ?? '') && bucket.name > after)
        .filter(
          (bucket) => input.BucketRegion === undefined || bucket.region === input.BucketRegion,
        )
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      const page = owned.slice(0, input.MaxBuckets ?? 10_000);
      const last = page.at(-1);
      return {
        Owner: { ID: canonicalId(call.account.id) },
        Buckets: page.map((bucket) => ({
          Name: bucket.name,
          CreationDate: wholeSeconds(bucket.createdAt),
          BucketRegion: bucket.region,
          BucketArn: bucketArn(bucket),
        })),
        ...(last && owned.length > page.length
          ? { ContinuationToken: Buffer.from(last.name).toString('base64') }
          : {}),
        ...(input.Prefix === undefined ? {} : { Prefix: input.Prefix }),
      };
    },
  }),
};

/** S3 keeps times to the second. */
export function wholeSeconds(milliseconds: number): Date {
  return new Date(Math.floor(milliseconds / 1000) * 1000);
}

function locatable(input: BucketInput, call: Parameters<typeof findBucket>[0]): Bucket {
  return findBucket(call, input, { anyRegion: call.region === 'us-east-1' });
}

/**
 * The region a new bucket gets: us-east-1 takes any constraint but its own, every other endpoint
 * only its own.
 */
function locationOf(constraint: string | undefined, endpoint: string): string {
  const location = constraint === 'EU' ? 'eu-west-1' : constraint;
  if (endpoint === 'us-east-1') {
    if (location === undefined || location === '') return 'us-east-1';
    if (location === 'us-east-1' || partitionOf(location) !== 'aws')
      throw errors.invalidLocationConstraint(location);
    return location;
  }
  if (location !== endpoint) throw errors.illegalLocationConstraint(location || 'unspecified');
  return endpoint;
}

function withRegion(error: AwsError, bucket: Bucket): AwsError {
  return new AwsError(error.code, error.status, error.message, {
    ...error.detail,
    BucketRegion: bucket.region,
  });
}
