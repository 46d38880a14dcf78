import { type ErrorText, textsFrom } from '../../error-text.ts';

const iam = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html';
const quotas = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
const s3 = 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html';
const stacks =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html';
const denied = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html';
const common = 'https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html';
const said = (code: string, operation: string, message: string) =>
  `An error occurred (${code}) when calling the ${operation} operation: ${message}`;
const alice = 'User: arn:aws:iam::111122223333:user/alice is not authorized to perform:';

const iamTexts: readonly ErrorText[] = [
  ...textsFrom(iam, [
    [
      said('EntityAlreadyExists', 'CreateRole', 'Role with name SpotRole already exists.'),
      'aws/role-exists',
    ],
    [
      `aws: [ERROR]: ${said('EntityAlreadyExists', 'CreateRole', 'Role with name SpotRole already exists.')}\n\nAdditional error details:\nType: Sender`,
      'aws/role-exists',
    ],
    ['Failed to create role SpotRole. Role with name SpotRole already exists.', 'aws/role-exists'],
    [
      said(
        'EntityAlreadyExists',
        'CreatePolicy',
        'A policy called SpotRole_Policy already exists. Duplicate names are not allowed.',
      ),
      'aws/policy-exists',
    ],
    [
      said(
        'InvalidInput',
        'CreateServiceLinkedRole',
        'Service role name AWSServiceRoleForEC2Spot has been taken in this account, please try a different suffix.',
      ),
      'aws/service-linked-role-exists',
    ],
    [
      said(
        'MalformedPolicyDocument',
        'CreateRole',
        'Invalid principal in policy: "AWS":"arn:aws:iam::922761411349:role/gone"',
      ),
      'aws/unknown-principal',
    ],
    [
      said('MalformedPolicyDocument', 'UpdateAssumeRolePolicy', 'Invalid principal in policy'),
      'aws/unknown-principal',
    ],
    [
      said('MalformedPolicyDocument', 'CreatePolicy', 'Syntax errors in policy.'),
      'aws/policy-syntax',
    ],
    [
      said('MalformedPolicyDocument', 'CreateRole', 'This policy contains invalid Json'),
      'aws/policy-syntax',
    ],
    [
      said('MalformedPolicyDocument', 'CreateRole', 'Has prohibited field Resource'),
      'aws/policy-in-wrong-place',
    ],
    [
      said(
        'MalformedPolicyDocument',
        'CreatePolicy',
        'Policy document should not specify a principal.',
      ),
      'aws/policy-in-wrong-place',
    ],
    [
      said(
        'MalformedPolicyDocument',
        'CreateRole',
        'AssumeRole policy may only specify STS AssumeRole actions.',
      ),
      'aws/policy-in-wrong-place',
    ],
    [
      said('NoSuchEntity', 'DeleteRole', 'The role with name SpotRole cannot be found.'),
      'aws/role-missing',
    ],
    [
      said(
        'NoSuchEntity',
        'AttachRolePolicy',
        'Policy arn:aws:iam::111122223333:policy/SpotRole_Policy does not exist or is not attachable.',
      ),
      'aws/policy-missing',
    ],
    [
      said(
        'NoSuchEntity',
        'DetachRolePolicy',
        'Policy arn:aws:iam::111122223333:policy/SpotRole_Policy was not found.',
      ),
      'aws/policy-missing',
    ],
    [
      said(
        'NoSuchEntity',
        'DeleteRolePolicy',
        'The role policy with name DecryptReports cannot be found.',
      ),
      'aws/policy-missing',
    ],
    [
      said(
        'NoSuchEntity',
        'DeletePolicyVersion',
        'Policy version v1 was not found for the policy.',
      ),
      'aws/entity-missing',
    ],
    [
      said('DeleteConflict', 'DeleteRole', 'Cannot delete entity, must detach all policies first.'),
      'aws/role-still-has-policies',
    ],
    [
      said('DeleteConflict', 'DeleteRole', 'Cannot delete entity, must delete policies first.'),
      'aws/role-still-has-policies',
    ],
    [
      said(
        'DeleteConflict',
        'DeleteRole',
        'Cannot delete entity, must remove roles from instance profile first.',
      ),
      'aws/role-in-instance-profile',
    ],
    [
      said('DeleteConflict', 'DeletePolicy', 'Cannot delete a policy attached to entities.'),
      'aws/policy-still-attached',
    ],
    [
      said(
        'DeleteConflict',
        'DeletePolicy',
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      ),
      'aws/policy-still-attached',
    ],
    [
      said(
        'ConcurrentModification',
        'UpdateAssumeRolePolicy',
        'The request was rejected because multiple requests to change this object were submitted simultaneously. Wait a few minutes and submit your request again.',
      ),
      'aws/iam-busy',
    ],
    [
      said(
        'UnmodifiableEntity',
        'AttachRolePolicy',
        "Cannot perform the operation on the protected role 'AWSServiceRoleForEC2Spot' - this role is only modifiable by AWS",
      ),
      'aws/role-unmodifiable',
    ],
    [
      said(
        'ValidationError',
        'CreateRole',
        "1 validation error detected: Value 'Spot Role' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+",
      ),
      'aws/bad-name',
    ],
    [
      said(
        'ValidationError',
        'CreateRole',
        'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
      ),
      'aws/bad-name',
    ],
    [
      said(
        'InvalidInput',
        'SimulateCustomPolicy',
        'ResourceNames are not in a valid ARN format: None.',
      ),
      'aws/asked-about-nothing',
    ],
    [
      said('ValidationError', 'GetPolicy', 'ARN arn:aws:iam::1111:policy/x is not valid.'),
      'aws/bad-name',
    ],
    [
      said(
        'InvalidInput',
        'SimulatePrincipalPolicy',
        'Invalid Entity Arn: arn:aws:iam::111122223333:root does not clearly define entity type and name.',
      ),
      'aws/no-simulation-of-root or aws/reader-access absent',
    ],
    [
      said(
        'InvalidInput',
        'SimulatePrincipalPolicy',
        'Invalid Entity Arn: arn:aws:iam::111122223333:role/Eco is not in the account 444455556666.',
      ),
      'aws/asked-in-another-account',
    ],
  ]),
  ...textsFrom(quotas, [
    [
      said('LimitExceeded', 'CreatePolicy', 'Cannot exceed quota for PolicySize: 6144'),
      'aws/policy-too-long',
    ],
    [
      said('LimitExceeded', 'CreateRole', 'Cannot exceed quota for ACLSizePerRole: 2048'),
      'aws/trust-policy-too-long',
    ],
    [
      said(
        'LimitExceeded',
        'CreatePolicyVersion',
        'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
      ),
      'aws/policy-versions-full',
    ],
    [
      said('LimitExceeded', 'AttachRolePolicy', 'Cannot exceed quota for PoliciesPerRole: 10'),
      'aws/policies-per-role-full',
    ],
    [
      said('LimitExceeded', 'CreateRole', 'Cannot exceed quota for RolesPerAccount: 1000'),
      'aws/account-quota-full',
    ],
  ]),
  ...textsFrom('F-030', [
    [
      said(
        'AuthFailure.ServiceLinkedRoleCreationNotPermitted',
        'RequestSpotInstances',
        'The provided credentials do not have permission to create the service-linked role for EC2 Spot Instances.',
      ),
      'aws/service-linked-role-refused',
    ],
  ]),
];

