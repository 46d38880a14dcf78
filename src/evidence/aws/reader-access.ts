import { defineEvidence, type EvidenceKind } from '../define-evidence.ts';
import { type PolicyDecisions, policyDecisions } from './_shared/policy-decisions.ts';

/** Every action that some step of a guide for AWS takes. Each guide's check looks at its own. */
export const readerActions = [
  ...[
    'cloudformation:CreateChangeSet',
    'cloudformation:CreateStack',
    'cloudformation:DeleteStack',
    'cloudformation:DescribeChangeSet',
    'cloudformation:DescribeStackEvents',
    'cloudformation:DescribeStacks',
    'cloudformation:ExecuteChangeSet',
    'cloudformation:GetTemplateSummary',
  ],
  ...['cur:DeleteReportDefinition', 'cur:DescribeReportDefinitions', 'cur:PutReportDefinition'],
  ...[
    'iam:AttachRolePolicy',
    'iam:CreatePolicy',
    'iam:CreateRole',
    'iam:CreateServiceLinkedRole',
    'iam:DeletePolicy',
    'iam:DeleteRole',
    'iam:DetachRolePolicy',
    'iam:GetPolicy',
    'iam:GetPolicyVersion',
    'iam:GetRole',
    'iam:ListAttachedRolePolicies',
    'iam:ListPolicyVersions',
  ],
  ...['organizations:DescribeOrganization'],
  ...[
    's3:CreateBucket',
    's3:DeleteBucket',
    's3:GetBucketLocation',
    's3:GetBucketPolicy',
    's3:ListAllMyBuckets',
    's3:ListBucket',
    's3:PutBucketPolicy',
    's3:PutBucketPublicAccessBlock',
  ],
] as const;

/** Evidence of what whoever looks may do. */
export interface ReaderAccessKind extends EvidenceKind<PolicyDecisions> {
  /** What IAM is asked about. */
  actions: readonly string[];
}

/**
 * Declares what IAM says whoever looks may do, asked about their own user or role; a guide asks about
 * the actions that its own steps take. Absent: IAM knows no policies of the caller, as for the root
 * user. IAM's simulator wants the role's ARN, not the session's, and the path in it, which a
 * session's ARN lacks.
 *
 * @example
 * const mine = defineReaderAccess(['s3:CreateBucket', 's3:PutBucketPolicy']);
 */
export function defineReaderAccess(actions: readonly string[]): ReaderAccessKind {
  const kind = defineEvidence({
    id: 'aws/reader-access',
    title: 'what you may do yourself',
    schema: policyDecisions,
    inputs: [],
    command: [
      'ARN=$(aws sts get-caller-identity --query Arn --output text)',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
      'case $ARN in *:assumed-role/*) ROLE=${ARN#*:assumed-role/}; ARN=$(aws iam get-role --role-name "${ROLE%%/*}" --query Role.Arn --output text);; esac',
      `aws iam simulate-principal-policy --policy-source-arn "$ARN" --action-names ${actions.join(' ')} --output json`,
    ].join('\n'),
    absentCodes: ['InvalidInput'],
    permissions: ['iam:SimulatePrincipalPolicy', 'iam:GetRole'],
    vantages: ['reader', 'pasted'],
  });
  return { ...kind, actions };
}

/** Asks about every action of every guide. */
export default defineReaderAccess(readerActions);
