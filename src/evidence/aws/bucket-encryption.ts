import { z } from 'zod';
import { defineAwsEvidence } from './_shared/define-aws-evidence.ts';

/**
 * Default encryption. `aws:kms` with a customer key means that readers also need `kms:Decrypt` on
 * it.
 */
export default defineAwsEvidence({
  id: 'aws/bucket-encryption',
  title: "the bucket's encryption",
  schema: z.object({
    ServerSideEncryptionConfiguration: z.object({
      Rules: z
        .array(
          z.object({
            ApplyServerSideEncryptionByDefault: z
              .object({ SSEAlgorithm: z.string(), KMSMasterKeyID: z.string().optional() })
              .optional(),
          }),
        )
        .min(1),
    }),
  }),
  inputs: ['bucketName'],
  call: { service: 's3', operation: 'GetBucketEncryption', input: { Bucket: '{{bucketName}}' } },
  command: 'aws s3api get-bucket-encryption --bucket {{bucketName}} --output json',
  absentCodes: ['ServerSideEncryptionConfigurationNotFoundError', 'NoSuchBucket'],
  permissions: ['s3:GetEncryptionConfiguration'],
});
