/** A scope in one form: one leading slash, none at the end, small letters. The root is `/`. */
export function normalScope(scope: string): string {
  return `/${scope.split('/').filter(Boolean).join('/')}`.toLowerCase();
}

export type Place = 'at' | 'above' | 'below' | 'elsewhere';

/**
 * Where a scope is, seen from a subscription (or another place). Management groups count as above:
 * Azure lists an assignment at one only when the subscription is in it.
 * Source: https://learn.microsoft.com/azure/role-based-access-control/scope-overview
 */
export function placeOf(scope: string, of: string): Place {
  const [own, other] = [normalScope(of), normalScope(scope)];
  if (own === other) return 'at';
  if (other === '/' || other.startsWith('/providers/microsoft.management/managementgroups/'))
    return 'above';
  if (own.startsWith(`${other}/`)) return 'above';
  return other.startsWith(`${own}/`) ? 'below' : 'elsewhere';
}

/** The last part of a resource id, e.g. the GUID of a role. In small letters. */
export const lastPart = (id: string): string => id.slice(id.lastIndexOf('/') + 1).toLowerCase();

/** Whether a scope is a management group, or the root. */
export const isAboveSubscriptions = (scope: string) =>
  scope === '/' || /^\/providers\/Microsoft\.Management\/managementGroups\//i.test(scope);
