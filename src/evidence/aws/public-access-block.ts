import { z } from 'zod';
import { defineAwsEvidence } from './_shared/define-aws-evidence.ts';

/** The four switches that keep a bucket private. */
export default defineAwsEvidence({
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
  call: { service: 's3', operation: 'GetPublicAccessBlock', input: { Bucket: '{{bucketName}}' } },
  command: 'aws s3api get-public-access-block --bucket {{bucketName}} --output json',
  absentCodes: ['NoSuchPublicAccessBlockConfiguration', 'NoSuchBucket'],
  permissions: ['s3:GetBucketPublicAccessBlock'],
});
