import type roleAccountAccess from '../../../evidence/aws/role-account-access.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';

type Decisions = typeof roleAccountAccess extends EvidenceKind<infer T> ? T : never;
type Decision = Decisions['EvaluationResults'][number];

/**
 * What refuses an action. `unclear`: it depends on conditions that IAM's simulator was not told.
 */
export type Cause = 'organization' | 'boundary' | 'deny' | 'missing' | 'unclear';

export interface Refusal {
  action: string;
  cause: Cause;
  /** Condition keys the answer depends on; for `unclear`. */
  keys: readonly string[];
}

/** One question put to IAM's simulator. */
export interface Question {
  action: string;
  /** Left out where the action is about the whole account. */
  resource?: string;
}

/**
 * The refused among the questions, each with the one thing that refuses it, and the questions
 * without an answer. The outermost limit comes first: where the organization or the boundary
 * refuses, a change of the role's own policies would not help.
 */
export function findRefusals(
  decisions: Decisions,
  questions: readonly Question[],
): { refusals: Refusal[]; unanswered: string[] } {
  const refusals: Refusal[] = [];
  const unanswered: string[] = [];
  for (const { action, resource } of questions) {
    const decision = decisions.EvaluationResults.find(
      (result) =>
        result.EvalActionName.toLowerCase() === action.toLowerCase() &&
        (resource === undefined ||
          result.EvalResourceName === undefined ||
          result.EvalResourceName === resource),
    );
    if (decision === undefined) unanswered.push(action);
    else if (decision.EvalDecision !== 'allowed')
      refusals.push({
        action,
        cause: findCause(decision),
        keys: decision.MissingContextValues ?? [],
      });
  }
  return { refusals, unanswered };
}

function findCause(decision: Decision): Cause {
  if (decision.OrganizationsDecisionDetail?.AllowedByOrganizations === false) return 'organization';
  if (decision.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false)
    return 'boundary';
  if ((decision.MissingContextValues ?? []).length > 0) return 'unclear';
  return decision.EvalDecision === 'explicitDeny' ? 'deny' : 'missing';
}
