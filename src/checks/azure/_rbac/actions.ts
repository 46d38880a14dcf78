import { coversText } from '../../wildcard.ts';

/** One block of permissions of a role or a deny assignment. */
export interface Permission {
  actions: readonly string[];
  notActions: readonly string[];
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

/** The actions that no block grants whole. NotActions take away from their own block only. */
export function missingActions(
  permissions: readonly Permission[],
  wanted: readonly string[],
): string[] {
  return wanted.filter((action) => !permissions.some((permission) => grants(permission, action)));
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
