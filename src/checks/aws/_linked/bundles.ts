import { formatBucketArn } from '../_policy/arns.ts';

/**
 * Which statements of Spot's policy for a linked account each product and integration asks for.
 *
 * Values: Spot's published policy of September 2025, statement by statement,
 * https://docs.spot.io/administration/api/spot-policy-in-aws
 */

export interface LinkedBundle {
  /** `Sid` of the statement. */
  sid: string;
  /**
   * Values of the inputs `products` and `integrations` that ask for it; empty: every connection
   * needs it.
   */
  askedBy: readonly string[];
  /** `*`, or an ARN in commercial AWS. */
  resource: string;
  /** As IAM spells them; some end in a wildcard. */
  actions: readonly string[];
}

/** One option of the inputs `products` and `integrations`. */
export interface LinkedOption {
  value: string;
  label: string;
  help: string;
}

export const linkedProducts: readonly LinkedOption[] = [
  {
    value: 'elastigroup',
    label: 'Elastigroup',
    help: 'Runs groups of EC2 instances on spot capacity.',
  },
  { value: 'ocean-eks', label: 'Ocean for EKS', help: 'Runs the nodes of Kubernetes clusters.' },
  {
    value: 'ocean-ecs',
    label: 'Ocean for ECS',
    help: 'Runs the container instances of ECS clusters.',
  },
  {
    value: 'stateful',
    label: 'Stateful instances',
    help: 'Keeps disks and addresses when an instance is replaced.',
  },
  {
    value: 'storage',
    label: 'Spot Storage',
    help: 'Resizes volumes, and removes file systems that nobody uses.',
  },
  {
    value: 'dashboard',
    label: 'Overview dashboard',
    help: 'Shows what runs in the account and what it could save.',
  },
];

export const linkedIntegrations: readonly LinkedOption[] = [
  {
    value: 'beanstalk',
    label: 'Elastic Beanstalk',
    help: 'Elastigroup runs the instances of a Beanstalk environment.',
  },
  {
    value: 'batch',
    label: 'AWS Batch',
    help: 'Elastigroup runs the instances of a compute environment.',
  },
  { value: 'codedeploy', label: 'CodeDeploy', help: 'New instances get the current deployment.' },
  { value: 'emr', label: 'EMR', help: 'Elastigroup runs the nodes of EMR clusters.' },
  {
    value: 'opsworks',
    label: 'OpsWorks',
    help: 'New instances join a layer. AWS ended OpsWorks in 2024.',
  },
  { value: 'route53', label: 'Route 53', help: 'Instances are entered into your DNS zones.' },
];

const integrations = linkedIntegrations.map(({ value }) => value);
/** Everything that starts and stops instances. */
const compute = ['elastigroup', 'ocean-eks', 'ocean-ecs', 'stateful', ...integrations];

