import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import { publicAccessBlock } from '../../evidence/aws/public-access-block.ts';
import { awsCollector } from './aws-collector.ts';

export const publicAccessBlockCollector = awsCollector(
  publicAccessBlock,
  ({ clients, call, inputs }) =>
    call((options) =>
      clients.s3.send(new GetPublicAccessBlockCommand({ Bucket: inputs.bucketName }), options),
    ),
);
