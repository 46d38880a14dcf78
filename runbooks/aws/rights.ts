import type { Circumstance, Rights } from '../../src/checks/step-rights.ts';
import spotServiceLinkedRole from '../../src/evidence/aws/spot-service-linked-role.ts';

/** CloudShell, which the guides for AWS use for commands. */
export const terminal: Rights = {
  label: 'The terminal',
  only: 'terminal',
  actions: ['cloudshell:*'],
  note: ', or the AWS managed policy `AWSCloudShellFullAccess`',
  source: 'https://docs.aws.amazon.com/cloudshell/latest/userguide/sec-auth-with-identities.html',
};

/** What the CloudFormation console calls besides what making the stack's resources takes. */
export const stacksByClicking: Rights = {
  only: 'console',
  actions: [
    'cloudformation:CreateStack',
    'cloudformation:GetTemplateSummary',
    'cloudformation:ListStacks',
    'cloudformation:CreateUploadBucket',
    's3:PutObject',
    's3:GetObject',
  ],
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html',
};

/** What `aws cloudformation deploy` calls: a change set, and waiting for its end. */
export const stacksByCommand = [
  'cloudformation:CreateChangeSet',
  'cloudformation:DescribeChangeSet',
  'cloudformation:ExecuteChangeSet',
  'cloudformation:DescribeStacks',
] as const;

/**
 * What the checks of a linked account read. Whether the account is in an organization only helps them: no
 * reader has to ask for the right to see it.
 */
export const linkedReads = [
  'iam:SimulatePrincipalPolicy',
  'iam:GetRole',
  'iam:ListAttachedRolePolicies',
  'iam:ListRolePolicies',
  'iam:GetRolePolicy',
  'iam:GetPolicy',
  'iam:GetPolicyVersion',
] as const;

const withoutSpotRole: Circumstance = {
  id: 'without-spot-role',
  says: 'where EC2’s own role for spot instances is missing',
  shownBy: spotServiceLinkedRole,
  holds: ({ status }) => (status === 'absent' ? true : status === 'found' ? false : undefined),
};

/** EC2's own role is made where it is missing, and nowhere else. */
export const spotRole: Rights = {
  actions: ['iam:CreateServiceLinkedRole'],
  sometimes: withoutSpotRole,
};

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
  actions: ['cur:ModifyReportDefinition', ...roleFixes, 'iam:GetPolicy', 'iam:PutRolePolicy'],
};

/** Fixes that the checks of a linked account print. */
export const linkedFixes: Rights = {
  only: 'fixes',
  actions: [...roleFixes, 'iam:ListPolicyVersions', 'iam:DeletePolicyVersion'],
};
