import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './define-azure-evidence.ts';
import { assignmentsQuery, roleAssignment } from './roles.ts';
import { findOther, findOtherPrincipal } from './subjects.ts';

interface RolesAtOptions {
  id: string;
  title: string;
  /** Resource id below which roles are looked for. */
  scope: string;
}

/**
 * Declares the service principal's roles at, above and below a scope, through groups too.
 *
 * Source: https://learn.microsoft.com/en-us/rest/api/authorization/role-assignments/list-for-scope
 *
 * @example
 * export default defineRolesAt({
 *   id: 'azure/reservation-assignments',
 *   title: "the service principal's roles on reservations",
 *   scope: '/providers/Microsoft.Capacity',
 * });
 */
export function defineRolesAt({ id, title, scope }: RolesAtOptions) {
  return defineAzureEvidence({
    id,
    title,
    schema: z.object({ value: z.array(roleAssignment) }),
    inputs: ['servicePrincipalId'],
    url: `${armEndpoint}${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&%24filter=assignedTo('{{servicePrincipalId}}')`,
    findOtherSubject: ({ value }, { servicePrincipalId }) =>
      findOtherPrincipal(value, servicePrincipalId) ??
      findOther(
        'the scope',
        value.map(({ properties }) => properties.scope).filter((at) => !isAround(at, scope)),
        scope,
      ),
    query: assignmentsQuery,
    permissions: ['Microsoft.Authorization/roleAssignments/read'],
  });
}

/** Whether one of two scopes is the other, or below it. */
function isAround(one: string, other: string): boolean {
  const [a, b] = [one, other].map((scope) => `${scope.replace(/\/+$/, '')}/`.toLowerCase());
  return a !== undefined && b !== undefined && (a.startsWith(b) || b.startsWith(a));
}
