import {
  coverWhole,
  listOverlaps,
  overlapSome,
  type Patterns,
  readPatterns,
} from '../../patterns.ts';

/** One block of permissions of a role or a deny assignment. */
export interface Permission {
  actions: readonly string[];
  notActions: readonly string[];
  dataActions?: readonly string[];
  notDataActions?: readonly string[];
}

/**
 * The patterns of a list. `*` stands for any characters, slashes too, and case does not count. Source:
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions
 */
const read = (list: readonly string[]): Patterns => readPatterns(list);

/** Whether a list covers an action, or all that a pattern stands for. */
export const includes = (patterns: readonly string[], action: string): boolean =>
  coverWhole(read(patterns), action);

/** Whether a list holds some of the actions that a pattern stands for. */
export const touches = (patterns: readonly string[], action: string): boolean =>
  overlapSome(read(patterns), action);

/**
 * Whether one block grants an action (which may be a pattern) whole: `actions` hold it, and no
 * `notActions` take any of it away.
 */
export function grants({ actions, notActions }: Permission, action: string): boolean {
  return includes(actions, action) && !touches(notActions, action);
}

/**
 * Whether several blocks together grant an action (or pattern) whole. NotActions take away from
 * their own block only, so another block may give what they took.
 */
export function grantTogether(permissions: readonly Permission[], action: string): boolean {
  return permissions.some((block) => {
    if (!includes(block.actions, action)) return false;
    for (const taken of listOverlaps(read(block.notActions), action))
      if (!permissions.some((other) => other !== block && grants(other, taken))) return false;
    return true;
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
      (action) => !harmless(action) && !includes(notActions, action) && !includes(wanted, action),
    ),
    ...dataActions.filter((action) => !includes(notDataActions, action)),
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
      if (!includes(actions, action)) continue;
      const [by] = listOverlaps(read(notActions), action);
      if (by !== undefined) return [{ action, by }];
    }
    return [];
  });
}
