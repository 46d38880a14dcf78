import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './define-azure-evidence.ts';
import { assignmentsQuery, roleAssignment } from './roles.ts';

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
    query: assignmentsQuery,
    permissions: ['Microsoft.Authorization/roleAssignments/read'],
  });
}
