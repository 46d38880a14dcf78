import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { policyText } from './policy-document.ts';

/** The bucket policy, parsed from the JSON text the CLI prints. */
export const bucketPolicy = defineEvidence({
  id: 'aws/bucket-policy',
  title: "the bucket's policy",
  schema: z.object({ Policy: policyText }),
  inputs: ['bucketName'],
  command: 'aws s3api get-bucket-policy --bucket {{bucketName}} --output json',
  absentCodes: ['NoSuchBucketPolicy', 'NoSuchBucket'],
  permissions: ['s3:GetBucketPolicy'],
});
