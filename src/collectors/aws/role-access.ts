import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { bucketEncryption } from '../../evidence/aws/bucket-encryption.ts';
import { role } from '../../evidence/aws/role.ts';
import {
  accountActions,
  bucketActions,
  roleAccountAccess,
  roleBucketAccess,
  roleCopyAccess,
  roleDecryptAccess,
} from '../../evidence/aws/role-access.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { defineCollector } from '../define-collector.ts';
import { type AwsContext, attempt } from './aws-collector.ts';
import { found } from './classify.ts';
import { pages } from './pages.ts';

/**
 * Asks IAM's policy simulator about the role. A role with a path is found by its name first, as its
 * ARN holds the path.
 */
export async function simulate<T>(
  kind: EvidenceKind<T>,
  context: AwsContext,
  actions: readonly string[],
  resources?: readonly string[],
) {
  const { clients, call, inputs, need } = context;
  const known = await need(role);
  if (known.status === 'absent') return known;
  const PolicySourceArn = known.status === 'found' ? known.value.Role.Arn : arnOf(inputs);
  const EvaluationResults = await pages(10, async (Marker) => {
    const page = await call((options) =>
      clients.iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn,
          ActionNames: [...actions],
          ...(resources ? { ResourceArns: [...resources] } : {}),
          Marker,
        }),
        options,
      ),
    );
    return {
      items: page.EvaluationResults ?? [],
      next: page.IsTruncated ? page.Marker : undefined,
    };
  });
  return found(kind, { EvaluationResults });
}

/**
 * The role's ARN where the role itself cannot be seen: as typed, when it is of the role that is
 * asked about.
 */
function arnOf({ accountId, roleName, roleArn = '' }: Readonly<Record<string, string>>): string {
  return roleArn.includes(`::${accountId}:role/`) && roleArn.endsWith(`/${roleName}`)
    ? roleArn
    : `arn:aws:iam::${accountId}:role/${roleName}`;
}

export const roleAccountAccessCollector = defineCollector({
  kind: roleAccountAccess,
  needs: [role] as EvidenceKind[],
  collect: (context: AwsContext) =>
    attempt(roleAccountAccess, () => simulate(roleAccountAccess, context, accountActions)),
});

export const roleBucketAccessCollector = defineCollector({
  kind: roleBucketAccess,
  needs: [role] as EvidenceKind[],
  collect: (context: AwsContext) =>
    attempt(roleBucketAccess, () => {
      const bucket = `arn:aws:s3:::${context.inputs.bucketName}`;
      return simulate(roleBucketAccess, context, bucketActions, [
        bucket,
        `${bucket}/${context.inputs.reportPrefix}/*`,
      ]);
    }),
});

export const roleCopyAccessCollector = defineCollector({
  kind: roleCopyAccess,
  needs: [role] as EvidenceKind[],
  collect: (context: AwsContext) =>
    attempt(roleCopyAccess, () =>
      simulate(roleCopyAccess, context, ['s3:PutObject'], ['arn:aws:s3:::sc-customer-example/*']),
    ),
});

export const roleDecryptAccessCollector = defineCollector({
  kind: roleDecryptAccess,
  needs: [bucketEncryption, role] as EvidenceKind[],
  collect: (context: AwsContext) =>
    attempt(roleDecryptAccess, async () => {
      const encryption = await context.need(bucketEncryption);
      if (encryption.status !== 'found') return encryption;
      const rule =
        encryption.value.ServerSideEncryptionConfiguration.Rules[0]
          ?.ApplyServerSideEncryptionByDefault;
      const key = keyArn(rule, context.inputs.accountId);
      return typeof key === 'string'
        ? simulate(roleDecryptAccess, context, ['kms:Decrypt'], [key])
        : key;
    }),
});

/** ARN of the customer key that encrypts the bucket, or why there is none to ask about. */
function keyArn(
  rule: { SSEAlgorithm: string; KMSMasterKeyID?: string } | undefined,
  accountId: string | undefined,
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
  return key.startsWith('arn:') ? key : `arn:aws:kms:us-east-1:${accountId}:key/${key}`;
}
