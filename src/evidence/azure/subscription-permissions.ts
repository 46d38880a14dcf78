import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { permission } from './_shared/roles.ts';

/**
 * What the caller may do at the subscription: one block for each role that they have there. Deny
 * assignments are not in it.
 */
export default defineAzureEvidence({
  id: 'azure/subscription-permissions',
  title: 'your rights in the subscription',
  schema: z.object({ value: z.array(permission) }),
  inputs: ['subscriptionId'],
  url: `${armEndpoint}/subscriptions/{{subscriptionId}}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`,
  permissions: ['Microsoft.Authorization/permissions/read'],
});
