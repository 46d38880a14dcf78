import { type AwsPlace, formatArn } from '../../../src/providers/aws/partitions.ts';

/** ARN that stands for a whole account in a policy. */
export function formatRootArn(accountId: string, place: AwsPlace = {}): string {
  return formatArn({ service: 'iam', account: accountId, resource: 'root' }, place);
}

/** ARN of a role, e.g. `arn:…:iam::111122223333:role/SpotRole`; `name` may begin with a path. */
export function formatRoleArn(accountId: string, name: string, place: AwsPlace = {}): string {
  return formatArn({ service: 'iam', account: accountId, resource: `role/${name}` }, place);
}
