import { type ErrorText, textsFrom } from '../../error-text.ts';

const account = 'arn:aws:iam::111122223333';
const alice =
  'User: arn:aws:sts::111122223333:assumed-role/Admin/alice is not authorized to perform:';

/** What Terraform, SDKs, PowerShell modules and other programs print of AWS: its words in other forms than those of the CLI. */
const texts: readonly ErrorText[] = [
  ...textsFrom('https://github.com/aws/karpenter-provider-aws/issues/7370', [
    [
      '"error":"launching nodeclaim, creating instance, with fleet error(s), UnauthorizedOperation: You are not authorized to perform this operation. User: arn:aws:sts::111122223333:assumed-role/controller/1731429849 is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-2:111122223333:instance/* with an explicit deny in a service control policy. Encoded authorization failure message: g4oZPBqZ4Bni8dE5dGjxYTnOZ"',
      'aws/service-control-policy',
    ],
  ]),
  ...textsFrom('https://github.com/CheckPointSW/Cuckoo-AWS/issues/21', [
    [
      'ClientError: An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation. Encoded authorization failure message: ',
      'aws/ec2-refuses',
    ],
  ]),
  ...textsFrom('https://github.com/Young-ook/terraform-aws-eks/issues/156', [
    [
      `│ Error: error creating IAM Role (SpotRole): AccessDenied: ${alice} iam:CreateRole on resource: ${account}:role/SpotRole with an explicit deny\n│ status code: 403, request id: 6bcc1ed4-f323-4db4-86fa-5e23b5df90ae`,
      'aws/deny-unnamed',
    ],
  ]),
  ...textsFrom('https://github.com/aws-solutions/quota-monitor-for-aws/issues/86', [
    [
      `API: iam:CreateRole ${alice} iam:CreateRole on resource: ${account}:role/SpotRole with an explicit deny`,
      'aws/deny-unnamed',
    ],
  ]),
  ...textsFrom('https://github.com/nebari-dev/nebari/issues/2152', [
    [
      `[terraform]: │ Error: error creating role: UnauthorizedOperation: You are not authorized to perform this operation. ${alice} iam:CreateRole on resource: ***\n because no permissions boundary allows the iam:CreateRole action.\n[terraform]: │  status code: 403`,
      'aws/permissions-boundary',
    ],
  ]),
  ...textsFrom(
    'https://github.com/aws-solutions-library-samples/guidance-for-multi-provider-generative-ai-gateway-on-aws/issues/120',
    [
      [
        '│ Error: creating ELBv2 application Load Balancer (alb): operation error Elastic Load Balancing v2: CreateLoadBalancer, https response error StatusCode: 403, RequestID: a7dc65b1, api error AccessDenied: * with an explicit deny in a service control policy',
        'aws/service-control-policy',
      ],
      [
        '│ Error: creating CloudFormation Stack (spot-eco-role): operation error CloudFormation: CreateStack, https response error StatusCode: 400, RequestID: cc4487c9, AlreadyExistsException: Stack [spot-eco-role] already exists',
        'aws/stack-exists',
      ],
    ],
  ),
  // As a page that is narrower than the message breaks it, at a blank behind the widest line.
  ...textsFrom('https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html', [
    [
      `${alice} iam:CreateRole on resource: ${account}:role/SpotRole with an explicit deny in\na service control policy (Service: Iam, Status Code: 403, Request ID: 1)`,
      'aws/service-control-policy',
    ],
    [
      `New-IAMRole : ${alice} iam:CreateRole on resource: ${account}:role/SpotRole because no identity-based policy allows the iam:CreateRole action\nAt line:1 char:1\n+ New-IAMRole -RoleName SpotRole\n    + CategoryInfo          : InvalidOperation: (Amazon.PowerShe...wIAMRoleCmdlet:NewIAMRoleCmdlet) [New-IAMRole], InvalidOperationException`,
      'aws/may-not',
    ],
  ]),
  ...textsFrom(
    'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV2.html',
    [
      [
        `An error occurred (AccessDenied) when calling the CreateRole operation: User: ${account}:user/alice is not authorized to perform: iam:CreateRole on resource: ${account}:role/SpotRole with an explicit deny in an identity-based policy: arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2`,
        'aws/key-quarantined',
      ],
    ],
  ),
  ...textsFrom('https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html', [
    [
      "operation error SNS: CreateTopic, https response error StatusCode: 400, RequestID: 9347bcd3, TagPolicy: TagPolicyException: The tag policy does not allow the specified value for the following tag key: 'CostCenter'.",
      'aws/tag-policy',
    ],
    [
      "An error occurred (TagPolicyViolation) when calling the CreateSecurityGroup operation: The tag policy does not allow the specified value for the following tag key: 'PLATFORM'.",
      'aws/tag-policy',
    ],
    [
      "Can't Spin Spot Instances: Message: The tag policy does not allow the specified value for the following tag key: 'XXX'.",
      'aws/tag-policy',
    ],
  ]),
  ...textsFrom('https://github.com/aws/aws-cdk-cli/pull/1198', [
    [
      'Hook failed with message: Template failed validation, the following rule(s) failed: AWS_S3_Bucket_AccessControl. Full output was written to s3://guard-logs/cfn-guard-validate-report/AWS--S3--Bucket/1234567890123.json',
      'aws/cloudformation-hook',
    ],
  ]),
  ...textsFrom('https://github.com/hashicorp/terraform-provider-aws/issues/28912', [
    [
      'error creating Cost And Usage Report Definition (spot): ValidationException: Failed to verify customer bucket permission. accountId= 111122223333, bucket name: spot-cur, bucket region: us-east-1',
      'aws/report-bucket-refuses',
    ],
  ]),
  ...textsFrom('https://github.com/prowler-cloud/prowler/issues/793', [
    ['API: s3:PutBucketPolicy Access Denied', 'aws/s3-refuses'],
  ]),
  ...textsFrom('https://github.com/riboseinc/terraform-aws-s3-cloudfront-redirect/issues/5', [
    [
      'Error putting S3 policy: AccessDenied: Access Denied\n\tstatus code: 403, request id: 6FTV2T57CP3Y7S9X, host id: xxxx=',
      'aws/s3-refuses',
    ],
  ]),
  ...textsFrom('https://github.com/aws/aws-sdk-go/blob/main/aws/credentials/chain_provider.go', [
    [
      'NoCredentialProviders: no valid providers in chain. Deprecated.\n\tFor verbose messaging see aws.Config.CredentialsChainVerboseErrors',
      'aws/not-signed-in',
    ],
  ]),
  ...textsFrom('https://registry.terraform.io/providers/hashicorp/aws/latest/docs', [
    [
      'Error: No valid credential sources found\n\n  with provider["registry.terraform.io/hashicorp/aws"],\n  on main.tf line 1, in provider "aws":\n\nError: failed to refresh cached credentials, no EC2 IMDS role found',
      'aws/not-signed-in',
    ],
    [
      'Error: failed to refresh cached credentials, refresh cached SSO token failed, unable to refresh SSO token, operation error SSO OIDC: CreateToken, https response error StatusCode: 400, RequestID: 0fd, InvalidGrantException:',
      'aws/sso-expired',
    ],
    [
      'Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 1, api error ExpiredToken: The security token included in the request is expired',
      'aws/session-expired',
    ],
  ]),
  ...textsFrom(
    'https://docs.aws.amazon.com/powershell/latest/userguide/specifying-your-aws-credentials.html',
    [
      [
        'Get-STSCallerIdentity : No credentials specified or obtained from persisted/shell defaults.\nAt line:1 char:1',
        'aws/not-signed-in',
      ],
    ],
  ),
  ...textsFrom(
    'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_command_precedence',
    [
      [
        'aws : Die Benennung "aws" wurde nicht als Name eines Cmdlet, einer Funktion, einer Skriptdatei oder eines ausführbaren Programms erkannt.\nIn Zeile:1 Zeichen:1\n+ aws sts get-caller-identity\n+ ~~~\n    + CategoryInfo          : ObjectNotFound: (aws:String) [], CommandNotFoundException\n    + FullyQualifiedErrorId : CommandNotFoundException',
        'aws/no-cli',
      ],
    ],
  ),
  ...textsFrom(
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html',
    [
      [
        '{"allowed":false,"explicitDeny":true,"matchedStatements":{"items":[{"statementId":"DenyRegions","effect":"DENY"}]},"failures":{"items":[]},"context":{"principal":{"id":"AIDAEXAMPLE","name":"alice"},"action":"ec2:RunInstances"}}',
        'aws/decoded-deny',
      ],
      [
        '{\n    "DecodedMessage": "{\\"allowed\\":false,\\"explicitDeny\\":true,\\"matchedStatements\\":{\\"items\\":[]}}"\n}',
        'aws/decoded-deny',
      ],
      [
        '{\n    "DecodedMessage": "{\\"allowed\\":false,\\"explicitDeny\\":false,\\"matchedStatements\\":{\\"items\\":[]},\\"failures\\":{\\"items\\":[]},\\"context\\":{\\"action\\":\\"ec2:RunInstances\\"}}"\n}',
        'aws/decoded-missing',
      ],
    ],
  ),
  ...textsFrom('https://github.com/aws-actions/configure-aws-credentials/issues/1137', [
    ['Error: Could not load credentials from any providers', 'aws/not-signed-in'],
  ]),
  ...textsFrom('https://github.com/aws/aws-sdk-go-v2/blob/main/config/shared_config.go', [
    ['failed to get shared config profile, prod', 'aws/no-such-profile'],
  ]),
];

export default texts;
