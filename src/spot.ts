/**
 * Constants of the product. Sources: https://github.com/spotinst/help (src/docs/eco),
 * https://github.com/spotinst/terraform-spotinst-aws-connect,
 * https://github.com/spotinst/spotinst-examples (Policies/AWS)
 */

/** AWS accounts of Eco, which assume the role in a management account. */
export const ecoAccounts = ['884866656237', '627743545735'] as const;

/**
 * AWS account that linked-account roles (Elastigroup, Ocean) trust. In an Eco role it is a mistake.
 */
export const linkedAccountsAccount = '922761411349';

/**
 * Roles inside the Eco accounts that a trust policy may be narrowed to; the first is the one Eco
 * calls with.
 */
export const ecoRoleNames = [
  'eco-base-cdk-stack-globalclientassumerole',
  'Admin',
  'DevRole',
  'ReadOnly',
] as const;

/** Buckets of Spot into which Eco copies the report, as a pattern of names. */
export const ecoCopyBuckets = 'sc-customer-*';

/**
 * Where everything of the Cost and Usage Report lives: in commercial AWS its API has one endpoint
 * (https://docs.aws.amazon.com/cli/v1/reference/cur/index.html), and Eco reads from no other
 * region. For GovCloud and China nothing is said here: how Eco would read a report from there is
 * not published.
 */
export const reportRegion = 'us-east-1';

/** The same as the place of a stack or a bucket. */
export const reportPlace = { region: reportRegion } as const;

/**
 * Hours until AWS delivers the first report at the latest.
 * Source: https://docs.aws.amazon.com/cur/latest/userguide/cur-create.html
 */
export const firstDeliveryHours = 24;

/**
 * Hours until Eco shows data, and the age at which it calls a report stale. Sources:
 * https://docs.spot.io/eco/getting-started/connect-your-aws-account,
 * https://github.com/spotinst/help, src/docs/faqs/faqs-finops.md
 */
export const ecoProcessingHours = 48;

/** How the sessions begin that this program opens with a reader's role, to look as Spot does: AWS's refusals name them. */
export const lookingSession = 'spot-runbooks-';
