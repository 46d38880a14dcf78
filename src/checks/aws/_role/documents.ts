import { type AwsPlace, formatArn } from '../../../providers/aws/partitions.ts';
import { moveArn, type RoleNames } from '../_policy/arns.ts';
import { eco, findParty, type SpotPlace, trustPolicyOf } from '../_trust/party.ts';
import { ecoPermissions } from './eco-permissions.ts';

/** The trust policy of the Eco role. `externalId` may be a placeholder. */
export function trustPolicyFor({ externalId, ...place }: { externalId: string } & SpotPlace) {
  return trustPolicyOf(findParty(eco, place), externalId);
}

/**
 * The permission policy of the Eco role, made from the registry. `bucketName` may be a placeholder.
 */
export function permissionsPolicyFor({ bucketName, ...place }: { bucketName: string } & AwsPlace) {
  return {
    Version: '2012-10-17',
    Statement: ecoPermissions.map((statement) => ({
      Sid: statement.sid,
      Effect: 'Allow',
      Action: statement.actions.map(({ action }) => action),
      Resource: moveArn(statement.resource, place).replaceAll('{{bucketName}}', bucketName),
    })),
  };
}

/** Name of the managed policy that the guide attaches. */
export function policyNameFor({ roleName }: { roleName: string }): string {
  return `${roleName}_Policy`;
}

/** ARN of that policy. */
export function formatGuidePolicyArn({ accountId, roleName, ...place }: RoleNames): string {
  const resource = `policy/${policyNameFor({ roleName })}`;
  return formatArn({ service: 'iam', account: accountId, resource }, place);
}
