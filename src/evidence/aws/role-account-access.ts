import { defineRoleAccess, ecoContext } from './_shared/define-role-access.ts';

/**
 * Actions Eco takes on the account as a whole, asked of IAM's policy simulator. A sample of every
 * service in the policy.
 */
export const accountActions = [
  'cur:DescribeReportDefinitions',
  'ce:GetCostAndUsage',
  'ce:GetDimensionValues',
  'ce:GetReservationUtilization',
  'ce:GetSavingsPlansUtilization',
  'savingsplans:DescribeSavingsPlans',
  'ec2:DescribeReservedInstances',
  'rds:DescribeReservedDBInstances',
  'redshift:DescribeReservedNodes',
  'elasticache:DescribeReservedCacheNodes',
  'es:DescribeReservedElasticsearchInstances',
  'dynamodb:DescribeReservedCapacity',
] as const;

/** What IAM says the role may do in the account. */
export default defineRoleAccess({
  id: 'aws/role-account-access',
  title: 'what the role may do in the account',
  actions: accountActions,
  context: ecoContext,
});
