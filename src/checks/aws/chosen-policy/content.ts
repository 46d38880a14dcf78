import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import { linkedActions } from '../../../evidence/aws/linked-role-access.ts';
import { removableActions } from '../_linked/policy.ts';
import { conditionLines } from '../_policy/conditions.ts';
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

/** Whether a Deny of the policy itself takes an action away: everywhere, or under conditions only. */
export function denies(document: PolicyDocument, action: string, limited: boolean): boolean {
  return document.Statement.some(
    (statement) =>
      statement.Effect === 'Deny' &&
      isLimited(statement) === limited &&
      coversDenied(statement, action),
  );
}

/** By a condition, or to some resources. */
const isLimited = ({ Condition, Resource, NotResource }: PolicyStatement) =>
  Condition !== undefined || NotResource !== undefined || Resource?.includes('*') === false;

/** A Deny on one of the actions that a wanted wildcard stands for takes from it too. */
function coversDenied(statement: PolicyStatement, action: string): boolean {
  return (
    coversAction(statement, action) ||
    (statement.Action ?? []).some((pattern) => matchesAction(action, pattern))
  );
}

/** Whether some Allow statement without a condition holds an action or wildcard on a resource. */
export function allowsAlways(document: PolicyDocument, action: string, resource: string): boolean {
  const Statement = document.Statement.filter(({ Condition }) => Condition === undefined);
  return allows({ ...document, Statement }, action, resource);
}

/** The conditions of statements on some actions, as a sentence names them. */
export function listConditions(document: PolicyDocument, actions: readonly string[]): string[] {
  const lines = document.Statement.filter((statement) =>
    actions.some((action) => coversAction(statement, action) || coversDenied(statement, action)),
  ).flatMap((statement) => {
    const { Effect, Condition, Resource, NotResource = [] } = statement;
    const not = Effect === 'Deny' ? 'not ' : '';
    const lines = conditionLines(Condition).map(
      ({ operator, key, values }) => `${not}${operator} ${key} ${values.join(' or ')}`,
    );
    const isElsewhere = Effect === 'Deny' && Condition === undefined && isLimited(statement);
    return isElsewhere ? [`not on ${(Resource ?? NotResource).join(', ')}`] : lines;
  });
  return [...new Set(lines)];
}

/**
 * Whether some Allow statement holds an action or wildcard on a resource. A wildcard is covered by
 * a wider one only; conditions do not count.
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
        : (Action ?? []).filter((action) => /^[*?]+(:[*?]+)?$/.test(action)),
  );
}
