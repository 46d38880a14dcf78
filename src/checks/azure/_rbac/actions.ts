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

/** Whether some action is in both patterns. Takes at most as many steps as one is long times the other. */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (!b.includes('*')) return coversText(a, b);
  if (!a.includes('*')) return coversText(b, a);
  // `below[j]`: whether what follows a's current place has something in common with b from j on.
  let below: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = [];
    for (let j = b.length; j >= 0; j--) {
      if (i === a.length && j === b.length) row[j] = true;
      else if (a[i] === '*') row[j] = below[j] === true || row[j + 1] === true;
      else if (b[j] === '*') row[j] = row[j + 1] === true || below[j] === true;
      else row[j] = a[i] === b[j] && below[j + 1] === true;
    }
    below = row;
  }
  return below[0] === true;
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
