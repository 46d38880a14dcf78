import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { bucketPolicy } from '../../evidence/aws/bucket-policy.ts';
import { awsCollector } from './aws-collector.ts';

export const bucketPolicyCollector = awsCollector(bucketPolicy, ({ clients, call, inputs }) =>
  call((options) =>
    clients.s3.send(new GetBucketPolicyCommand({ Bucket: inputs.bucketName }), options),
  ),
);
