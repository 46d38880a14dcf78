import { defineEvidence } from '../define-evidence.ts';
import { policyDecisions } from './role-access.ts';

/**
 * Every action of Spot's policy for linked accounts by its full name; of each wildcard one action
 * that it stands for.
 */
export const linkedActions = [
  ...[
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:PutScalingPolicy',
    'application-autoscaling:RegisterScalableTarget',
  ],
  ...['autoscaling:DescribeAutoScalingGroups', 'autoscaling:UpdateAutoScalingGroup'],
  ...['batch:DescribeComputeEnvironments', 'batch:ListJobs'],
  ...['ce:GetCostAndUsage', 'ce:GetTags'],
  ...[
    'cloudformation:DescribeStackEvents',
    'cloudformation:DescribeStackResource',
    'cloudformation:DescribeStackResources',
    'cloudformation:DescribeStacks',
    'cloudformation:GetTemplate',
    'cloudformation:ListStackResources',
    'cloudformation:UpdateStack',
  ],
  ...[
    'cloudwatch:DescribeAlarmHistory',
    'cloudwatch:DescribeAlarms',
    'cloudwatch:DescribeAlarmsForMetric',
    'cloudwatch:GetMetricData',
    'cloudwatch:GetMetricStatistics',
    'cloudwatch:ListMetrics',
    'cloudwatch:PutMetricAlarm',
    'cloudwatch:PutMetricData',
  ],
  ...[
    'codedeploy:BatchGetDeployments',
    'codedeploy:CreateDeployment',
    'codedeploy:ListDeployments',
  ],
  ...[
    'ec2:AssociateAddress',
    'ec2:AttachVolume',
    'ec2:CancelReservedInstancesListing',
    'ec2:CancelSpotInstanceRequests',
    'ec2:ConfirmProductInstance',
    'ec2:CopyImage',
    'ec2:CopySnapshot',
    'ec2:CreateImage',
    'ec2:CreateReservedInstancesListing',
    'ec2:CreateSnapshot',
    'ec2:CreateTags',
    'ec2:CreateVolume',
    'ec2:DeleteNetworkInterface',
    'ec2:DeleteSnapshot',
    'ec2:DeleteTags',
    'ec2:DeleteVolume',
    'ec2:DeregisterImage',
    'ec2:DescribeInstances',
    'ec2:DescribeVolumesModifications',
    'ec2:DetachVolume',
    'ec2:DisassociateAddress',
    'ec2:ModifyImageAttribute',
    'ec2:ModifyInstanceAttribute',
    'ec2:ModifyNetworkInterfaceAttribute',
    'ec2:ModifyReservedInstances',
    'ec2:ModifyVolume',
    'ec2:MonitorInstances',
    'ec2:RebootInstances',
    'ec2:RegisterImage',
    'ec2:RequestSpotInstances',
    'ec2:RunInstances',
    'ec2:StartInstances',
    'ec2:StopInstances',
    'ec2:TerminateInstances',
    'ec2:UnassignPrivateIpAddresses',
  ],
  ...[
    'ecs:CreateService',
    'ecs:DeregisterContainerInstance',
    'ecs:DescribeClusters',
    'ecs:DescribeContainerInstances',
    'ecs:DiscoverPollEndpoint',
    'ecs:ListClusters',
    'ecs:Poll',
    'ecs:PutAttributes',
    'ecs:RegisterContainerInstance',
    'ecs:RegisterTaskDefinition',
    'ecs:StartTask',
    'ecs:StartTelemetrySession',
    'ecs:StopTask',
    'ecs:SubmitContainerStateChange',
    'ecs:SubmitTaskStateChange',
    'ecs:UpdateContainerInstancesState',
  ],
  ...['eks:DescribeNodegroup', 'eks:ListClusters', 'eks:ListNodegroups'],
  ...[
    'elasticbeanstalk:DescribeEnvironments',
    'elasticbeanstalk:ListPlatformVersions',
    'elasticbeanstalk:ListTagsForResource',
    'elasticbeanstalk:RequestEnvironmentInfo',
    'elasticbeanstalk:RetrieveEnvironmentInfo',
    'elasticbeanstalk:UpdateEnvironment',
    'elasticbeanstalk:ValidateConfigurationSettings',
  ],
  ...[
    'elasticfilesystem:DeleteFileSystem',
    'elasticfilesystem:DeleteMountTarget',
    'elasticfilesystem:DescribeFileSystems',
    'elasticfilesystem:DescribeMountTargets',
  ],
  ...[
    'elasticloadbalancing:AddTags',
    'elasticloadbalancing:CreateTargetGroup',
    'elasticloadbalancing:DeleteTargetGroup',
    'elasticloadbalancing:DeregisterTargets',
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeTags',
    'elasticloadbalancing:DisableAvailabilityZonesForLoadBalancer',
    'elasticloadbalancing:EnableAvailabilityZonesForLoadBalancer',
    'elasticloadbalancing:ModifyListener',
    'elasticloadbalancing:ModifyRule',
    'elasticloadbalancing:ModifyTargetGroup',
    'elasticloadbalancing:ModifyTargetGroupAttributes',
    'elasticloadbalancing:RegisterInstancesWithLoadBalancer',
    'elasticloadbalancing:RegisterTargets',
    'elasticloadbalancing:RemoveTags',
  ],
  ...[
    'elasticmapreduce:DescribeCluster',
    'elasticmapreduce:ListClusters',
    'elasticmapreduce:ModifyInstanceGroups',
  ],
  ...[
    'iam:AddRoleToInstanceProfile',
    'iam:CreateServiceLinkedRole',
    'iam:GetInstanceProfile',
    'iam:GetPolicy',
    'iam:GetPolicyVersion',
    'iam:GetRolePolicy',
    'iam:ListAccountAliases',
    'iam:ListAttachedRolePolicies',
    'iam:ListInstanceProfiles',
    'iam:ListInstanceProfilesForRole',
    'iam:ListPolicies',
    'iam:ListRolePolicies',
    'iam:ListRoles',
    'iam:PassRole',
    'iam:PutRolePolicy',
    'iam:SimulatePrincipalPolicy',
  ],
  ...['lambda:ListFunctions'],
  ...['logs:CreateLogGroup', 'logs:PutRetentionPolicy'],
  ...[
    'opsworks:DeregisterInstance',
    'opsworks:DescribeInstances',
    'opsworks:DescribeLayers',
    'opsworks:DescribeStacks',
  ],
  ...['organizations:ListAccounts'],
  ...['pricing:GetProducts'],
  ...[
    'route53:ChangeResourceRecordSets',
    'route53:ListHostedZones',
    'route53:ListResourceRecordSets',
  ],
  ...['s3:GetBucketLocation', 's3:GetObject', 's3:ListAllMyBuckets'],
  ...['savingsplans:DescribeSavingsPlans', 'savingsplans:ListTagsForResource'],
  ...[
    'sns:CreateTopic',
    'sns:GetTopicAttributes',
    'sns:ListSubscriptionsByTopic',
    'sns:ListTopics',
    'sns:Publish',
    'sns:Subscribe',
  ],
] as const;

