/** AWS's own policies that give a role far more than any product of Spot asks for, by name. */
export const generousPolicies: readonly string[] = [
  'AdministratorAccess',
  'PowerUserAccess',
  'IAMFullAccess',
  'SystemAdministrator',
  'AmazonS3FullAccess',
];

/**
 * AWS's own policies that read settings, lists and costs only, by name; `Billing`, which may change
 * budgets too, stands in Spot's own template for Eco. All others are judged by what they say.
 */
export const harmlessPolicies: readonly string[] = [
  'SecurityAudit',
  'ViewOnlyAccess',
  'Billing',
  'AWSBillingReadOnlyAccess',
  'AWSCloudFormationReadOnlyAccess',
  'AWSOrganizationsReadOnlyAccess',
  'AWSSavingsPlansReadOnlyAccess',
  'AmazonEC2ReadOnlyAccess',
  'AmazonRDSReadOnlyAccess',
  'CloudWatchReadOnlyAccess',
  'ComputeOptimizerReadOnlyAccess',
  'CostOptimizationHubReadOnlyAccess',
];
