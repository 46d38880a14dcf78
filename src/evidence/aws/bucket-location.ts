import { z } from 'zod';
import { defineAwsEvidence } from './_shared/define-aws-evidence.ts';

/**
 * Region of the bucket. S3 prints `null` for us-east-1, which the schema turns into its name; an
 * answer without the name is none.
 * Denied: the bucket exists and is somebody else's, or the caller lacks the permission.
 */
export default defineAwsEvidence({
  id: 'aws/bucket-location',
  title: "the bucket's region",
  schema: z.object({
    LocationConstraint: z
      .string()
      .nullable()
      .transform((region) => region || 'us-east-1'),
  }),
  inputs: ['bucketName'],
  call: {
    service: 's3',
    operation: 'GetBucketLocation',
    input: { Bucket: '{{bucketName}}' },
    empty: { LocationConstraint: null },
  },
  command: 'aws s3api get-bucket-location --bucket {{bucketName}} --output json',
  absentCodes: ['NoSuchBucket'],
  permissions: ['s3:GetBucketLocation'],
});
