import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { assignmentsQuery, roleAssignment } from './_shared/roles.ts';
import { findOther } from './_shared/subjects.ts';

/**
 * The roles that are assigned at `/`, above everything in the directory: there is where elevated
 * access puts its role. Whoever has that role may read this list, so a refusal
 * (AuthorizationFailed) means that the one who looks does not have it.
 *
 * Source: https://learn.microsoft.com/en-us/azure/role-based-access-control/elevate-access-global-admin
 */
export default defineAzureEvidence({
  id: 'azure/elevated-access',
  title: 'the roles at the top of your directory (scope /)',
  schema: z.object({ value: z.array(roleAssignment) }),
  inputs: [],
  url: `${armEndpoint}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&%24filter=atScope()`,
  query: assignmentsQuery,
  findOtherSubject: ({ value }) =>
    findOther(
      'the scope',
      value.map(({ properties }) => properties.scope),
      '/',
    ),
  permissions: ['Microsoft.Authorization/roleAssignments/read'],
});
