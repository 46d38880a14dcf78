import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ownedBuckets } from '../../evidence/aws/owned-buckets.ts';
import { awsCollector } from './aws-collector.ts';

/** Without a page size S3 lists every bucket at once (up to 10,000). */
export const ownedBucketsCollector = awsCollector(ownedBuckets, ({ clients, call }) =>
  call((options) => clients.s3.send(new ListBucketsCommand({}), options)),
);
