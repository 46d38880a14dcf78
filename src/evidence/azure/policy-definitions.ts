import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { findOtherSubscription } from './_shared/subjects.ts';

/**
 * Azure Policy definitions of the company's own, at the subscription and above: what they refuse is
 * in their rule.
 *
 * Source: https://learn.microsoft.com/en-us/rest/api/policy/policy-definitions/list
 */
export default defineAzureEvidence({
  id: 'azure/policy-definitions',
  title: 'the Azure Policy definitions of your company',
  schema: z.object({
    value: z.array(
      z.object({
        id: z.string().min(1),
        properties: z.object({
          displayName: z.string().nullish(),
          parameters: z
            .record(z.string(), z.object({ defaultValue: z.unknown().optional() }))
            .nullish(),
          policyRule: z.object({
            if: z.unknown(),
            // biome-ignore lint/suspicious/noThenProperty: the language of Azure Policy
            then: z.object({ effect: z.string().min(1) }),
          }),
        }),
      }),
    ),
  }),
  inputs: ['subscriptionId'],
  url: `${armEndpoint}/subscriptions/{{subscriptionId}}/providers/Microsoft.Authorization/policyDefinitions?api-version=2023-04-01&%24filter=policyType%20eq%20'Custom'`,
  query:
    '{value: value[].{id: id, properties: properties.{displayName: displayName, parameters: parameters, policyRule: policyRule}}, nextLink: nextLink}',
  findOtherSubject: ({ value }, { subscriptionId }) =>
    findOtherSubscription(
      value.map(({ id }) => id),
      subscriptionId,
    ),
  permissions: ['Microsoft.Authorization/policyDefinitions/read'],
});
