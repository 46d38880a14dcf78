import { formatArn } from '../../../src/providers/aws/partitions.ts';

/**
 * Accounts of Spot and of another vendor, written down here a second time and not imported, so that
 * a wrong constant of the product shows. Eco calls from both of its accounts.
 */
export const ecoAccountIds = ['884866656237', '627743545735'] as const;
export const linkedAccountsId = '922761411349';
export const otherVendorId = '464622532012';

/** ARN that stands for a whole account in a policy. */
export function formatRootArn(accountId: string): string {
  return formatArn({ service: 'iam', account: accountId, resource: 'root' });
}

/** ARN of a role, e.g. `arn:…:iam::111122223333:role/SpotRole`. */
export function formatRoleArn(accountId: string, name: string): string {
  return formatArn({ service: 'iam', account: accountId, resource: `role/${name}` });
}

/** The role that Eco calls with, in one of its accounts. */
export function formatEcoRoleArn(accountId: string): string {
  return formatRoleArn(accountId, 'eco-base-cdk-stack-globalclientassumerole');
}
