import type { Rights } from '../../src/checks/step-rights.ts';

/** CloudShell, which the guides for AWS use for commands. */
export const terminal: Rights = {
  label: 'The terminal',
  only: 'terminal',
  actions: ['cloudshell:*'],
  note: ', or the AWS managed policy `AWSCloudShellFullAccess`',
};

/**
 * What the CloudFormation console calls besides what creating a stack takes
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html).
 */
export const stacksByClicking = [
  'cloudformation:CreateStack',
  'cloudformation:ListStacks',
  'cloudformation:CreateUploadBucket',
  's3:PutObject',
  's3:GetObject',
] as const;

/** What `aws cloudformation deploy` and the checks of the stack call. */
export const stacksByCommand = [
  'cloudformation:CreateChangeSet',
  'cloudformation:DescribeChangeSet',
  'cloudformation:ExecuteChangeSet',
  'cloudformation:DescribeStacks',
  'cloudformation:DescribeStackEvents',
  'cloudformation:GetTemplateSummary',
  'iam:GetPolicy',
] as const;

/** For the fixes of a role and its policies. */
const roleFixes = [
  'iam:UpdateAssumeRolePolicy',
  'iam:CreatePolicyVersion',
  'iam:ListRolePolicies',
  'iam:DeleteRolePolicy',
] as const;

/** Fixes that the checks of the Eco role and its report print. */
export const ecoFixes: Rights = {
  only: 'fixes',
  actions: [
    'cur:ModifyReportDefinition',
    ...roleFixes,
    'iam:GetPolicy',
    'iam:PutRolePolicy',
    's3:PutEncryptionConfiguration',
  ],
};

/** Fixes that the checks of a linked account print. */
export const linkedFixes: Rights = {
  only: 'fixes',
  actions: [...roleFixes, 'iam:ListPolicyVersions', 'iam:DeletePolicyVersion'],
};
