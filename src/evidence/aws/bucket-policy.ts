import { z } from 'zod';
import { bucketPolicyLimit } from '../../providers/aws/limits.ts';
import { defineAwsEvidence } from './_shared/define-aws-evidence.ts';
import { findOtherBucket } from './_shared/other-subject.ts';
import { policyOfAtMost } from './_shared/policy-document.ts';

/** The bucket policy, parsed from the JSON text the CLI prints. */
export default defineAwsEvidence({
  id: 'aws/bucket-policy',
  title: "the bucket's policy",
  schema: z.object({
    Policy: policyOfAtMost({
      of: 'a bucket policy',
      most: bucketPolicyLimit,
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html',
    }),
  }),
  inputs: ['bucketName'],
  call: { service: 's3', operation: 'GetBucketPolicy', input: { Bucket: '{{bucketName}}' } },
  command: 'aws s3api get-bucket-policy --bucket {{bucketName}} --output json',
  absentCodes: ['NoSuchBucketPolicy', 'NoSuchBucket'],
  findOtherSubject: ({ Policy }, { bucketName }) =>
    findOtherBucket(
      Policy.Statement.flatMap(({ Resource, NotResource }) => Resource ?? NotResource ?? []),
      bucketName,
    ),
  permissions: ['s3:GetBucketPolicy'],
});
