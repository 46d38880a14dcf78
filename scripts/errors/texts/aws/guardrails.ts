import { type ErrorText, textsFrom } from '../../error-text.ts';

const documented =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html';
const alice = 'User: arn:aws:iam::111122223333:user/alice is not authorized to perform:';
const scp =
  'arn:aws:organizations::999988887777:policy/o-a1b2c3d4e5/service_control_policy/p-12345678';

/** Refusals that name the rule behind them, in the words of the CLI, of CloudFormation and of the console. */
const texts: readonly ErrorText[] = [
  ...textsFrom(documented, [
    [
      `An error occurred (AccessDenied) when calling the GetBucketPolicy operation: ${alice} s3:GetBucketPolicy on resource: "arn:aws:s3:::spot-cur-111122223333" with an explicit deny in a service control policy: ${scp}`,
      'aws/service-control-policy',
    ],
    [
      `An error occurred (AccessDenied) when calling the CreateRole operation: ${alice} iam:CreateRole on resource: arn:aws:iam::111122223333:role/SpotRole with an explicit deny in a service control policy`,
      'aws/service-control-policy',
    ],
    [
      `An error occurred (AccessDeniedException) when calling the PutReportDefinition operation: ${alice} cur:PutReportDefinition on resource: arn:aws:cur:us-east-1:111122223333:definition/spotinst-cur-report because no service control policy allows the cur:PutReportDefinition action`,
      'aws/service-control-policy',
    ],
    [
      `aws: [ERROR]: An error occurred (AccessDenied) when calling the CreateRole operation: ${alice} iam:CreateRole on resource: arn:aws:iam::111122223333:role/SpotRole with an explicit deny in a service control policy: ${scp}`,
      'aws/service-control-policy',
    ],
    [
      `An error occurred (AccessDenied) when calling the PutObject operation: User: arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::spot-cur-111122223333/x" with an explicit deny in a resource control policy`,
      'aws/resource-control-policy',
    ],
    [
      'An error occurred (AccessDenied) when calling the GetObject operation: User: arn:aws:iam::999988887777:user/partner is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::spot-cur-111122223333/x" with an explicit deny in a resource control policy: arn:aws:organizations::999988887777:policy/o-a1b2c3d4e5/resource_control_policy/p-12345678',
      'aws/resource-control-policy',
    ],
    [
      `${alice} iam:CreateRole on resource: arn:aws:iam::111122223333:role/SpotRole because no permissions boundary allows the iam:CreateRole action`,
      'aws/permissions-boundary',
    ],
    [
      `${alice} iam:CreatePolicy on resource: policy Spot_Policy with an explicit deny in a permissions boundary: arn:aws:iam::111122223333:policy/landing-zone-boundary`,
      'aws/permissions-boundary',
    ],
    [
      `User: arn:aws:sts::111122223333:assumed-role/Admin/alice is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/SpotRole because no session policy allows the iam:CreateRole action`,
      'aws/session-policy',
    ],
    [
      `User: arn:aws:sts::111122223333:assumed-role/Admin/alice is not authorized to perform: s3:CreateBucket on resource: "arn:aws:s3:::spot-cur-111122223333" with an explicit deny in a session policy`,
      'aws/session-policy',
    ],
    [
      `${alice} s3:PutBucketPolicy on resource: "arn:aws:s3:::spot-cur-111122223333" with an explicit deny in a VPC endpoint policy`,
      'aws/endpoint-policy',
    ],
    [
      `An error occurred (AccessDenied) when calling the ListObjectsV2 operation: ${alice} s3:ListBucket on resource: "arn:aws:s3:::spot-cur-111122223333" because no VPC endpoint policy allows the s3:ListBucket action`,
      'aws/endpoint-policy',
    ],
    [
      `${alice} s3:GetBucketPolicy on resource: "arn:aws:s3:::x" with an explicit deny in a VPC endpoint policy transitively through a service control policy`,
      'aws/endpoint-policy',
    ],
    [
      `An error occurred (AccessDenied) when calling the CreateRole operation: ${alice} iam:CreateRole on resource: arn:aws:iam::111122223333:role/SpotRole with an explicit deny in an identity-based policy`,
      'aws/explicit-deny',
    ],
    [
      `An error occurred (AccessDenied) when calling the DeleteBucket operation: ${alice} s3:DeleteBucket on resource: "arn:aws:s3:::spot-cur-111122223333" with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/NoDeletes`,
      'aws/explicit-deny',
    ],
    [
      `An error occurred (AccessDenied) when calling the PutBucketPolicy operation: ${alice} s3:PutBucketPolicy on resource: "arn:aws:s3:::spot-cur-111122223333" with an explicit deny in a resource-based policy`,
      'aws/resource-policy-deny',
    ],
    // As consoles of 80 columns break it.
    [
      'An error occurred (AccessDenied) when calling the CreateRole operation: User: ar\nn:aws:iam::111122223333:user/alice is not authorized to perform: iam:CreateRole\non resource: arn:aws:iam::111122223333:role/SpotRole with an explicit deny in a service\ncontrol policy',
      'aws/service-control-policy',
    ],
    [
      'aws : An error occurred (AccessDenied) when calling the CreateRole operation: User: \narn:aws:iam::111122223333:user/alice is not authorized to perform: iam:CreateRole on resource: \narn:aws:iam::111122223333:role/SpotRole with an explicit deny in a \nservice control policy\nAt line:1 char:1\n+ aws iam create-role --role-name SpotRole\n+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n    + CategoryInfo          : NotSpecified: (:String) [], RemoteException\n    + FullyQualifiedErrorId : NativeCommandError',
      'aws/service-control-policy',
    ],
    // The events of a stack.
    [
      'Resource handler returned message: "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/SpotRole with an explicit deny in a service control policy (Service: Iam, Status Code: 403, Request ID: 0b7c) (SDK Attempt Count: 1)" (RequestToken: 5f6e, HandlerErrorCode: AccessDenied)',
      'aws/service-control-policy',
    ],
    [
      'API: iam:CreateRole User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/SpotRole because no permissions boundary allows the iam:CreateRole action',
      'aws/permissions-boundary',
    ],
    [
      'You are not authorized to perform this operation. User: arn:aws:iam::111122223333:user/alice is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:111122223333:instance/* with an explicit deny in a permissions boundary: arn:aws:iam::111122223333:policy/b. Encoded authorization failure message: qM8QPrewJjoOL80iQBVBSZq5WUc',
      'aws/permissions-boundary',
    ],
    // The console.
    [
      "Access denied to iam:CreateRole\nYou don't have permission to iam:CreateRole. To request access, copy the following text and send it to your AWS administrator. Learn more about troubleshooting access denied errors.\nUser: arn:aws:iam::111122223333:user/alice\nAction: iam:CreateRole\nOn resource(s): arn:aws:iam::111122223333:role/SpotRole\nContext: a service control policy explicitly denies the action",
      'aws/service-control-policy',
    ],
    [
      "You don't have permission to iam:GetRole. To request access, copy the following text and send it to your AWS administrator.\nUser: arn:aws:sts::111122223333:assumed-role/voclabs/user1=Alice\nAction: iam:GetRole\nContext: an identity-based policy explicitly denies the action",
      'aws/explicit-deny',
    ],
    [
      "You don't have permission to s3:CreateBucket.\nUser: arn:aws:iam::111122223333:user/alice\nAction: s3:CreateBucket\nContext: no permissions boundary allows the action",
      'aws/permissions-boundary',
    ],
  ]),
  ...textsFrom('https://github.com/aws/aws-cdk/issues/21674', [
    ['The following hook(s) failed: [AcmeCorp::Guard::RoleTrustHook]', 'aws/cloudformation-hook'],
    [
      'CREATE_FAILED | AWS::IAM::Role | SpotRole The following hook(s) failed: [AWS::ControlTower::Hook] : Hook failed with message: ValidationError\n        [CT.IAM.PR.1]: Require that an AWS Identity and Access Management (IAM) inline policy does not have a statement that includes "*"',
      'aws/cloudformation-hook',
    ],
    [
      'Failed to create the changeset: Waiter ChangeSetCreateComplete failed: Waiter encountered a terminal failure state Status: FAILED. Reason: Change set creation failed. The following hook(s) failed: [Private::Guard::Roles]',
      'aws/cloudformation-hook',
    ],
    [
      'The environment creation failed with the error: The following hook(s) failed:[ControlTower::Guard::Hook].',
      'aws/cloudformation-hook',
    ],
    [
      'The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.',
      'aws/resource-exists',
    ],
    [
      'The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation].',
      'aws/stack-hook-of-aws',
    ],
  ]),
  ...textsFrom(
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative.html',
    [
      [
        'This functionality has been disabled by a Declarative Policy.\nCustom Message: Please contact security@example.com for exceptions.',
        'aws/declarative-policy',
      ],
    ],
  ),
  ...textsFrom('https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html', [
    [
      'An error occurred (AccessDenied) when calling the DeleteObject operation: Access Denied because object protected by object lock.',
      'aws/bucket-locked',
    ],
  ]),
  ...textsFrom(
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html',
    [
      [
        'An error occurred (ValidationError) when calling the DeleteStack operation: Stack [spot-eco-role] cannot be deleted while TerminationProtection is enabled',
        'aws/stack-protected',
      ],
    ],
  ),
  ...textsFrom(
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html',
    [
      [
        'Action denied by stack policy: Statement [#1] does not allow [Update:*] for resource [LogicalResourceId: SpotRole]',
        'aws/stack-policy',
      ],
    ],
  ),
];

export default texts;
