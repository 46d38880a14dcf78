import type { RolePermission } from '../../state.ts';

const compiled = new Map<string, RegExp>();

/**
 * Whether an action such as `Microsoft.Compute/virtualMachines/read` is one of a pattern such as
 * `Microsoft.Compute/*`. `*` spans slashes; case does not count.
 */
export function matchesAction(pattern: string, action: string): boolean {
  let expression = compiled.get(pattern);
  if (!expression) {
    const source = pattern
      .split('*')
      .map((text) => text.replace(/[.+?^$()|[\]\\{}]/g, '\\$&'))
      .join('.*');
    expression = new RegExp(`^${source}$`, 'i');
    compiled.set(pattern, expression);
  }
  return expression.test(action);
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
