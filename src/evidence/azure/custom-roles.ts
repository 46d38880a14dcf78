import { z } from 'zod';
import { defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { authorizationAt, roleDefinition } from './_shared/roles.ts';
import { findOtherSubscription } from './_shared/subjects.ts';

/** Custom roles that can be assigned in the subscription. */
export default defineAzureEvidence({
  id: 'azure/custom-roles',
  title: 'the custom roles of the subscription',
  schema: z.object({ value: z.array(roleDefinition) }),
  inputs: ['subscriptionId'],
  url: `${authorizationAt}/roleDefinitions?api-version=2022-04-01&%24filter=type%20eq%20'CustomRole'`,
  // A role that several subscriptions share may carry the id of any of them.
  findOtherSubject: ({ value }, { subscriptionId = '' }) =>
    findOtherSubscription(
      value
        .filter(({ properties }) => !properties.assignableScopes.some(isIn(subscriptionId)))
        .flatMap(({ id, properties }) => [id, ...properties.assignableScopes]),
      subscriptionId,
    ),
  permissions: ['Microsoft.Authorization/roleDefinitions/read'],
});

/** Whether a role that is assignable at a scope can be assigned in the subscription. */
const isIn = (subscriptionId: string) => (scope: string) =>
  !/^\/*subscriptions\//i.test(scope) ||
  `${scope}/`.toLowerCase().startsWith(`/subscriptions/${subscriptionId}/`.toLowerCase());
