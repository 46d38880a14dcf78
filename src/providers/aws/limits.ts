/**
 * Characters that one managed policy may have, white space not counted.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const policyLimit = 6144;

/**
 * Cost and Usage Reports that one account may have. AWS's guide says ten, the text of its API five: what
 * the guide allows is not called full.
 * Source: https://docs.aws.amazon.com/cur/latest/userguide/billing-cur-limits.html
 */
export const reportLimit = 10;
