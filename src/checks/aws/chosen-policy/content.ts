import type { PolicyDocument } from '../../../evidence/aws/_shared/policy-document.ts';
import { linkedActions } from '../../../evidence/aws/linked-role-access.ts';
import { removableActions } from '../_linked/policy.ts';
import { coversAction, matchesAction } from '../_policy/match.ts';

/** The concrete actions that IAM was asked about, for a list of patterns on everything. */
export function asked(wanted: readonly { action: string; resource: string }[]) {
  const patterns = wanted.filter(({ resource }) => resource === '*').map(({ action }) => action);
  return linkedActions
    .filter(
      (action) =>
        !removableActions.includes(action) &&
        patterns.some((pattern) => matchesAction(pattern, action)),
    )
    .map((action) => ({ action }));
}

/**
 * Whether some Allow statement holds an action or wildcard on a resource. A wildcard is covered by
 * a wider one only, and conditions are left to the check of the role.
 */
export function allows(document: PolicyDocument, action: string, resource: string): boolean {
  return document.Statement.some(
    (statement) =>
      statement.Effect === 'Allow' &&
      coversAction(statement, action) &&
      (statement.Resource === undefined ||
        statement.Resource.some((pattern) => pattern === '*' || pattern === resource)),
  );
}

export function broadActions(document: PolicyDocument): string[] {
  return document.Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(
    ({ Action, NotAction }) =>
      NotAction
        ? [`everything but ${NotAction.join(', ')}`]
        : (Action ?? []).filter((action) => action === '*' || action === '*:*'),
  );
}
