import { ecoContext } from '../../evidence/aws/_shared/define-role-access.ts';
import bucketEncryption from '../../evidence/aws/bucket-encryption.ts';
import role from '../../evidence/aws/role.ts';
import roleDecryptAccess from '../../evidence/aws/role-decrypt-access.ts';
import type { Evidence } from '../../evidence/define-evidence.ts';
import { formatArn, regionOf } from '../../providers/aws/partitions.ts';
import { attempt } from './_client/classify.ts';
import { type AwsContext, defineAwsCollector } from './_client/context.ts';
import { simulateRole } from './_client/simulate.ts';

/** Asks about the key that encrypts the bucket, where there is one of the customer's own. */
export default defineAwsCollector({
  kind: roleDecryptAccess,
  needs: [bucketEncryption, role],
  collect: (kind, context) =>
    attempt(kind, async () => {
      const encryption = await context.need(bucketEncryption);
      if (encryption.status !== 'found') return encryption;
      const [rule] = encryption.value.ServerSideEncryptionConfiguration.Rules;
      const key = findKeyArn(rule?.ApplyServerSideEncryptionByDefault, context.inputs);
      return typeof key === 'string'
        ? simulateRole(kind, context, {
            actions: ['kms:Decrypt'],
            resources: [key],
            context: ecoContext,
          })
        : key;
    }),
});

/** ARN of the customer key that encrypts the bucket, or why there is none to ask about. */
function findKeyArn(
  rule: { SSEAlgorithm: string; KMSMasterKeyID?: string } | undefined,
  inputs: AwsContext['inputs'],
): string | Evidence<never> {
  const key = rule?.KMSMasterKeyID;
  if (!rule?.SSEAlgorithm.startsWith('aws:kms') || !key || /\balias\/aws\/s3$/.test(key)) {
    return {
      status: 'absent',
      code: 'NoCustomerKey',
      message: 'The bucket is not encrypted with a customer key.',
    };
  }
  if (/\balias\//.test(key)) {
    return {
      status: 'unreachable',
      message: `The bucket names its key by the alias ${key}; IAM can only be asked about the key's own ARN.`,
    };
  }
  if (key.startsWith('arn:')) return key;
  const { accountId } = inputs;
  return formatArn(
    { service: 'kms', region: regionOf(inputs), account: accountId, resource: `key/${key}` },
    inputs,
  );
}
