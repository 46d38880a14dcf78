import type bucketEncryption from '../../../evidence/aws/bucket-encryption.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { formatArn } from '../../../providers/aws/partitions.ts';
import { reportRegion } from '../../../spot.ts';
import type { RolePermissions } from './diagnoses.ts';

type Encryption = typeof bucketEncryption extends EvidenceKind<infer T> ? T : never;

/**
 * The customer key that encrypts new files, or undefined: AWS's own key for S3 serves everyone in
 * the account who may read.
 */
export function findCustomerKey(
  encryption: Evidence<Encryption>,
  { accountId, partition }: Pick<RolePermissions, 'accountId' | 'partition'>,
): string | undefined {
  if (encryption.status !== 'found') return undefined;
  const key = encryption.value.ServerSideEncryptionConfiguration.Rules.map(
    ({ ApplyServerSideEncryptionByDefault: rule }) =>
      rule?.SSEAlgorithm.startsWith('aws:kms') ? rule.KMSMasterKeyID : undefined,
  ).find((id) => id && !/\balias\/aws\/s3$/.test(id));
  if (!key) return undefined;
  if (key.startsWith('arn:')) return key;
  const resource = key.startsWith('alias/') ? key : `key/${key}`;
  return formatArn(
    { service: 'kms', region: reportRegion, account: accountId, resource },
    { partition },
  );
}

/** Whether a rule names no algorithm, or one that S3 did not have when this was written. */
export function hasUnknownAlgorithm(encryption: Evidence<Encryption>): boolean {
  return (
    encryption.status === 'found' &&
    encryption.value.ServerSideEncryptionConfiguration.Rules.some(
      ({ ApplyServerSideEncryptionByDefault: rule }) =>
        !/^(AES256|aws:kms(:dsse)?)$/.test(rule?.SSEAlgorithm ?? ''),
    )
  );
}
