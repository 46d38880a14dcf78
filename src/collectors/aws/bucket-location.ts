import { GetBucketLocationCommand } from '@aws-sdk/client-s3';
import { bucketLocation } from '../../evidence/aws/bucket-location.ts';
import { awsCollector } from './aws-collector.ts';

export const bucketLocationCollector = awsCollector(bucketLocation, ({ clients, call, inputs }) =>
  call((options) =>
    clients.s3.send(new GetBucketLocationCommand({ Bucket: inputs.bucketName }), options),
  ),
);