const s3Texts: readonly ErrorText[] = [
  ...textsFrom('https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html', [
    [
      said(
        'BucketAlreadyExists',
        'CreateBucket',
        'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
      ),
      'aws/bucket-name-taken',
    ],
    ['Bucket with the same name already exists', 'aws/bucket-name-taken'],
    [
      said(
        'BucketAlreadyOwnedByYou',
        'CreateBucket',
        'Your previous request to create the named bucket succeeded and you already own it.',
      ),
      'aws/bucket-yours-already',
    ],
    [
      said(
        'IllegalLocationConstraintException',
        'CreateBucket',
        'The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.',
      ),
      'aws/location-constraint',
    ],
    [
      said(
        'IllegalLocationConstraintException',
        'CreateBucket',
        'The eu-west-1 location constraint is incompatible for the region specific endpoint this request was sent to.',
      ),
      'aws/location-constraint',
    ],
    [
      said(
        'InvalidLocationConstraint',
        'CreateBucket',
        'The specified location-constraint is not valid',
      ),
      'aws/no-location-constraint',
    ],
    [
      `aws: [ERROR]: ${said('InvalidLocationConstraint', 'CreateBucket', 'The specified location-constraint is not valid')}\n\nAdditional error details:\nLocationConstraint: us-east-1`,
      'aws/no-location-constraint',
    ],
  ]),
  ...textsFrom(s3, [
    [
      said('InvalidBucketName', 'CreateBucket', 'The specified bucket is not valid.'),
      'aws/invalid-bucket-name',
    ],
    [
      said('NoSuchBucket', 'PutBucketPolicy', 'The specified bucket does not exist'),
      'aws/bucket-missing',
    ],
    [
      said('NoSuchBucketPolicy', 'GetBucketPolicy', 'The bucket policy does not exist'),
      'aws/bucket-policy-missing or aws/bucket-policy absent',
    ],
    [
      said(
        'NoSuchPublicAccessBlockConfiguration',
        'GetPublicAccessBlock',
        'The public access block configuration was not found',
      ),
      'aws/public-access-block-missing or aws/public-access-block absent',
    ],
    [
      said(
        'MalformedPolicy',
        'PutBucketPolicy',
        "Policies must be valid JSON and the first byte must be '{'",
      ),
      'aws/bucket-policy-syntax',
    ],
    [
      said('MalformedPolicy', 'PutBucketPolicy', 'Missing required field Principal'),
      'aws/bucket-policy-syntax',
    ],
    [
      'This bucket is not empty. Buckets must be empty before they can be deleted. To delete all objects in the bucket, use the empty bucket configuration.',
      'aws/bucket-not-empty',
    ],
    [
      said(
        'KMS.NotFoundException',
        'PutObject',
        "Key 'arn:aws:kms:us-east-1:111122223333:key/0a1b' does not exist",
      ),
      'aws/key-refused',
    ],
    [
      said('MalformedPolicy', 'PutBucketPolicy', 'Policy has invalid resource'),
      'aws/bucket-policy-syntax',
    ],
    [
      said('MalformedPolicy', 'PutBucketPolicy', 'Invalid principal in policy'),
      'aws/bucket-policy-syntax',
    ],
    [
      said(
        'MalformedPolicy',
        'PutBucketPolicy',
        'Action does not apply to any resource(s) in statement',
      ),
      'aws/bucket-policy-syntax',
    ],
    [
      said('BucketNotEmpty', 'DeleteBucket', 'The bucket you tried to delete is not empty'),
      'aws/bucket-not-empty',
    ],
    [
      `remove_bucket failed: s3://spot-cur-111122223333 ${said('BucketNotEmpty', 'DeleteBucket', 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.')}`,
      'aws/bucket-not-empty',
    ],
    [
      'remove_bucket failed: Unable to delete all objects in the bucket, bucket will not be deleted.',
      'aws/bucket-not-empty',
    ],
    [
      said(
        'PermanentRedirect',
        'ListObjectsV2',
        'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      ),
      'aws/bucket-elsewhere',
    ],
    [
      said(
        'AuthorizationHeaderMalformed',
        'GetBucketPolicy',
        "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
      ),
      'aws/bucket-elsewhere',
    ],
    [
      said(
        'OperationAborted',
        'CreateBucket',
        'A conflicting conditional operation is currently in progress against this resource. Please try again.',
      ),
      'aws/bucket-busy',
    ],
    [
      said(
        'TooManyBuckets',
        'CreateBucket',
        'You have attempted to create more buckets than allowed',
      ),
      'aws/too-many-buckets',
    ],
    [said('NoSuchKey', 'GetObject', 'The specified key does not exist.'), 'aws/file-missing'],
    [
      said(
        'ServerSideEncryptionConfigurationNotFoundError',
        'GetBucketEncryption',
        'The server side encryption configuration was not found',
      ),
      'aws/encryption-default or aws/bucket-encryption absent',
    ],
    [said('404', 'HeadBucket', 'Not Found'), 'aws/bare-not-found'],
    [said('403', 'HeadBucket', 'Forbidden'), 'aws/bare-forbidden'],
    [said('AccessDenied', 'ListObjectsV2', 'Access Denied'), 'aws/s3-refuses'],
    [
      `remove_bucket failed: s3://x ${said('AccessDenied', 'DeleteBucket', 'Access Denied')}`,
      'aws/s3-refuses',
    ],
    [
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>0A49CE4060975EAC</RequestId></Error>',
      'aws/s3-refuses-browser',
    ],
    [
      said(
        'AccountProblem',
        'CreateBucket',
        'There is a problem with your AWS account that prevents the operation from completing successfully. Please contact customer service.',
      ),
      'aws/account-suspended',
    ],
    [
      said(
        'NotSignedUp',
        'ListBuckets',
        'Your account is not signed up for the S3 service. You must sign up before you can use S3.',
      ),
      'aws/account-suspended',
    ],
    [said('SlowDown', 'PutObject', 'Please reduce your request rate.'), 'aws/throttled'],
    [
      said('InternalError', 'CreateBucket', 'We encountered an internal error. Please try again.'),
      'aws/own-fault',
    ],
  ]),
  ...textsFrom(
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    [
      [
        said(
          'AccessDenied',
          'PutBucketPolicy',
          `${alice} s3:PutBucketPolicy on resource: "arn:aws:s3:::spot-cur-111122223333" because public policies are blocked by the BlockPublicPolicy block public access setting.`,
        ),
        'aws/public-policy-blocked',
      ],
      [
        said(
          'AccessDenied',
          'PutBucketPolicy',
          `${alice} s3:PutBucketPolicy on resource: "arn:aws:s3:::x" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
        ),
        'aws/public-policy-blocked',
      ],
    ],
  ),
  ...textsFrom(
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html',
    [
      [
        said(
          'AccessDenied',
          'GetObject',
          'User: arn:aws:sts::111122223333:assumed-role/SpotRole/spot is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key/0a1b because no identity-based policy allows the kms:Decrypt action',
        ),
        'aws/key-refused',
      ],
      [
        said(
          'AccessDenied',
          'GetObject',
          'User: arn:aws:sts::111122223333:assumed-role/SpotRole/spot is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access',
        ),
        'aws/key-refused',
      ],
    ],
  ),
];

const reportTexts: readonly ErrorText[] = [
  ...textsFrom('F-043', [
    [
      said(
        'ValidationException',
        'PutReportDefinition',
        'Failed to verify customer bucket permission.',
      ),
      'aws/report-bucket-refuses',
    ],
    ['Invalid bucket', 'aws/report-bucket-refuses'],
  ]),
  ...textsFrom('F-049', [
    [
      said(
        'DuplicateReportNameException',
        'PutReportDefinition',
        'A report with the specified name already exists in the account. Specify a different report name.',
      ),
      'aws/report-exists',
    ],
  ]),
  ...textsFrom('F-050', [
    [
      said(
        'ReportLimitReachedException',
        'PutReportDefinition',
        'This account already has five reports defined. To define a new report, you must delete an existing report.',
      ),
      'aws/report-limit',
    ],
  ]),
  ...textsFrom(
    'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_cur_ModifyReportDefinition.html',
    [
      [
        said(
          'ValidationException',
          'PutReportDefinition',
          'The input fails to satisfy the constraints specified by an AWS service.',
        ),
        'aws/report-settings',
      ],
      [
        said(
          'ValidationException',
          'ModifyReportDefinition',
          'The timeUnit of a report cannot be changed',
        ),
        'aws/report-settings',
      ],
      [
        said(
          'ResourceNotFoundException',
          'DeleteReportDefinition',
          'The specified report (spotinst-cur-report) does not exist.',
        ),
        'aws/report-missing',
      ],
    ],
  ),
  ...textsFrom(
    'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html',
    [
      [
        said(
          'AccessDeniedException',
          'GetCostAndUsage',
          'User not enabled for cost explorer access',
        ),
        'aws/cost-explorer-closed',
      ],
      [
        said(
          'DataUnavailableException',
          'GetCostAndUsage',
          'Data is not available. Please try to adjust the time period. If just enabled Cost Explorer, data might not be ingested yet',
        ),
        'aws/cost-explorer-empty',
      ],
    ],
  ),
  ...textsFrom('F-041', [
    [
      said(
        'AccessDeniedException',
        'DescribeReportDefinitions',
        `${alice} cur:DescribeReportDefinitions`,
      ),
      'aws/billing-switch',
    ],
    ['IAM user/role access to billing information is deactivated.', 'aws/billing-switch'],
    [
      "You need permissions\nYou don't have permission to access billing information for this account. Contact your AWS administrator if you need help.",
      'aws/billing-switch',
    ],
    [
      "You don't have permission to [Cost Explorer:]. To request access, copy the following text and send it to your AWS administrator.\nUser: [111122223333]\nService: [Cost Explorer]\nName: [AccessDeniedException]\nHTTP status code: [400]",
      'aws/billing-switch',
    ],
  ]),
];

const stackTexts: readonly ErrorText[] = [
  ...textsFrom(
    'https://github.com/aws/aws-cli/blob/develop/awscli/customizations/cloudformation/deployer.py',
    [["\nWaiting for changeset to be created..\n\n'Status'\n", 'aws/stack-change-set-hidden']],
  ),
  ...textsFrom(stacks, [
    [
      said(
        'InsufficientCapabilitiesException',
        'CreateChangeSet',
        'Requires capabilities : [CAPABILITY_NAMED_IAM]',
      ),
      'aws/stack-capability',
    ],
    ['Requires capabilities : [CAPABILITY_IAM]', 'aws/stack-capability'],
    [
      said(
        'ValidationError',
        'CreateChangeSet',
        'Stack:arn:aws:cloudformation:us-east-1:111122223333:stack/spot-eco-role/7e102db0 is in ROLLBACK_COMPLETE state and can not be updated.',
      ),
      'aws/stack-rolled-back',
    ],
    [
      said(
        'ValidationError',
        'UpdateStack',
        'Stack:arn:aws:cloudformation:us-east-1:111122223333:stack/spot-eco-role/7e10 is in CREATE_IN_PROGRESS state and can not be updated.',
      ),
      'aws/stack-busy',
    ],
    [
      said('AlreadyExistsException', 'CreateStack', 'Stack [spot-eco-role] already exists'),
      'aws/stack-exists',
    ],
    [
      said('ValidationError', 'UpdateStack', 'No updates are to be performed.'),
      'aws/stack-unchanged',
    ],
    [
      '\nWaiting for changeset to be created..\n\nNo changes to deploy. Stack spot-eco-billing is up to date',
      'aws/stack-unchanged',
    ],
    [
      said('ValidationError', 'GetTemplate', 'Stack with id spot-eco-role does not exist'),
      'aws/stack-missing',
    ],
    [
      said('ValidationError', 'DescribeStackResources', 'Stack [spot-eco-role] does not exist'),
      'aws/stack-missing',
    ],
    [
      said(
        'ValidationError',
        'CreateStack',
        'S3 error: Access Denied\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
      ),
      'aws/template-url-refused',
    ],
    [
      said(
        'ValidationError',
        'CreateStack',
        'TemplateURL must reference a valid S3 object to which you have access.',
      ),
      'aws/template-url-refused',
    ],
    [
      said(
        'ValidationError',
        'CreateChangeSet',
        'Template format error: YAML not well-formed. (line 3, column 5)',
      ),
      'aws/template-broken',
    ],
    [
      said('ValidationError', 'CreateChangeSet', 'Template format error: unsupported structure.'),
      'aws/template-broken',
    ],
    [
      said('ValidationError', 'CreateChangeSet', 'Parameters: [BucketName] must have values'),
      'aws/template-parameter',
    ],
    [
      said(
        'ValidationError',
        'CreateChangeSet',
        'Parameters: [BucketNam] do not exist in the template',
      ),
      'aws/template-parameter',
    ],
    [
      said('ValidationError', 'CreateStack', "Parameter 'Token' must match pattern ^[a-zA-Z0-9]+$"),
      'aws/template-parameter',
    ],
    [
      said(
        'ValidationError',
        'CreateChangeSet',
        'Parameter AMI should either have input value or default value',
      ),
      'aws/template-parameter',
    ],
    [
      'CREATE_FAILED  AWS::IAM::Role  SpotRole  SpotRole already exists in stack arn:aws:cloudformation:us-east-1:111122223333:stack/spot-linked-account/24ff4790',
      'aws/resource-exists',
    ],
    [
      "Resource of type 'AWS::IAM::Role' with identifier 'SpotRole' already exists.",
      'aws/resource-exists',
    ],
    ['spot-cur-111122223333 already exists', 'aws/resource-exists'],
    [
      'SpotRole already exists (Service: AmazonIdentityManagement; Status Code: 409; Error Code: EntityAlreadyExists; Request ID: 0b7c; Proxy: null)',
      'aws/resource-exists',
    ],
    [
      'Failed to create/update the stack. Run the following command\nto fetch the list of events leading up to the failure\naws cloudformation describe-stack-events --stack-name spot-eco-billing',
      'aws/stack-failed',
    ],
    [
      'Waiter StackCreateComplete failed: Waiter encountered a terminal failure state: For expression "Stacks[].StackStatus" we matched expected path: "ROLLBACK_COMPLETE" at least once',
      'aws/stack-failed',
    ],
    [
      'The following resource(s) failed to create: [SpotRole]. Rollback requested by user.',
      'aws/stack-failed',
    ],
    [
      'The following resource(s) failed to delete: [SpotRole, SpotPolicy].',
      'aws/stack-cannot-delete-bucket',
    ],
    ['Waiter StackDeleteComplete failed: Max attempts exceeded', 'aws/stack-wait-ended'],
    ['Resource creation cancelled', 'aws/stack-cancelled'],
    ['Resource update cancelled', 'aws/stack-cancelled'],
    ['The following resource(s) failed to update: [SpotRole].', 'aws/stack-failed'],
    [
      said(
        'ValidationError',
        'DeleteStack',
        'Stack [spot-eco-role] cannot be deleted while in status UPDATE_IN_PROGRESS',
      ),
      'aws/stack-busy',
    ],
    [
      "The submitted information didn't contain changes. Submit different information to create a change set.",
      'aws/stack-unchanged',
    ],
    [
      said(
        'ValidationError',
        'CreateStack',
        'Domain name specified in https://example.com/t.yaml is not a valid S3 domain',
      ),
      'aws/template-url-refused',
    ],
    [
      said(
        'ValidationError',
        'CreateChangeSet',
        'Template error: instance of Fn::GetAtt references undefined resource SpotRole',
      ),
      'aws/template-broken',
    ],
    [
      said('ValidationError', 'CreateChangeSet', "Invalid template resource property 'Propertie'"),
      'aws/template-broken',
    ],
    [
      said(
        'ValidationError',
        'DeleteStack',
        'Role arn:aws:iam::111122223333:role/cfn-exec is invalid or cannot be assumed',
      ),
      'aws/stack-role-gone',
    ],
    [said('LimitExceededException', 'CreateStack', 'Stack limit exceeded'), 'aws/stack-limit'],
    [
      said(
        'InvalidAuthorizationMessageException',
        'DecodeAuthorizationMessage',
        'Message is not valid',
      ),
      'aws/message-not-decoded',
    ],
    ['spot-eco-role\tROLLBACK_COMPLETE\t2026-11-28 10:00:00 UTC+0100', 'aws/stack-status'],
    [said('Throttling', 'DescribeStacks', 'Rate exceeded'), 'aws/throttled'],
  ]),
  ...textsFrom('F-025', [
    [
      'Received response status [FAILED] from custom resource. Message returned: Unauthorized (RequestId: 0b7c)',
      'aws/stack-spot-refused',
    ],
  ]),
  ...textsFrom('F-026', [
    [
      'Function not found: arn:aws:lambda:eu-west-1:178579023202:function:onboarding-stackset-account-lambda (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException)',
      'aws/stack-function-missing',
    ],
  ]),
];

const accountTexts: readonly ErrorText[] = [
  ...textsFrom(common, [
    [
      said(
        'OptInRequired',
        'DescribeRegions',
        'You are not subscribed to this service. Please go to http://aws.amazon.com to subscribe.',
      ),
      'aws/service-not-subscribed',
    ],
    [
      said(
        'SubscriptionRequiredException',
        'GetCostAndUsage',
        'The AWS Access Key Id needs a subscription for the service',
      ),
      'aws/service-not-subscribed',
    ],
    [said('Throttling', 'SimulatePrincipalPolicy', 'Rate exceeded'), 'aws/throttled'],
    [said('ThrottlingException', 'DescribeReportDefinitions', 'Rate exceeded'), 'aws/throttled'],
    [said('RequestLimitExceeded', 'RunInstances', 'Request limit exceeded.'), 'aws/throttled'],
    [
      said(
        'ServiceUnavailable',
        'CreateRole (reached max retries: 4)',
        'Service is currently unavailable',
      ),
      'aws/own-fault',
    ],
    [said('InternalFailure', 'GetRole', 'An internal failure has occurred'), 'aws/own-fault'],
    [
      said('InternalErrorException', 'PutReportDefinition', 'Internal server error'),
      'aws/own-fault',
    ],
  ]),
  ...textsFrom('https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html', [
    [
      said(
        'RegionDisabledException',
        'AssumeRole',
        'STS is not activated in this region for account:111122223333. Your account administrator can activate STS in this region using the IAM Console.',
      ),
      'aws/region-disabled',
    ],
  ]),
  ...textsFrom('https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html', [
    [
      said(
        'PendingVerification',
        'RunInstances',
        'Your request for accessing resources in this region is being validated, and you will not be able to launch additional resources in this region until the validation is complete.',
      ),
      'aws/account-unverified',
    ],
    [
      'AccessDeniedException: Your account is currently being verified. Verification normally takes less than 2 hours.',
      'aws/account-unverified',
    ],
    [
      said(
        'Blocked',
        'RunInstances',
        'This account is currently blocked and not recognized as a valid account. Please contact aws-verification@amazon.com if you have questions.',
      ),
      'aws/account-suspended',
    ],
    [
      said(
        'UnauthorizedOperation',
        'RunInstances',
        'You are not authorized to perform this operation.',
      ),
      'aws/ec2-refuses',
    ],
    [
      said(
        'UnauthorizedOperation',
        'RunInstances',
        'You are not authorized to perform this operation. Encoded authorization failure message: PNDOV1oGibO7Rp9Xrnj4T2SVrqi0oHwSQfN3GCWYvRBA',
      ),
      'aws/encoded-message',
    ],
  ]),
  ...textsFrom(
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html',
    [
      [
        said(
          'AWSOrganizationsNotInUseException',
          'DescribeOrganization',
          'Your account is not a member of an organization.',
        ),
        'aws/no-organization or aws/organization absent',
      ],
      [
        said(
          'AccessDeniedException',
          'ListAccounts',
          "You don't have permissions to access this resource.",
        ),
        'aws/management-only',
      ],
      [
        said(
          'AccessDeniedException',
          'DescribeOrganization',
          "You don't have permissions to access this resource.",
        ),
        'aws/may-not-sign-in-to-organizations',
      ],
    ],
  ),
  ...textsFrom(denied, [
    [
      said(
        'AccessDenied',
        'CreateRole',
        `${alice} iam:CreateRole on resource: arn:aws:iam::111122223333:role/SpotRole because no identity-based policy allows the iam:CreateRole action`,
      ),
      'aws/may-not',
    ],
    [
      said(
        'AccessDeniedException',
        'PutReportDefinition',
        `${alice} cur:PutReportDefinition on resource: arn:aws:cur:us-east-1:111122223333:definition/x because no identity-based policy allows the cur:PutReportDefinition action`,
      ),
      'aws/may-not',
    ],
    [
      said(
        'AccessDenied',
        'CreateChangeSet',
        `${alice} cloudformation:CreateChangeSet on resource: arn:aws:cloudformation:us-east-1:111122223333:stack/spot-eco-role/*`,
      ),
      'aws/may-not',
    ],
    [
      `aws : ${said('AccessDenied', 'CreatePolicy', `${alice} iam:CreatePolicy on resource: policy SpotRole_Policy because no identity-based policy allows the iam:CreatePolicy action`)}\nAt line:1 char:1\n+ aws iam create-policy --policy-name SpotRole_Policy\n+ CategoryInfo          : NotSpecified: (:String) [], RemoteException`,
      'aws/may-not',
    ],
    [
      said(
        'AccessDenied',
        'CreateServiceLinkedRole',
        `${alice} iam:CreateServiceLinkedRole on resource: arn:aws:iam::111122223333:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot because no identity-based policy allows the iam:CreateServiceLinkedRole action`,
      ),
      'aws/may-not-make-service-linked-role',
    ],
    [
      said(
        'AccessDenied',
        'RunInstances',
        `${alice} iam:PassRole on resource: arn:aws:iam::111122223333:role/app because no identity-based policy allows the iam:PassRole action`,
      ),
      'aws/may-not-pass-role',
    ],
    [
      said(
        'AccessDenied',
        'GetBucketPolicy',
        `${alice} s3:GetBucketPolicy on resource: "arn:aws:s3:::spot-cur-444455556666" because no resource-based policy allows the s3:GetBucketPolicy action`,
      ),
      'aws/bucket-policy-must-allow',
    ],
    [
      'User: arn:aws:sts::884866656237:assumed-role/eco/spot is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/SpotRole',
      'aws/trust-refuses',
    ],
    [
      'User: arn:aws:iam::777788889999:user/JohnDoe is not authorized to perform: sts:AssumeRole with an explicit deny in the role trust policy',
      'aws/trust-refuses',
    ],
    [
      "Access denied to iam:ListRoles\nYou don't have permission to iam:ListRoles. To request access, copy the following text and send it to your AWS administrator. Learn more about troubleshooting access denied errors.\nUser: arn:aws:iam::111122223333:user/alice\nAction: iam:ListRoles\nOn resource(s): arn:aws:iam::111122223333:role/\nContext: no identity-based policy allows the action",
      'aws/console-may-not',
    ],
    [
      'User: arn:aws:iam::111122223333:user/alice\nService: iam\nAction: ListUsers\nOn resource(s): arn:aws:iam::111122223333:user/\nContext: no identity-based policy allows the iam:ListUsers action',
      'aws/console-may-not',
    ],
    ['Failed to create role SpotRole.', 'aws/console-pane-refused'],
    [
      'Insufficient permissions to list objects. After you or your AWS administrator has updated your permissions to allow the s3:ListBucket action, refresh the page. Learn more about Identity and access management in Amazon S3.',
      'aws/console-names-right',
    ],
    [
      'Failed to create bucket.\n\nTo create a bucket, the s3:CreateBucket permission is required.',
      'aws/console-names-right',
    ],
    [
      "Unable to start the environment. You don't have required permissions. Ask your IAM administrator for access to AWS CloudShell. System error: User: arn:aws:iam::111122223333:user/alice is not authorized to perform: cloudshell:CreateEnvironment on resource: arn:aws:cloudshell:us-east-1:111122223333:*",
      'aws/may-not-use-cloudshell',
    ],
    [
      'Unable to start the environment. To retry, refresh the browser or restart by selecting Actions, Restart AWS CloudShell. System error: Environment was in state: CREATION_FAILED. Expected environment to be in state: RUNNING.',
      'aws/cloudshell-not-started',
    ],
    [
      'Resource handler returned message: "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:AttachRolePolicy on resource: role SpotRole because no identity-based policy allows the iam:AttachRolePolicy action (Service: Iam, Status Code: 403, Request ID: 0b7c)" (RequestToken: 5f6e, HandlerErrorCode: AccessDenied)',
      'aws/may-not',
    ],
  ]),
];

/** What AWS's services answer to the commands of the guides and their fixes, and what consoles and stacks show of it. */
const texts: readonly ErrorText[] = [
  ...iamTexts,
  ...s3Texts,
  ...reportTexts,
  ...stackTexts,
  ...accountTexts,
];

export default texts;
