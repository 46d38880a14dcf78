import { z } from 'zod';
import { defineAzureEvidence, graphEndpoint } from './_shared/define-azure-evidence.ts';

/** Graph, user: the caller. */
export default defineAzureEvidence({
  id: 'azure/signed-in-user',
  title: 'who you are signed in as',
  schema: z.object({
    id: z.string().min(1),
    userPrincipalName: z.string().min(1),
    /** `Member` or `Guest`; null in old directories. */
    userType: z.string().nullish(),
  }),
  inputs: [],
  url: `${graphEndpoint}/me?%24select=id,userPrincipalName,userType`,
});
