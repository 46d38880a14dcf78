import { formatArn } from '../../arn.ts';
import { partitions } from '../../partitions.ts';
import {
  alreadyThere,
  differs,
  flag,
  generatedName,
  type Handler,
  listOf,
  type Properties,
  type ResourceType,
} from './define-resource-type.ts';

/** `AWS::S3::Bucket` */
export const s3Bucket: ResourceType = {
  type: 'AWS::S3::Bucket',
  properties: {
    BucketName: 'replace',
    PublicAccessBlockConfiguration: 'update',
    BucketEncryption: 'update',
    VersioningConfiguration: 'update',
    OwnershipControls: 'update',
    Tags: 'update',
  },
  notSimulated: [
    'AccelerateConfiguration',
    'AccessControl',
    'AnalyticsConfigurations',
    'CorsConfiguration',
    'IntelligentTieringConfigurations',
    'InventoryConfigurations',
    'LifecycleConfiguration',
    'LoggingConfiguration',
    'MetadataTableConfiguration',
    'MetricsConfigurations',
    'NotificationConfiguration',
    'ObjectLockConfiguration',
    'ObjectLockEnabled',
    'ReplicationConfiguration',
    'WebsiteConfiguration',
  ],
  required: [],
  nameProperty: 'BucketName',
  async create(properties, handler, made) {
    const Bucket =
      (properties.BucketName as string | undefined) ?? generatedName(handler, 63).toLowerCase();
    const { call } = handler;
    // S3 in us-east-1 answers 200 to the owner of an existing bucket; CloudFormation refuses to
    // adopt it all the same.
    if (call.world.aws.buckets.has(Bucket))
      throw alreadyThere(
        `${Bucket} already exists (Service: S3, Status Code: 409, Request ID: ${call.requestId})`,
      );
    const configuration =
      call.region === 'us-east-1'
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: call.region } };
    await handler.invoke('s3', 'CreateBucket', { Bucket, ...configuration });
    made(Bucket);
    await configure(Bucket, {}, properties, handler);
  },
  update: configure,
  async delete(Bucket, _properties, handler) {
    await handler.attempt('s3', 'DeleteBucket', { Bucket }, ['NoSuchBucket']);
  },
  attributes(name, { account, region }) {
    const suffix = partitions[account.partition].dnsSuffix;
    return {
      Arn: formatArn(account.partition, { service: 's3', resource: name }),
      DomainName: `${name}.s3.${suffix}`,
      RegionalDomainName: `${name}.s3.${region}.${suffix}`,
    };
  },
};

const configurations: Readonly<Record<string, (value: never) => [string, Properties]>> = {
  PublicAccessBlockConfiguration: (value: Properties) => [
    'PutPublicAccessBlock',
    {
      PublicAccessBlockConfiguration: Object.fromEntries(
        Object.entries(value).map(([name, on]) => [name, flag(on)]),
      ),
    },
  ],
  BucketEncryption: (value: {
    ServerSideEncryptionConfiguration?: {
      ServerSideEncryptionByDefault?: Properties;
      BucketKeyEnabled?: unknown;
    }[];
  }) => [
    'PutBucketEncryption',
    {
      ServerSideEncryptionConfiguration: {
        Rules: (value.ServerSideEncryptionConfiguration ?? []).map(
          ({ ServerSideEncryptionByDefault, BucketKeyEnabled }) => ({
            ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault,
            ...(BucketKeyEnabled === undefined ? {} : { BucketKeyEnabled: flag(BucketKeyEnabled) }),
          }),
        ),
      },
    },
  ],
  VersioningConfiguration: (value: Properties) => [
    'PutBucketVersioning',
    { VersioningConfiguration: value },
  ],
  OwnershipControls: (value: Properties) => [
    'PutBucketOwnershipControls',
    { OwnershipControls: value },
  ],
  Tags: (value: unknown) => ['PutBucketTagging', { Tagging: { TagSet: listOf(value) } }],
};

const removals: Readonly<Record<string, string>> = {
  PublicAccessBlockConfiguration: 'DeletePublicAccessBlock',
  BucketEncryption: 'DeleteBucketEncryption',
  OwnershipControls: 'DeleteBucketOwnershipControls',
  Tags: 'DeleteBucketTagging',
};

async function configure(
  Bucket: string,
  before: Properties,
  after: Properties,
  handler: Handler,
): Promise<void> {
  for (const [name, inputOf] of Object.entries(configurations)) {
    if (!differs(before, after, name)) continue;
    if (after[name] !== undefined) {
      const [operation, input] = inputOf(after[name] as never);
      await handler.invoke('s3', operation, { Bucket, ...input });
    } else if (name === 'VersioningConfiguration') {
      await handler.invoke('s3', 'PutBucketVersioning', {
        Bucket,
        VersioningConfiguration: { Status: 'Suspended' },
      });
    } else {
      await handler.invoke('s3', removals[name] as string, { Bucket });
    }
  }
}
