import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/** The four switches that keep a bucket private. */
export const publicAccessBlock = defineEvidence({
  id: 'aws/public-access-block',
  title: "the bucket's public access block",
  schema: z.object({
    PublicAccessBlockConfiguration: z.object({
      BlockPublicAcls: z.boolean(),
      IgnorePublicAcls: z.boolean(),
      BlockPublicPolicy: z.boolean(),
      RestrictPublicBuckets: z.boolean(),
    }),
  }),
  inputs: ['bucketName'],
  command: 'aws s3api get-public-access-block --bucket {{bucketName}} --output json',
  absentCodes: ['NoSuchPublicAccessBlockConfiguration', 'NoSuchBucket'],
  permissions: ['s3:GetBucketPublicAccessBlock'],
});
