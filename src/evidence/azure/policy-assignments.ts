import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { findOtherSubscription } from './_shared/subjects.ts';

/**
 * Azure Policy assignments at the subscription and above. What a custom definition does is not in
 * them.
 */
export default defineAzureEvidence({
  id: 'azure/policy-assignments',
  title: 'the Azure Policy assignments of the subscription',
  schema: z.object({
    value: z.array(
      z.object({
        id: z.string(),
        properties: z.object({
          displayName: z.string().nullish(),
          policyDefinitionId: z.string(),
          scope: z.string().nullish(),
          notScopes: z.array(z.string()).nullish(),
          /** `Default` or `DoNotEnforce`. */
          enforcementMode: z.string().nullish(),
          parameters: z.record(z.string(), z.object({ value: z.unknown() })).nullish(),
        }),
      }),
    ),
  }),
  inputs: ['subscriptionId'],
  url: `${armEndpoint}/subscriptions/{{subscriptionId}}/providers/Microsoft.Authorization/policyAssignments?api-version=2022-06-01`,
  query:
    '{value: value[].{id: id, properties: properties.{displayName: displayName, policyDefinitionId: policyDefinitionId, scope: scope, notScopes: notScopes, enforcementMode: enforcementMode, parameters: parameters}}, nextLink: nextLink}',
  findOtherSubject: ({ value }, { subscriptionId }) =>
    findOtherSubscription(
      value.flatMap(({ id, properties: { scope } }) => [id, scope]),
      subscriptionId,
    ),
  permissions: ['Microsoft.Authorization/policyAssignments/read'],
});
