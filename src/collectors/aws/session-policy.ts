/**
 * The session policy that goes with every AssumeRole: whatever the role may do, the session can only read, and of the
 * files only the report's. Session policies cut permissions and never add any. At most 2,048 characters (STS).
 */
export function sessionPolicyFor(inputs: Readonly<Record<string, string>>): object {
  const { roleArn, bucketName, reportPrefix } = inputs;
  const partition = roleArn?.split(':')[1] || 'aws';
  const bucket = `arn:${partition}:s3:::${bucketName}`;
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Look', Effect: 'Allow', Action: lookActions, Resource: '*' },
      ...(bucketName && reportPrefix
        ? [
            { Sid: 'ListReport', Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket },
            { Sid: 'ReadReport', Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucket}/${reportPrefix}/*` },
            // Files under a customer key are decrypted by S3 on the reader's behalf.
            { Sid: 'ReadEncrypted', Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' },
          ]
        : []),
    ],
  };
}

/** What the collectors ask, apart from the report's files. A test compares it with the permissions of the evidence kinds. */
export const lookActions = [
  'ce:GetCostAndUsage',
  'cloudformation:DescribeStackEvents',
  'cur:DescribeReportDefinitions',
  'iam:GetRole',
  'iam:ListAttachedRolePolicies',
  'iam:SimulatePrincipalPolicy',
  'organizations:DescribeOrganization',
  's3:GetBucketLocation',
  's3:GetBucketPolicy',
  's3:GetBucketPublicAccessBlock',
  's3:GetEncryptionConfiguration',
  's3:ListAllMyBuckets',
] as const;
