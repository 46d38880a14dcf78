import { awsPolicyArn } from './arn.ts';
import type { Partition } from './partitions.ts';
import type { PolicyDocument } from './state.ts';

const allow = (...actions: string[]) => ({ Effect: 'Allow', Action: actions, Resource: '*' });
const policy = (...statements: Record<string, unknown>[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});

/**
 * AWS-managed policies by what follows `policy/` in their ARN; each partition has them. SecurityAudit and ReadOnlyAccess
 * are cut to the services that this project's policies name; what they lack there (no `ce`, no
 * `cur`, no object reads in SecurityAudit) they lack in AWS too. Source: AWS managed policy
 * reference; versions of 2024 to 2026, ReadOnlyAccess of 2022.
 */
const documents: Readonly<Record<string, PolicyDocument>> = {
  AdministratorAccess: policy(allow('*')),
  PowerUserAccess: policy(
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
    allow(
      ...[
        'account:GetAccountInformation',
        'account:GetGovCloudAccountInformation',
        'account:GetPrimaryEmail',
        'account:ListRegions',
      ],
      ...['iam:CreateServiceLinkedRole', 'iam:DeleteServiceLinkedRole', 'iam:ListRoles'],
      ...['organizations:DescribeEffectivePolicy', 'organizations:DescribeOrganization'],
    ),
  ),
  SecurityAudit: policy(
    allow(
      ...[
        'cloudformation:DescribeStack*',
        'cloudformation:GetStackPolicy',
        'cloudformation:GetTemplate',
        'cloudformation:ListStack*',
      ],
      ...[
        'dynamodb:DescribeTable',
        'dynamodb:ListTables',
        'ec2:Describe*',
        'elasticache:Describe*',
        'es:Describe*',
        'es:ListDomainNames',
      ],
      ...[
        'iam:GenerateCredentialReport',
        'iam:GenerateServiceLastAccessedDetails',
        'iam:Get*',
        'iam:List*',
      ],
      ...[
        'iam:SimulateCustomPolicy',
        'iam:SimulatePrincipalPolicy',
        'kms:Describe*',
        'kms:Get*',
        'kms:List*',
      ],
      ...[
        'organizations:Describe*',
        'organizations:List*',
        'rds:Describe*',
        'rds:ListTagsForResource',
        'redshift:Describe*',
      ],
      ...[
        's3:GetAccountPublicAccessBlock',
        's3:GetBucket*',
        's3:GetEncryptionConfiguration',
        's3:GetObjectAcl',
        's3:ListAllMyBuckets',
      ],
      ...[
        'servicequotas:GetServiceQuota',
        'servicequotas:ListServiceQuotas',
        'servicequotas:ListServices',
      ],
      ...['sts:GetAccessKeyInfo', 'trustedadvisor:Describe*'],
      ...[
        'application-autoscaling:Describe*',
        'autoscaling:Describe*',
        'cloudwatch:Describe*',
        'codedeploy:BatchGet*',
        'codedeploy:List*',
      ],
      ...[
        'ecs:Describe*',
        'ecs:List*',
        'eks:ListClusters',
        'elasticbeanstalk:Describe*',
        'elasticfilesystem:DescribeFileSystems',
      ],
      ...[
        'elasticloadbalancing:Describe*',
        'elasticmapreduce:Describe*',
        'elasticmapreduce:List*',
        'lambda:ListFunctions',
      ],
      ...[
        'route53:ListHostedZones',
        'route53:ListResourceRecordSets',
        'sns:GetTopicAttributes',
        'sns:ListTopics',
      ],
    ),
  ),
  ReadOnlyAccess: policy(
    allow(
      ...[
        'cloudformation:Describe*',
        'cloudformation:Detect*',
        'cloudformation:Estimate*',
        'cloudformation:Get*',
        'cloudformation:List*',
      ],
      ...[
        'cloudformation:ValidateTemplate',
        'dynamodb:BatchGet*',
        'dynamodb:Describe*',
        'dynamodb:Get*',
        'dynamodb:List*',
        'dynamodb:Query',
      ],
      ...[
        'dynamodb:Scan',
        'ec2:Describe*',
        'ec2:Get*',
        'elasticache:Describe*',
        'elasticache:List*',
        'es:Describe*',
        'es:Get*',
        'es:List*',
      ],
      ...[
        'iam:Generate*',
        'iam:Get*',
        'iam:List*',
        'iam:Simulate*',
        'kms:Describe*',
        'kms:Get*',
        'kms:List*',
      ],
      ...[
        'organizations:Describe*',
        'organizations:List*',
        'rds:Describe*',
        'rds:Download*',
        'rds:List*',
        'redshift:Describe*',
      ],
      ...[
        's3:Describe*',
        's3:Get*',
        's3:List*',
        'savingsplans:Describe*',
        'savingsplans:List*',
        'servicequotas:Get*',
        'servicequotas:List*',
      ],
      ...[
        'sts:GetAccessKeyInfo',
        'sts:GetCallerIdentity',
        'sts:GetSessionToken',
        'trustedadvisor:Describe*',
      ],
    ),
  ),
  'job-function/Billing': policy(
    allow(
      ...[
        'account:GetAccountInformation',
        'aws-portal:*Billing',
        'aws-portal:*PaymentMethods',
        'aws-portal:*Usage',
      ],
      ...[
        'billing:GetBillingData',
        'billing:GetBillingDetails',
        'billing:GetBillingNotifications',
        'billing:GetBillingPreferences',
      ],
      ...[
        'billing:GetContractInformation',
        'billing:GetCredits',
        'billing:GetIAMAccessPreference',
        'billing:GetSellerOfRecord',
      ],
      ...[
        'billing:ListBillingViews',
        'billing:UpdateBillingPreferences',
        'billing:UpdateIAMAccessPreference',
        'budgets:ViewBudget',
      ],
      ...[
        'ce:CreateCostCategoryDefinition',
        'ce:CreateNotificationSubscription',
        'ce:CreateReport',
        'ce:DeleteCostCategoryDefinition',
      ],
      ...[
        'ce:DeleteNotificationSubscription',
        'ce:DeleteReport',
        'ce:DescribeCostCategoryDefinition',
        'ce:GetCostAndUsage',
      ],
      ...[
        'ce:ListCostAllocationTags',
        'ce:ListCostCategoryDefinitions',
        'ce:ListTagsForResource',
        'ce:TagResource',
      ],
      ...[
        'ce:UpdateCostAllocationTagsStatus',
        'ce:UpdateNotificationSubscription',
        'ce:UpdatePreferences',
        'ce:UpdateReport',
      ],
      ...[
        'ce:UpdateCostCategoryDefinition',
        'ce:UntagResource',
        'consolidatedbilling:GetAccountBillingRole',
      ],
      ...[
        'consolidatedbilling:ListLinkedAccounts',
        'cur:DeleteReportDefinition',
        'cur:DescribeReportDefinitions',
        'cur:GetClassicReport',
      ],
      ...[
        'cur:GetClassicReportPreferences',
        'cur:GetUsageReport',
        'cur:ModifyReportDefinition',
        'cur:PutClassicReportPreferences',
      ],
      ...[
        'cur:PutReportDefinition',
        'cur:ValidateReportDestination',
        'freetier:GetFreeTierUsage',
        'invoicing:ListInvoiceSummaries',
      ],
    ),
  ),
  AWSCloudFormationReadOnlyAccess: policy(
    allow(
      ...[
        'cloudformation:Describe*',
        'cloudformation:EstimateTemplateCost',
        'cloudformation:Get*',
        'cloudformation:List*',
      ],
      ...['cloudformation:ValidateTemplate', 'cloudformation:Detect*'],
    ),
  ),
  ServiceQuotasFullAccess: policy(
    allow(
      ...[
        'autoscaling:DescribeAccountLimits',
        'cloudformation:DescribeAccountLimits',
        'cloudwatch:DescribeAlarms',
      ],
      ...[
        'cloudwatch:DescribeAlarmsForMetric',
        'cloudwatch:GetMetricData',
        'cloudwatch:GetMetricStatistics',
        'cloudwatch:PutMetricAlarm',
      ],
      ...[
        'dynamodb:DescribeLimits',
        'elasticloadbalancing:DescribeAccountLimits',
        'iam:GetAccountSummary',
        'kinesis:DescribeLimits',
      ],
      ...[
        'organizations:DescribeAccount',
        'organizations:DescribeOrganization',
        'organizations:ListAWSServiceAccessForOrganization',
      ],
      ...[
        'rds:DescribeAccountAttributes',
        'route53:GetAccountLimit',
        'tag:GetTagKeys',
        'tag:GetTagValues',
        'servicequotas:*',
      ],
    ),
    {
      ...allow('iam:CreateServiceLinkedRole'),
      Condition: { StringEquals: { 'iam:AWSServiceName': 'servicequotas.amazonaws.com' } },
    },
  ),
};

/**
 * The document of an AWS-managed policy; undefined when this simulator has none of that ARN in the
 * partition.
 */
export function awsManagedPolicy(partition: Partition, arn: string): PolicyDocument | undefined {
  const prefix = awsPolicyArn(partition, '');
  const name = arn.slice(prefix.length);
  return arn.startsWith(prefix) && Object.hasOwn(documents, name) ? documents[name] : undefined;
}

/** ARNs of all AWS-managed policies of a partition. */
export function awsManagedPolicyArns(partition: Partition): string[] {
  return Object.keys(documents).map((name) => awsPolicyArn(partition, name));
}
