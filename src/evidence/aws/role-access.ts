import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

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

/** Actions on the report's bucket and its objects. */
export const bucketActions = ['s3:ListBucket', 's3:GetBucketLocation', 's3:GetObject'] as const;

/** What IAM's policy simulator answers. */
export const policyDecisions = z.object({
  EvaluationResults: z.array(
    z.object({
      EvalActionName: z.string(),
      EvalResourceName: z.string().optional(),
      EvalDecision: z.enum(['allowed', 'explicitDeny', 'implicitDeny']),
      MissingContextValues: z.array(z.string()).optional(),
      OrganizationsDecisionDetail: z.object({ AllowedByOrganizations: z.boolean() }).optional(),
      PermissionsBoundaryDecisionDetail: z
        .object({ AllowedByPermissionsBoundary: z.boolean() })
        .optional(),
    }),
  ),
});

const simulate = (actions: readonly string[], resources: readonly string[]) =>
  `aws iam simulate-principal-policy --policy-source-arn arn:aws:iam::{{accountId}}:role/{{roleName}} --action-names ${actions.join(' ')}${
    resources.length > 0 ? ` --resource-arns ${resources.join(' ')}` : ''
  } --output json`;

/**
 * What IAM says the role may do in the account: its own policies, boundary and the organization's
 * policies, as IAM itself evaluates them. The simulator ignores trust policies, so it is never
 * asked about sts:AssumeRole.
 */
export const roleAccountAccess = defineEvidence({
  id: 'aws/role-account-access',
  title: 'what the role may do in the account',
  schema: policyDecisions,
  inputs: ['accountId', 'roleName'],
  command: simulate(accountActions, []),
  absentCodes: ['NoSuchEntity'],
  permissions: ['iam:SimulatePrincipalPolicy'],
});

/**
 * What the role may do with the report's bucket and objects. Bucket policies are not part of it:
 * the check reads those itself.
 */
export const roleBucketAccess = defineEvidence({
  id: 'aws/role-bucket-access',
  title: 'what the role may do with the bucket',
  schema: policyDecisions,
  inputs: ['accountId', 'roleName', 'bucketName', 'reportPrefix'],
  command: simulate(bucketActions, [
    'arn:aws:s3:::{{bucketName}}',
    'arn:aws:s3:::{{bucketName}}/{{reportPrefix}}/*',
  ]),
  absentCodes: ['NoSuchEntity'],
  permissions: ['iam:SimulatePrincipalPolicy'],
});

/** Whether the role may copy the report to Spot's own buckets (`sc-customer-*`). */
export const roleCopyAccess = defineEvidence({
  id: 'aws/role-copy-access',
  title: 'whether the role may copy the report to Spot',
  schema: policyDecisions,
  inputs: ['accountId', 'roleName'],
  command: simulate(['s3:PutObject'], ['arn:aws:s3:::sc-customer-example/*']),
  absentCodes: ['NoSuchEntity'],
  permissions: ['iam:SimulatePrincipalPolicy'],
});

/**
 * Whether the role may decrypt with a customer key. Only asked when the bucket is encrypted with
 * one.
 */
export const roleDecryptAccess = defineEvidence({
  id: 'aws/role-decrypt-access',
  title: "whether the role may use the bucket's key",
  schema: policyDecisions,
  inputs: ['accountId', 'roleName', 'bucketName'],
  command: [
    "KEY=$(aws s3api get-bucket-encryption --bucket {{bucketName}} --query 'ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.KMSMasterKeyID' --output text)",
    `${simulate(['kms:Decrypt'], ['"$KEY"'])}`,
  ].join('\n'),
  absentCodes: ['NoSuchEntity'],
  permissions: ['s3:GetEncryptionConfiguration', 'iam:SimulatePrincipalPolicy'],
});
