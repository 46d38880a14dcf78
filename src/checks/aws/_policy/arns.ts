import { parseArn } from '../../../inputs/arn.ts';
import { type AwsPlace, formatArn } from '../../../providers/aws/partitions.ts';

/** A role of an account, and where that account lives. */
export interface RoleNames extends AwsPlace {
  accountId: string;
  roleName: string;
}

/** ARN of a role without a path. */
export function formatRoleArn({ accountId, roleName, partition }: RoleNames): string {
  return formatArn(
    { service: 'iam', account: accountId, resource: `role/${roleName}` },
    { partition },
  );
}

/** ARN of a bucket; `bucketName` may be a pattern or a placeholder. */
export function formatBucketArn({
  bucketName,
  ...place
}: AwsPlace & { bucketName: string }): string {
  return formatArn({ service: 's3', resource: bucketName }, place);
}

/**
 * ARN of a policy that AWS owns, e.g. `SecurityAudit`; every partition has its own copy.
 * Source: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/using-govcloud-arns.html
 */
export function formatAwsPolicyArn(name: string, place: AwsPlace = {}): string {
  return formatArn({ service: 'iam', account: 'aws', resource: `policy/${name}` }, place);
}

/** Whether AWS owns a policy, in whichever partition. */
export function isOwnedByAws(policyArn: string): boolean {
  const arn = parseArn(policyArn);
  return arn?.service === 'iam' && arn.account === 'aws';
}

/** The same ARN in the partition of these inputs; what is no ARN (`*`) stays. */
export function moveArn(arn: string, place: AwsPlace): string {
  const parts = parseArn(arn);
  return parts ? formatArn(parts, place) : arn;
}
