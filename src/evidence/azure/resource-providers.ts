import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';

export default defineAzureEvidence({
  id: 'azure/resource-providers',
  title: 'the resource providers of the subscription',
  schema: z.object({
    value: z.array(
      z.object({
        namespace: z.string(),
        /** `NotRegistered`, `Registering`, `Registered` or `Unregistering`. */
        registrationState: z.string(),
      }),
    ),
  }),
  inputs: ['subscriptionId'],
  url: `${armEndpoint}/subscriptions/{{subscriptionId}}/providers?api-version=2021-04-01`,
  query: '{value: value[].{namespace: namespace, registrationState: registrationState}}',
  permissions: ['Microsoft.Resources/subscriptions/providers/read'],
});
