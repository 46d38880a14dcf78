import { defineEvidence, type EvidenceKind } from '../../define-evidence.ts';

/**
 * The SDK call that answers a fact, as plain data: evidence runs in the browser too and knows no SDK.
 * The list of what may be called is src/collectors/aws/_client/operations.ts.
 */
export interface AwsCall {
  /** Client, by its name on that list: `iam`, `s3`, … */
  service: string;
  /** As the API names it: `GetRole`. */
  operation: string;
  /** Input of the call; `{{input}}` in its texts stands for inputs. */
  input: Readonly<Record<string, string>>;
  /**
   * What the CLI prints for members that are in the answer and empty, where the SDK leaves them out.
   * That the answer has them is seen to in src/collectors/aws/_client/guard.ts.
   */
  empty?: Readonly<Record<string, null | readonly never[]>>;
}

/** Evidence that one call of AWS answers. */
export interface AwsEvidenceKind<T = unknown, Input extends string = string>
  extends EvidenceKind<T, Input> {
  call: AwsCall;
}

/**
 * Declares evidence that one SDK call answers, in one answer: it needs no collector. What comes in
 * pages, or takes several calls, is declared with `defineEvidence` and gathered by the collector of
 * its name in src/collectors/aws/.
 *
 * @example
 * export default defineAwsEvidence({
 *   id: 'aws/role',
 *   title: 'the role',
 *   schema: z.object({ Role: z.object({ Arn: z.string() }) }),
 *   inputs: ['roleName'],
 *   call: { service: 'iam', operation: 'GetRole', input: { RoleName: '{{roleName}}' } },
 *   command: 'aws iam get-role --role-name {{roleName}} --output json',
 *   absentCodes: ['NoSuchEntity'],
 *   permissions: ['iam:GetRole'],
 * });
 */
export function defineAwsEvidence<T, const Input extends string>(
  kind: AwsEvidenceKind<T, Input>,
): AwsEvidenceKind<T, Input> {
  return { ...defineEvidence(kind), call: kind.call };
}
