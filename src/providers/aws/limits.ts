/** Where IAM says how many characters policies may have; it does not count white space. */
export const policyLimits =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';

/** Characters that one managed policy may have. AWS's own may have more. */
export const policyLimit = 6144;

/** Characters that all policies written into a role may have together. */
export const inlinePolicyLimit = 10_240;

/** Characters that a trust policy may have once the quota is raised; before that 2,048. */
export const trustPolicyLimit = 8192;

/**
 * Bytes that a bucket policy may have.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html
 */
export const bucketPolicyLimit = 20_480;

/**
 * Cost and Usage Reports that one account may have. AWS's guide says ten, the text of its API five: what
 * the guide allows is not called full.
 * Source: https://docs.aws.amazon.com/cur/latest/userguide/billing-cur-limits.html
 */
export const reportLimit = 10;
