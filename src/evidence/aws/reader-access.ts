import { defineEvidence } from '../define-evidence.ts';
import { policyDecisions } from './role-access.ts';

/**
 * What IAM says whoever looks may do, asked about their own user or role. Absent: IAM knows no
 * policies of the caller, as for the root user. IAM's simulator wants the role's ARN, not the
 * session's, and the path in it, which a session's ARN lacks.
 *
 * @param asked What the steps of one runbook take.
 * @example defineReaderAccess(['iam:CreateRole'])
 */
export function defineReaderAccess(asked: readonly string[]) {
  return defineEvidence({
    id: 'aws/reader-access',
    title: 'what you may do yourself',
    schema: policyDecisions,
    inputs: [],
    command: [
      'ARN=$(aws sts get-caller-identity --query Arn --output text)',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
      'case $ARN in *:assumed-role/*) ROLE=${ARN#*:assumed-role/}; ARN=$(aws iam get-role --role-name "${ROLE%%/*}" --query Role.Arn --output text);; esac',
      `aws iam simulate-principal-policy --policy-source-arn "$ARN" --action-names ${asked.join(' ')} --output json`,
    ].join('\n'),
    absentCodes: ['InvalidInput'],
    permissions: ['iam:SimulatePrincipalPolicy', 'iam:GetRole'],
    asked,
    vantages: ['reader', 'pasted'],
  });
}
