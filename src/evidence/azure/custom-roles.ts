import { z } from 'zod';
import { defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { authorizationAt, roleDefinition } from './_shared/roles.ts';

/** Custom roles that can be assigned in the subscription. */
export default defineAzureEvidence({
  id: 'azure/custom-roles',
  title: 'the custom roles of the subscription',
  schema: z.object({ value: z.array(roleDefinition) }),
  inputs: ['subscriptionId'],
  url: `${authorizationAt}/roleDefinitions?api-version=2022-04-01&%24filter=type%20eq%20'CustomRole'`,
  permissions: ['Microsoft.Authorization/roleDefinitions/read'],
});
