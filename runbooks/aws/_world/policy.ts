import type { PolicyDocument } from '../../../src/simulator/aws/state.ts';

export type Statement = Record<string, unknown>;

/** A statement as the product's own policies have them. */
export type NamedStatement = Statement & { Sid: string; Action: string[] };

/** A policy document of these statements. */
export function makePolicy(...statements: Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/** A statement that allows actions. */
export function allow(
  Action: string | string[],
  Resource: string | string[] = '*',
): { Effect: string; Action: string | string[]; Resource: string | string[] } {
  return { Effect: 'Allow', Action, Resource };
}

/** A statement that denies actions. */
export function deny(Action: string | string[], Resource: string | string[] = '*'): Statement {
  return { Effect: 'Deny', Action, Resource };
}

/** The statement with changes; `undefined` takes a member away. */
export function changeStatement(statement: Statement | undefined, changes: Statement): Statement {
  return Object.fromEntries(
    Object.entries({ ...statement, ...changes }).filter(([, value]) => value !== undefined),
  );
}

/**
 * The statements without some actions; those that become empty are left out. Throws an Error when no
 * action is unwanted: the policy would be the one it was.
 */
export function removeActions(
  statements: readonly NamedStatement[],
  isUnwanted: (action: string, sid: string) => boolean,
): Statement[] {
  let removed = 0;
  const left = statements.map((statement) => {
    const Action = statement.Action.filter((action) => !isUnwanted(action, statement.Sid));
    removed += statement.Action.length - Action.length;
    return { ...statement, Action };
  });
  if (removed === 0)
    throw new Error(
      'No action of the policy is unwanted; name one that it has, or change nothing.',
    );
  return left.filter(({ Action }) => Action.length > 0);
}
