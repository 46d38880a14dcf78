import { z } from 'zod';
import { defineAzureEvidence, graphEndpoint } from './_shared/define-azure-evidence.ts';

/**
 * Graph, defaultAppManagementPolicy: what the directory forbids of secrets of apps. Members without a
 * Microsoft Entra role do not see it; single apps may be exempted, which is not seen here.
 *
 * Source: https://learn.microsoft.com/en-us/graph/api/tenantappmanagementpolicy-get
 */
export default defineAzureEvidence({
  id: 'azure/app-management-policy',
  title: 'what your directory forbids of client secrets',
  schema: z.object({
    isEnabled: z.boolean().nullish(),
    applicationRestrictions: z.object({
      passwordCredentials: z
        .array(
          z.object({
            /** `passwordAddition`, `passwordLifetime`, … */
            restrictionType: z.string(),
            /** `enabled` or `disabled`. */
            state: z.string().nullish(),
            /** ISO 8601, e.g. `P180D`. */
            maxLifetime: z.string().nullish(),
            restrictForAppsCreatedAfterDateTime: z.string().nullish(),
          }),
        )
        .nullish(),
    }),
  }),
  inputs: [],
  url: `${graphEndpoint}/policies/defaultAppManagementPolicy`,
  query:
    '{isEnabled: isEnabled, applicationRestrictions: {passwordCredentials: applicationRestrictions.passwordCredentials}}',
});
