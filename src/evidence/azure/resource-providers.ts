import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { findOtherSubscription } from './_shared/subjects.ts';

export default defineAzureEvidence({
  id: 'azure/resource-providers',
  title: 'the resource providers of the subscription',
  schema: z.object({
    value: z.array(
      z.object({
        /** `/subscriptions/{subscriptionId}/providers/{namespace}` */
        id: z.string().nullish(),
        namespace: z.string(),
        /** `NotRegistered`, `Registering`, `Registered` or `Unregistering`. */
        registrationState: z.string(),
      }),
    ),
  }),
  inputs: ['subscriptionId'],
  url: `${armEndpoint}/subscriptions/{{subscriptionId}}/providers?api-version=2021-04-01`,
  query:
    '{value: value[].{id: id, namespace: namespace, registrationState: registrationState}, nextLink: nextLink}',
  findOtherSubject: ({ value }, { subscriptionId }) =>
    findOtherSubscription(
      value.map(({ id }) => id),
      subscriptionId,
    ),
  permissions: ['Microsoft.Resources/subscriptions/providers/read'],
});
