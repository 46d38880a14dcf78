import type { RolePermission } from '../../state.ts';

/**
 * Whether an action such as `Microsoft.Compute/virtualMachines/read` is one of a pattern such as
 * `Microsoft.Compute/*`. `*` spans slashes; case does not count. The texts between the stars are
 * looked for from left to right, each once: a pattern of many stars takes no longer than others.
 */
export function matchesAction(pattern: string, action: string): boolean {
  const text = action.toLowerCase();
  const [first = '', ...others] = pattern.toLowerCase().split('*');
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of others) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/**
 * Whether one permission of a role holds an action: `actions` minus `notActions`, or the data
 * actions likewise.
 */
export function permits(
  permission: RolePermission,
  action: string,
  plane: 'control' | 'data' = 'control',
): boolean {
  const [granted, removed] =
    plane === 'control'
      ? [permission.actions, permission.notActions]
      : [permission.dataActions, permission.notDataActions];
  return (
    granted.some((pattern) => matchesAction(pattern, action)) &&
    !removed.some((pattern) => matchesAction(pattern, action))
  );
}
