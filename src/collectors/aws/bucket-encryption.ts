import { GetBucketEncryptionCommand } from '@aws-sdk/client-s3';
import { bucketEncryption } from '../../evidence/aws/bucket-encryption.ts';
import { awsCollector } from './aws-collector.ts';

export const bucketEncryptionCollector = awsCollector(
  bucketEncryption,
  ({ clients, call, inputs }) =>
    call((options) =>
      clients.s3.send(new GetBucketEncryptionCommand({ Bucket: inputs.bucketName }), options),
    ),
);
