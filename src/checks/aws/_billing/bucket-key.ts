import type bucketEncryption from '../../../evidence/aws/bucket-encryption.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';

type Encryption = typeof bucketEncryption extends EvidenceKind<infer T> ? Evidence<T> : never;

/**
 * The key the bucket encrypts with, unless S3 uses its own (SSE-S3). The AWS-managed key for S3
 * lets no other service in.
 */
export function findKey(encryption: Encryption): string | undefined {
  if (encryption.status !== 'found') return undefined;
  const rule =
    encryption.value.ServerSideEncryptionConfiguration.Rules[0]?.ApplyServerSideEncryptionByDefault;
  return rule?.SSEAlgorithm.startsWith('aws:kms')
    ? (rule.KMSMasterKeyID ?? 'the AWS-managed key aws/s3')
    : undefined;
}
