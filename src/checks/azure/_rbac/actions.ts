import { coversText } from '../../wildcard.ts';

/** One block of permissions of a role or a deny assignment. */
export interface Permission {
  actions: readonly string[];
  notActions: readonly string[];
  dataActions?: readonly string[];
  notDataActions?: readonly string[];
}

/**
 * Whether every action that `inner` stands for is one of `outer`. Both may hold `*`, which spans
 * slashes; case does not count. Source:
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions
 */
export function includes(outer: string, inner: string): boolean {
  // A `*` of the inner pattern is only covered by a `*` of the outer one, which takes it as it
  // takes any other character.
  return coversText(outer.toLowerCase(), inner.toLowerCase());
}

/** Whether some action is in both patterns. */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  const known = new Map<number, boolean>();
  const from = (i: number, j: number): boolean => {
    const key = i * (b.length + 1) + j;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    let result: boolean;
    if (i === a.length && j === b.length) result = true;
    else if (a[i] === '*') result = from(i + 1, j) || (j < b.length && from(i, j + 1));
    else if (b[j] === '*') result = from(i, j + 1) || (i < a.length && from(i + 1, j));
    else result = i < a.length && a[i] === b[j] && from(i + 1, j + 1);
    known.set(key, result);
    return result;
  };
  return from(0, 0);
}

/**
 * Whether one block grants an action (which may be a pattern) whole: `actions` hold it, and no
 * `notActions` take any of it away.
 */
export function grants({ actions, notActions }: Permission, action: string): boolean {
  return (
    actions.some((pattern) => includes(pattern, action)) &&
    !notActions.some((pattern) => overlaps(pattern, action))
  );
}

/**
 * Whether several blocks together grant an action (or pattern) whole. NotActions take away from
 * their own block only, so another block may give what they took.
 */
export function grantTogether(permissions: readonly Permission[], action: string): boolean {
  return permissions.some(({ actions, notActions }) => {
    if (!actions.some((pattern) => includes(pattern, action))) return false;
    return notActions
      .filter((pattern) => overlaps(pattern, action))
      .every((taken) => permissions.some((other) => grants(other, taken)));
  });
}

/** The actions that the blocks together do not grant whole. */
export function missingActions(
  permissions: readonly Permission[],
  wanted: readonly string[],
): string[] {
  return wanted.filter((action) => !grantTogether(permissions, action));
}

/**
 * The patterns of the blocks that allow something beyond `wanted` and `harmless`. A pattern that its
 * own NotActions take away whole allows nothing. Of data actions, every one.
 */
export function actionsBeyond(
  permissions: readonly Permission[],
  wanted: readonly string[],
  harmless: (action: string) => boolean,
): string[] {
  return permissions.flatMap(({ actions, notActions, dataActions = [], notDataActions = [] }) => [
    ...actions.filter(
      (action) =>
        !harmless(action) &&
        !notActions.some((pattern) => includes(pattern, action)) &&
        !wanted.some((pattern) => includes(pattern, action)),
    ),
    ...dataActions.filter((action) => !notDataActions.some((pattern) => includes(pattern, action))),
  ]);
}

/**
 * Of the actions, those that a block lists and its own NotActions take away, with the pattern that
 * does.
 */
export function takenAway(
  permissions: readonly Permission[],
  wanted: readonly string[],
): { action: string; by: string }[] {
  return missingActions(permissions, wanted).flatMap((action) => {
    for (const { actions, notActions } of permissions) {
      if (!actions.some((pattern) => includes(pattern, action))) continue;
      const by = notActions.find((pattern) => overlaps(pattern, action));
      if (by !== undefined) return [{ action, by }];
    }
    return [];
  });
}
