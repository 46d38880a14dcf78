import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { roleDefinition } from './_shared/roles.ts';

/**
 * Custom roles of the whole directory, wherever they can be assigned: their names are unique in it.
 */
export default defineAzureEvidence({
  id: 'azure/tenant-custom-roles',
  title: 'the custom roles of the directory',
  schema: z.object({ value: z.array(roleDefinition) }),
  inputs: [],
  url: `${armEndpoint}/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01&%24filter=type%20eq%20'CustomRole'`,
  permissions: ['Microsoft.Authorization/roleDefinitions/read'],
});
