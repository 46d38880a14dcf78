import { z } from 'zod';
import { defineAzureEvidence, graphEndpoint } from './_shared/define-azure-evidence.ts';

/**
 * The directory (tenant) that the caller is signed in to.
 *
 * Source: https://learn.microsoft.com/en-us/graph/api/organization-list
 */
export default defineAzureEvidence({
  id: 'azure/tenant',
  title: 'the directory that you are signed in to',
  schema: z.object({
    value: z.array(z.object({ id: z.string().min(1), displayName: z.string().nullish() })).max(1),
  }),
  inputs: [],
  url: `${graphEndpoint}/organization`,
  query: '{value: value[].{id: id, displayName: displayName}}',
});
