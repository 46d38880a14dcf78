import { z } from 'zod';
import { defineAzureEvidence, graphEndpoint } from './_shared/define-azure-evidence.ts';

/** Microsoft Entra roles that the caller has, through groups too. */
export default defineAzureEvidence({
  id: 'azure/directory-roles',
  title: 'your Microsoft Entra roles',
  schema: z.object({
    value: z.array(
      z.object({
        '@odata.type': z.string().nullish(),
        displayName: z.string().nullish(),
        roleTemplateId: z.string().nullish(),
      }),
    ),
  }),
  inputs: [],
  url: `${graphEndpoint}/me/transitiveMemberOf/microsoft.graph.directoryRole`,
});
