import { z } from 'zod';
import { defineAwsEvidence } from './_shared/define-aws-evidence.ts';

/**
 * All buckets the account owns: the proof that a bucket is the reader's own. `CreationDate` is ISO
 * 8601.
 * Without a page size S3 lists every bucket at once (up to 10,000).
 */
export default defineAwsEvidence({
  id: 'aws/owned-buckets',
  title: 'the list of your buckets',
  schema: z.object({
    Buckets: z.array(z.object({ Name: z.string(), CreationDate: z.string().optional() })),
  }),
  inputs: [],
  call: { service: 's3', operation: 'ListBuckets', input: {}, empty: { Buckets: [] } },
  command: 'aws s3api list-buckets --output json',
  companions: ['Owner'],
  absentCodes: [],
  permissions: ['s3:ListAllMyBuckets'],
});