/** In the order of the published policy. */
export const linkedBundles: readonly LinkedBundle[] = [
  {
    sid: 'OpsWorks',
    askedBy: ['opsworks'],
    resource: '*',
    actions: [
      'opsworks:DeregisterInstance',
      'opsworks:DescribeInstances',
      'opsworks:DescribeLayers',
      'opsworks:DescribeStacks',
    ],
  },
  {
    sid: 'OverviewDashboard',
    askedBy: ['dashboard'],
    resource: '*',
    actions: [
      'application-autoscaling:Describe*',
      'autoscaling:Describe*',
      'batch:Describe*',
      'batch:List*',
      'codedeploy:BatchGetDeployments',
      'codedeploy:List*',
      'ec2:Describe*',
      'ec2:DescribeVolumesModifications',
      'ecs:Describe*',
      'ecs:List*',
      'eks:ListClusters',
      'elasticbeanstalk:Describe*',
      'elasticfilesystem:DescribeFileSystems',
      'elasticfilesystem:DescribeMountTargets',
      'elasticloadbalancing:Describe*',
      'elasticmapreduce:Describe*',
      'elasticmapreduce:List*',
      'iam:ListAccountAliases',
      'lambda:ListFunctions',
      's3:GetBucketLocation',
      's3:List*',
      'savingsplans:Describe*',
      'savingsplans:List*',
    ],
  },
  {
    sid: 'OceanEks',
    askedBy: ['ocean-eks'],
    resource: '*',
    actions: ['eks:DescribeNodegroup', 'eks:ListClusters', 'eks:ListNodegroups'],
  },
  {
    sid: 'OceanAndElastigroupBasicActions',
    askedBy: compute,
    resource: '*',
    actions: [
      'application-autoscaling:Describe*',
      'application-autoscaling:PutScalingPolicy',
      'application-autoscaling:RegisterScalableTarget',
      'autoscaling:*',
      'autoscaling:Describe*',
      'ce:getCostAndUsage',
      'ce:getTags',
      'cloudwatch:DescribeAlarmHistory',
      'cloudwatch:DescribeAlarms',
      'cloudwatch:DescribeAlarmsForMetric',
      'cloudwatch:GetMetricData',
      'cloudwatch:GetMetricStatistics',
      'cloudwatch:ListMetrics',
      'cloudwatch:PutMetricAlarm',
      'cloudwatch:PutMetricData',
      'ec2:AssociateAddress',
      'ec2:AttachVolume',
      'ec2:CancelReservedInstancesListing',
      'ec2:CancelSpotInstanceRequests',
      'ec2:ConfirmProductInstance',
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
      'ec2:DetachVolume',
      'ec2:DisassociateAddress',
      'ec2:ModifyImageAttribute',
      'ec2:ModifyInstanceAttribute',
      'ec2:ModifyNetworkInterfaceAttribute',
      'ec2:ModifyReservedInstances',
      'ec2:MonitorInstances',
      'ec2:RebootInstances',
      'ec2:RegisterImage',
      'ec2:RequestSpotInstances',
      'ec2:RunInstances',
      'ec2:StartInstances',
      'ec2:StopInstances',
      'ec2:TerminateInstances',
      'ec2:UnassignPrivateIpAddresses',
      'ecs:Describe*',
      'ecs:List*',
      'elasticloadbalancing:AddTags',
      'elasticloadbalancing:CreateTargetGroup',
      'elasticloadbalancing:DeleteTargetGroup',
      'elasticloadbalancing:Deregister*',
      'elasticloadbalancing:Describe*',
      'elasticloadbalancing:DescribeTags',
      'elasticloadbalancing:DisableAvailabilityZonesForLoadBalancer',
      'elasticloadbalancing:EnableAvailabilityZonesForLoadBalancer',
      'elasticloadbalancing:ModifyListener',
      'elasticloadbalancing:ModifyRule',
      'elasticloadbalancing:ModifyTargetGroup',
      'elasticloadbalancing:ModifyTargetGroupAttributes',
      'elasticloadbalancing:Register*',
      'elasticloadbalancing:RegisterTargets',
      'elasticloadbalancing:RemoveTags',
      'savingsplans:Describe*',
    ],
  },
  {
    sid: 'ElastigroupRoute53',
    askedBy: ['route53'],
    resource: '*',
    actions: [
      'ec2:AttachVolume',
      'route53:ChangeResourceRecordSets',
      'route53:ListHostedZones',
      'route53:ListResourceRecordSets',
    ],
  },
  {
    sid: 'ElastigroupBatch',
    askedBy: ['batch'],
    resource: '*',
    actions: ['batch:Describe*', 'batch:List*'],
  },
  {
    sid: 'ElastigroupStateful',
    askedBy: ['stateful'],
    resource: '*',
    actions: [
      'ec2:CopyImage',
      'ec2:CopySnapshot',
      'ec2:CreateImage',
      'ec2:CreateSnapshot',
      'ec2:DeleteNetworkInterface',
      'ec2:DeleteSnapshot',
      'ec2:DisassociateAddress',
      'ec2:ModifyImageAttribute',
      'ec2:ModifyNetworkInterfaceAttribute',
      'ec2:RegisterImage',
      'ec2:UnassignPrivateIpAddresses',
      'elasticbeanstalk:ListTagsForResource',
    ],
  },
  {
    sid: 'ElastigroupBeanstalk',
    askedBy: ['beanstalk'],
    resource: '*',
    actions: [
      'cloudformation:DescribeStackEvents',
      'cloudformation:DescribeStackResource',
      'cloudformation:DescribeStackResources',
      'cloudformation:DescribeStacks',
      'cloudformation:GetTemplate',
      'cloudformation:ListStackResources',
      'cloudformation:UpdateStack',
      'elasticbeanstalk:Describe*',
      'elasticbeanstalk:ListPlatformVersions',
      'elasticbeanstalk:ListTagsForResource',
      'elasticbeanstalk:RequestEnvironmentInfo',
      'elasticbeanstalk:RetrieveEnvironmentInfo',
      'elasticbeanstalk:UpdateEnvironment',
      'elasticbeanstalk:ValidateConfigurationSettings',
      'iam:ListPolicies',
      'logs:PutRetentionPolicy',
      'logs:createLogGroup',
    ],
  },
  {
    sid: 'ElastigroupEmr',
    askedBy: ['emr'],
    resource: '*',
    actions: ['elasticmapreduce:*', 'elasticmapreduce:List*', 'iam:ListPolicies'],
  },
  {
    sid: 'SpotStorage',
    askedBy: ['storage'],
    resource: '*',
    actions: [
      'ec2:CreateTags',
      'ec2:CreateVolume',
      'ec2:ModifyVolume',
      'elasticfilesystem:DeleteFileSystem',
      'elasticfilesystem:DeleteMountTarget',
      'elasticfilesystem:DescribeFileSystems',
      'elasticfilesystem:DescribeMountTargets',
    ],
  },
  {
    sid: 'AccountOperativeActions',
    askedBy: [],
    resource: '*',
    actions: [
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
      'lambda:ListFunctions',
      'logs:PutRetentionPolicy',
      'logs:createLogGroup',
      'organizations:ListAccounts',
      'pricing:GetProducts',
      's3:GetBucketLocation',
      's3:GetObject',
      's3:List*',
      'savingsplans:List*',
      'sns:CreateTopic',
      'sns:GetTopicAttributes',
      'sns:ListSubscriptionsByTopic',
      'sns:ListTopics',
      'sns:Publish',
      'sns:Subscribe',
    ],
  },
  {
    sid: 'OceanEcs',
    askedBy: ['ocean-ecs'],
    resource: '*',
    actions: [
      'ecs:CreateService',
      'ecs:DeregisterContainerInstance',
      'ecs:DescribeContainerInstances',
      'ecs:DiscoverPollEndpoint',
      'ecs:Poll',
      'ecs:RegisterContainerInstance',
      'ecs:RegisterTaskDefinition',
      'ecs:StartTask',
      'ecs:StartTelemetrySession',
      'ecs:StopTask',
      'ecs:SubmitContainerStateChange',
      'ecs:SubmitTaskStateChange',
      'ecs:UpdateContainerInstancesState',
      'ecs:putAttributes',
    ],
  },
  {
    sid: 'ElastigroupCodeDeploy',
    askedBy: ['codedeploy'],
    resource: '*',
    actions: ['codedeploy:*'],
  },
  {
    sid: 'AccesS3forElasticBeanstalk',
    askedBy: ['beanstalk'],
    resource: formatBucketArn({ bucketName: 'elasticbeanstalk*' }),
    actions: ['s3:*'],
  },
];
