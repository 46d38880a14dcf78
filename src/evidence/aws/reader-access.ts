import { defineEvidence, type EvidenceKind } from '../define-evidence.ts';
import { contextOption, type KnownContext } from './_shared/define-role-access.ts';
import { type PolicyDecisions, policyDecisions } from './_shared/policy-decisions.ts';

/** Evidence of what whoever looks may do. */
export interface ReaderAccessKind extends EvidenceKind<PolicyDecisions, never> {
  /** What IAM is asked about. */
  asked: readonly string[];
}

/**
 * What is known of every call that a reader makes along a guide: its commands name the region, and the
 * command line speaks over TLS. Told of no region, IAM has a policy for regions refuse whatever works in one.
 */
export const readerContext: KnownContext = {
  'aws:RequestedRegion': { type: 'string', value: '{{region}}' },
  'aws:SecureTransport': { type: 'boolean', value: 'true' },
};

/**
 * Declares what IAM says whoever looks may do, asked about their own user or role; a guide asks about
 * the actions that its own steps take. Absent: IAM knows no policies of the caller, as for the root
 * user. IAM's simulator wants the role's ARN, not the session's, and the path in it, which a
 * session's ARN lacks.
 *
 * @example
 * const mine = defineReaderAccess(['s3:CreateBucket', 's3:PutBucketPolicy']);
 */
export function defineReaderAccess(asked: readonly string[]): ReaderAccessKind {
  const kind = defineEvidence({
    id: 'aws/reader-access',
    title: 'what you may do yourself',
    schema: policyDecisions,
    inputs: [],
    command: [
      'ARN=$(aws sts get-caller-identity --query Arn --output text)',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
      'case $ARN in *:assumed-role/*) ROLE=${ARN#*:assumed-role/}; ARN=$(aws iam get-role --role-name "${ROLE%%/*}" --query Role.Arn --output text);; esac',
      `aws iam simulate-principal-policy --policy-source-arn "$ARN" --action-names ${asked.join(' ')}${contextOption(readerContext)} --output json`,
    ].join('\n'),
    absentCodes: ['InvalidInput'],
    absentSays: { InvalidInput: ['Invalid Entity Arn'] },
    permissions: ['iam:SimulatePrincipalPolicy', 'iam:GetRole'],
    vantages: ['reader', 'pasted'],
  });
  return { ...kind, asked };
}

/** Its kind, whatever is asked. */
export default defineReaderAccess([]);
