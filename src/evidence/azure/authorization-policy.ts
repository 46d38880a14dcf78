import { z } from 'zod';
import { defineAzureEvidence, graphEndpoint } from './_shared/define-azure-evidence.ts';

/** Graph, authorizationPolicy: whether everybody in the directory may register applications. */
export default defineAzureEvidence({
  id: 'azure/authorization-policy',
  title: 'whether users may register applications',
  schema: z.object({
    defaultUserRolePermissions: z.object({ allowedToCreateApps: z.boolean().nullish() }),
  }),
  inputs: [],
  url: `${graphEndpoint}/policies/authorizationPolicy`,
});
