import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * All buckets the account owns: the proof that a bucket is the reader's own. `CreationDate` is ISO
 * 8601.
 */
export const ownedBuckets = defineEvidence({
  id: 'aws/owned-buckets',
  title: 'the list of your buckets',
  schema: z.object({
    Buckets: z
      .array(z.object({ Name: z.string(), CreationDate: z.string().optional() }))
      .nullish()
      .transform((buckets) => buckets ?? []),
  }),
  inputs: [],
  command: 'aws s3api list-buckets --output json',
  absentCodes: [],
  permissions: ['s3:ListAllMyBuckets'],
});
