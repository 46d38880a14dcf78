import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { findOther } from './_shared/subjects.ts';

/**
 * The tenant root management group; its id is the tenant's. A directory in which nobody ever opened
 * management groups has none.
 */
export default defineAzureEvidence({
  id: 'azure/cost-management-group',
  title: 'the tenant root management group',
  schema: z.object({
    name: z.string(),
    properties: z.object({ displayName: z.string().nullish() }),
  }),
  inputs: ['tenantId'],
  url: `${armEndpoint}/providers/Microsoft.Management/managementGroups/{{tenantId}}?api-version=2020-05-01`,
  absentCodes: ['NotFound'],
  absentSays: { NotFound: ['managementGroups/{{tenantId}}'] },
  findOtherSubject: ({ name }, { tenantId }) => findOther('the management group', [name], tenantId),
  permissions: ['Microsoft.Management/managementGroups/read'],
});
