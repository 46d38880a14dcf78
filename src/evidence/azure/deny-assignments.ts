import { z } from 'zod';
import { defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { authorizationAt, denyAssignment } from './_shared/roles.ts';
import { findOtherSubscription } from './_shared/subjects.ts';

/** Deny assignments at the subscription, inherited ones included. They win over every role. */
export default defineAzureEvidence({
  id: 'azure/deny-assignments',
  title: 'the deny assignments of the subscription',
  schema: z.object({ value: z.array(denyAssignment) }),
  inputs: ['subscriptionId'],
  url: `${authorizationAt}/denyAssignments?api-version=2022-04-01`,
  findOtherSubject: ({ value }, { subscriptionId }) =>
    findOtherSubscription(
      value.flatMap(({ id, properties: { scope } }) => [id, scope]),
      subscriptionId,
    ),
  permissions: ['Microsoft.Authorization/denyAssignments/read'],
});
