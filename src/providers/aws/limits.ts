/**
 * Characters that one managed policy may have, white space not counted.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const policyLimit = 6144;