/** Nothing that Spot asks for: a role that may do one of these has far more than it needs. */
export const excessActions = [
  'iam:CreateUser',
  'kms:ScheduleKeyDeletion',
  'dynamodb:DeleteTable',
] as const;

/** What the role has to be able to do in the buckets of Elastic Beanstalk. */
export const beanstalkBucketActions = ['s3:PutObject', 's3:DeleteObject'] as const;

const simulate =
  'aws iam simulate-principal-policy --policy-source-arn arn:aws:iam::{{accountId}}:role/{{roleName}} --action-names';

/**
 * What IAM says the role of a linked account may do, by its policies, boundary and the
 * organization's policies.
 */
export const linkedRoleAccess = defineEvidence({
  id: 'aws/linked-role-access',
  title: 'what the role may do in the account',
  schema: policyDecisions,
  inputs: ['accountId', 'roleName'],
  command: `${simulate} ${[...linkedActions, ...excessActions].join(' ')} --output json`,
  absentCodes: ['NoSuchEntity'],
  permissions: ['iam:SimulatePrincipalPolicy'],
});

/**
 * What the role may do in the buckets that Elastic Beanstalk makes, which are named after region
 * and account.
 */
export const beanstalkBucketAccess = defineEvidence({
  id: 'aws/beanstalk-bucket-access',
  title: 'what the role may do in the buckets of Elastic Beanstalk',
  schema: policyDecisions,
  inputs: ['accountId', 'roleName'],
  command: `${simulate} ${beanstalkBucketActions.join(' ')} --resource-arns arn:aws:s3:::elasticbeanstalk-us-east-1-{{accountId}}/app.zip --output json`,
  absentCodes: ['NoSuchEntity'],
  permissions: ['iam:SimulatePrincipalPolicy'],
});
