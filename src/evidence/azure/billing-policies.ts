import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';

/**
 * Who besides its administrators sees the charges of an enrollment: `Allowed`, `NotAllowed` or
 * another word. Only enrollments (Enterprise Agreement) have it.
 *
 * Source: https://learn.microsoft.com/en-us/rest/api/billing/policies/get-by-billing-account
 */
export default defineAzureEvidence({
  id: 'azure/billing-policies',
  title: 'the policies of your enrollment',
  schema: z.object({
    properties: z.object({
      enterpriseAgreementPolicies: z.object({
        accountOwnerViewCharges: z.string(),
        departmentAdminViewCharges: z.string().nullish(),
      }),
    }),
  }),
  inputs: ['billingAccountId'],
  url: `${armEndpoint}/providers/Microsoft.Billing/billingAccounts/{{billingAccountId}}/policies/default?api-version=2024-04-01`,
  permissions: ['Microsoft.Billing/billingAccounts/policies/read'],
});
