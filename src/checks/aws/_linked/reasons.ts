/**
 * Why Spot asks for each action of the linked-account policy, in plain words: what it does and what
 * for.
 */
export const linkedReasons: Readonly<Record<string, string>> = {
  'application-autoscaling:Describe*':
    'Reads scaling targets and policies of ECS services, to take them over unchanged.',
  'application-autoscaling:PutScalingPolicy':
    'Writes scaling policies of ECS services that Spot scales.',
  'application-autoscaling:RegisterScalableTarget':
    'Registers an ECS service as something that can be scaled.',
  'autoscaling:*':
    'Creates, changes and suspends Auto Scaling groups that Spot imports or runs side by side with.',
  'autoscaling:Describe*': 'Reads Auto Scaling groups and launch settings, to import them.',
  'batch:Describe*': 'Reads compute environments, queues and jobs of AWS Batch.',
  'batch:List*': 'Lists the jobs of AWS Batch, to know how much capacity is wanted.',
  'ce:getCostAndUsage': 'Reads cost and usage, to show what was saved.',
  'ce:getTags': 'Reads the tags that have costs, to group savings by them.',
  'cloudformation:DescribeStackEvents': 'Reads how the update of a Beanstalk environment went.',
  'cloudformation:DescribeStackResource': 'Reads one resource of a Beanstalk environment.',
  'cloudformation:DescribeStackResources': 'Reads the resources of a Beanstalk environment.',
  'cloudformation:DescribeStacks': 'Reads the stack behind a Beanstalk environment.',
  'cloudformation:GetTemplate': 'Reads the template behind a Beanstalk environment.',
  'cloudformation:ListStackResources': 'Lists the resources of a Beanstalk environment.',
  'cloudformation:UpdateStack':
    'Changes the stack behind a Beanstalk environment, to hand its instances to Elastigroup.',
  'codedeploy:*':
    'Creates deployments and changes deployment groups, so that new instances get the current version.',
  'codedeploy:BatchGetDeployments': 'Reads deployments, to show what runs on an instance.',
  'codedeploy:List*': 'Lists applications and deployments.',
  'cloudwatch:DescribeAlarmHistory': 'Reads when an alarm went off, to explain a scaling action.',
  'cloudwatch:DescribeAlarms': 'Reads the alarms that scaling policies refer to.',
  'cloudwatch:DescribeAlarmsForMetric': 'Reads the alarms on one metric, to avoid doubles.',
  'cloudwatch:GetMetricData': 'Reads load and usage, the numbers that scaling decides by.',
  'cloudwatch:GetMetricStatistics': 'Reads averages of load and usage, for the same reason.',
  'cloudwatch:ListMetrics': 'Lists the metrics there are, to offer them in scaling policies.',
  'cloudwatch:PutMetricAlarm': 'Creates the alarms of scaling policies.',
  'cloudwatch:PutMetricData': "Writes Spot's own metrics about groups and clusters.",
  'ec2:AssociateAddress': 'Gives the replacement of an instance the same public address.',
  'ec2:AttachVolume': 'Attaches the disks of an instance to its replacement.',
  'ec2:CancelReservedInstancesListing': 'Takes an offer of reserved instances off the marketplace.',
  'ec2:CancelSpotInstanceRequests': 'Cancels requests for spot capacity that are no longer wanted.',
  'ec2:ConfirmProductInstance': 'Checks whether a marketplace product code belongs to an instance.',
  'ec2:CopyImage': 'Copies images to another region, to move stateful instances.',
  'ec2:CopySnapshot': 'Copies snapshots of disks to another region.',
  'ec2:CreateImage': 'Makes an image of an instance before it is replaced.',
  'ec2:CreateReservedInstancesListing': 'Offers unused reserved instances on the marketplace.',
  'ec2:CreateSnapshot': 'Makes snapshots of disks that have to survive a replacement.',
  'ec2:CreateTags': 'Tags what Spot creates, so that it is found and billed to the right team.',
  'ec2:CreateVolume': 'Creates disks, also from snapshots.',
  'ec2:DeleteNetworkInterface': 'Deletes network interfaces of instances that are gone.',
  'ec2:DeleteSnapshot': 'Deletes snapshots that Spot made and no longer needs.',
  'ec2:DeleteTags': 'Removes tags that Spot had set.',
  'ec2:DeleteVolume': 'Deletes disks of instances that are gone.',
  'ec2:DeregisterImage': 'Deletes images that Spot made and no longer needs.',
  'ec2:Describe*':
    'Reads instances, images, networks, disks and prices: what runs, and where it could run cheaper.',
  'ec2:DescribeVolumesModifications': 'Reads how far the resizing of a disk is.',
  'ec2:DetachVolume': 'Detaches the disks of an instance that is being replaced.',
  'ec2:DisassociateAddress': 'Takes the public address from an instance that is being replaced.',
  'ec2:ModifyImageAttribute': 'Shares or describes images that Spot made.',
  'ec2:ModifyInstanceAttribute': 'Changes settings of instances, such as security groups.',
  'ec2:ModifyNetworkInterfaceAttribute':
    'Changes settings of network interfaces that move to a replacement.',
  'ec2:ModifyReservedInstances':
    'Changes zone or size of reserved instances, so that they are used.',
  'ec2:ModifyVolume': 'Changes size, type and speed of disks.',
  'ec2:MonitorInstances': 'Switches on detailed monitoring of instances.',
  'ec2:RebootInstances': 'Restarts instances.',
  'ec2:RegisterImage': 'Makes an image from a snapshot of a stateful instance.',
  'ec2:RequestSpotInstances': 'Asks for spot capacity.',
  'ec2:RunInstances': 'Starts instances: the action that everything else is about.',
  'ec2:StartInstances': 'Starts stopped instances again.',
  'ec2:StopInstances': 'Stops instances.',
  'ec2:TerminateInstances': 'Ends instances that are replaced or no longer needed.',
  'ec2:UnassignPrivateIpAddresses':
    'Frees private addresses of an instance that is being replaced.',
  'ecs:CreateService': 'Creates services in ECS clusters that Ocean imports.',
  'ecs:Describe*': 'Reads clusters, services and tasks, to know what has to run.',
  'ecs:DescribeContainerInstances': 'Reads which capacity is left on each container instance.',
  'ecs:DiscoverPollEndpoint': 'Used by the agent on a container instance to find ECS.',
  'ecs:DeregisterContainerInstance':
    'Takes a container instance out of its cluster before it ends.',
  'ecs:List*': 'Lists clusters, services and tasks.',
  'ecs:Poll': 'Used by the agent on a container instance to get its work.',
  'ecs:putAttributes': 'Puts attributes on container instances, for placement of tasks.',
  'ecs:RegisterContainerInstance': 'Adds a new container instance to its cluster.',
  'ecs:RegisterTaskDefinition': 'Writes task definitions, to right-size them.',
  'ecs:StartTask': 'Starts a task on a chosen container instance.',
  'ecs:StartTelemetrySession': 'Used by the agent on a container instance to report usage.',
  'ecs:StopTask': 'Stops tasks on an instance that is being drained.',
  'ecs:SubmitContainerStateChange':
    'Used by the agent on a container instance to report its containers.',
  'ecs:SubmitTaskStateChange': 'Used by the agent on a container instance to report its tasks.',
  'ecs:UpdateContainerInstancesState': 'Drains a container instance before it ends.',
  'eks:DescribeNodegroup': 'Reads node groups of EKS, to import them.',
  'eks:ListClusters': 'Lists the EKS clusters.',
  'eks:ListNodegroups': 'Lists the node groups of an EKS cluster.',
  'elasticbeanstalk:Describe*': 'Reads Beanstalk applications and environments.',
  'elasticbeanstalk:ListPlatformVersions': 'Lists the platform versions there are.',
  'elasticbeanstalk:ListTagsForResource': 'Reads the tags of an environment.',
  'elasticbeanstalk:RequestEnvironmentInfo':
    'Asks an environment for its logs, to explain a failed launch.',
  'elasticbeanstalk:RetrieveEnvironmentInfo': 'Reads the logs that were asked for.',
  'elasticbeanstalk:UpdateEnvironment':
    'Changes the settings of an environment that Elastigroup runs.',
  'elasticbeanstalk:ValidateConfigurationSettings':
    'Checks settings before they are written; changes nothing.',
  'elasticfilesystem:DeleteFileSystem':
    'Deletes a file system that you chose to remove in Spot Storage, with all data in it.',
  'elasticfilesystem:DeleteMountTarget':
    'Removes the network access of a file system before it is deleted.',
  'elasticfilesystem:DescribeFileSystems':
    'Reads which file systems there are and how large they are.',
  'elasticfilesystem:DescribeMountTargets':
    'Reads where a file system is mounted, to see whether it is used.',
  'elasticloadbalancing:AddTags': 'Tags target groups and load balancers.',
  'elasticloadbalancing:CreateTargetGroup': 'Creates target groups for blue/green deployments.',
  'elasticloadbalancing:DeleteTargetGroup': 'Deletes target groups that Spot made.',
  'elasticloadbalancing:Deregister*': 'Takes instances out of load balancers before they end.',
  'elasticloadbalancing:Describe*':
    'Reads load balancers and target groups, and whether instances are healthy.',
  'elasticloadbalancing:DescribeTags': 'Reads the tags of load balancers.',
  'elasticloadbalancing:DisableAvailabilityZonesForLoadBalancer':
    'Takes a zone out of a classic load balancer.',
  'elasticloadbalancing:EnableAvailabilityZonesForLoadBalancer':
    'Adds a zone to a classic load balancer.',
  'elasticloadbalancing:ModifyListener':
    'Points a listener to another target group, for blue/green deployments.',
  'elasticloadbalancing:ModifyRule': 'Points a rule of a listener to another target group.',
  'elasticloadbalancing:ModifyTargetGroup': 'Changes the health check of a target group.',
  'elasticloadbalancing:ModifyTargetGroupAttributes':
    'Changes settings of a target group, such as the draining time.',
  'elasticloadbalancing:Register*': 'Adds new instances to load balancers.',
  'elasticloadbalancing:RegisterTargets': 'Adds new instances to target groups.',
  'elasticloadbalancing:RemoveTags': 'Removes tags that Spot had set on load balancers.',
  'elasticmapreduce:*': 'Creates, resizes and ends EMR clusters and their instance groups.',
  'elasticmapreduce:Describe*': 'Reads EMR clusters, to import them.',
  'elasticmapreduce:List*': 'Lists EMR clusters, groups and steps.',
  'iam:AddRoleToInstanceProfile':
    'Puts a role into an instance profile. Needed for Elastic Beanstalk only; you may remove it otherwise.',
  'iam:CreateServiceLinkedRole':
    'Makes the service-linked role for spot instances when the first one starts. You may remove it once that role exists.',
  'iam:GetInstanceProfile': 'Reads which role an instance profile gives to instances.',
  'iam:GetPolicy': 'Reads which version of a policy counts, to tell what the role may do.',
  'iam:GetPolicyVersion': 'Reads the text of a policy, for the same reason.',
  'iam:GetRolePolicy': 'Reads a policy that is written into a role.',
  'iam:ListAccountAliases': 'Reads the name of the account, to show it.',
  'iam:ListAttachedRolePolicies': 'Lists the policies of a role, to tell which are missing.',
  'iam:ListInstanceProfiles': 'Lists instance profiles, to offer them for new instances.',
  'iam:ListInstanceProfilesForRole': 'Lists the instance profiles of a role.',
  'iam:ListPolicies': 'Lists managed policies, to find the one that was made for Spot.',
  'iam:ListRolePolicies': 'Lists the policies written into a role.',
  'iam:ListRoles': 'Lists roles, to offer them for tasks and clusters.',
  'iam:PassRole':
    'Hands a role of yours to instances, clusters and tasks that Spot starts: any role, as the published policy has no limit here. You may narrow it to those roles.',
  'iam:PutRolePolicy':
    'Writes a policy into a role of an instance profile. This could be used to give a role any right: remove it unless Spot has to do that for you.',
  'iam:SimulatePrincipalPolicy':
    'Asks IAM what the role may do; changes nothing. The checks on this page use it too.',
  'lambda:ListFunctions': 'Lists functions, to count them on the dashboard.',
  'logs:createLogGroup': 'Creates a log group for what Spot runs in your account.',
  'logs:PutRetentionPolicy': 'Sets how long those logs are kept.',
  'opsworks:DeregisterInstance': 'Takes an instance out of its layer before it ends.',
  'opsworks:DescribeInstances': 'Reads the instances of a layer.',
  'opsworks:DescribeLayers': 'Reads the layers of a stack.',
  'opsworks:DescribeStacks': 'Reads OpsWorks stacks, to choose one.',
  'organizations:ListAccounts':
    'Lists the accounts of the organization, to show which are connected. Works in the management account only.',
  'pricing:GetProducts': 'Reads public price lists.',
  'route53:ChangeResourceRecordSets': 'Writes DNS records of instances into your zones.',
  'route53:ListHostedZones': 'Lists your DNS zones, to choose one.',
  'route53:ListResourceRecordSets': 'Reads the records of a zone, to change only its own.',
  's3:*':
    'Reads and writes the application versions of Elastic Beanstalk, in its own buckets only (elasticbeanstalk…).',
  's3:GetBucketLocation': 'Reads the region of a bucket, to address it.',
  's3:GetObject':
    'Reads files, such as start-up scripts that a group refers to: in all buckets, as the published policy has no limit here. You may narrow it.',
  's3:List*': 'Lists buckets and files, to choose them.',
  'savingsplans:Describe*':
    'Reads Savings Plans, so that what they cover is used before spot capacity.',
  'savingsplans:List*': 'Lists tags of Savings Plans.',
  'sns:CreateTopic': 'Creates a topic for notifications about groups.',
  'sns:GetTopicAttributes': 'Reads the settings of a topic, to check that it can be used.',
  'sns:ListSubscriptionsByTopic': 'Lists who gets a notification.',
  'sns:ListTopics': 'Lists topics, to choose one.',
  'sns:Publish': 'Sends notifications about groups to a topic of yours.',
  'sns:Subscribe': 'Subscribes an address that you entered in Spot.',
};
