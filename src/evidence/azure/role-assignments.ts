import { z } from 'zod';
import { defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { assignmentsQuery, authorizationAt, roleAssignment } from './_shared/roles.ts';
import { findOtherSubscription } from './_shared/subjects.ts';

/** All role assignments that touch the subscription: at it, inherited from above, and below it. */
export default defineAzureEvidence({
  id: 'azure/role-assignments',
  title: 'the role assignments of the subscription',
  schema: z.object({ value: z.array(roleAssignment) }),
  inputs: ['subscriptionId'],
  url: `${authorizationAt}/roleAssignments?api-version=2022-04-01`,
  query: assignmentsQuery,
  findOtherSubject: ({ value }, { subscriptionId }) =>
    findOtherSubscription(
      value.flatMap(({ id, properties: { scope } }) => [id, scope]),
      subscriptionId,
    ),
  permissions: ['Microsoft.Authorization/roleAssignments/read'],
});
