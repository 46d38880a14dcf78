import { formatRoleArn } from './arns.ts';

/**
 * Accounts of Spot and of another vendor, written down here a second time and not imported, so that
 * a wrong constant of the product shows. Eco calls from both of its accounts.
 */
export const ecoAccountIds = ['884866656237', '627743545735'] as const;
export const linkedAccountsId = '922761411349';
export const otherVendorId = '464622532012';

/** The role that Eco calls with, in one of its accounts. */
export function formatEcoRoleArn(accountId: string): string {
  return formatRoleArn(accountId, 'eco-base-cdk-stack-globalclientassumerole');
}
