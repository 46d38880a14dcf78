import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { findOtherBillingAccount } from './_shared/subjects.ts';

/**
 * Who besides its administrators sees the charges of an enrollment: `Allowed`, `NotAllowed` or
 * another word. Only enrollments (Enterprise Agreement) have it.
 *
 * What department admins may see (`departmentAdminViewCharges`) is no concern of Spot's: it has a
 * role on the enrollment and roles on subscriptions, and for those the other policy decides.
 *
 * Sources: https://learn.microsoft.com/en-us/rest/api/billing/policies/get-by-billing-account,
 * https://learn.microsoft.com/en-us/azure/cost-management-billing/costs/assign-access-acm-data
 */
export default defineAzureEvidence({
  id: 'azure/billing-policies',
  title: 'the policies of your enrollment',
  schema: z.object({
    /** `/providers/Microsoft.Billing/billingAccounts/{id}/policies/default` */
    id: z.string().nullish(),
    properties: z.object({
      enterpriseAgreementPolicies: z.object({
        accountOwnerViewCharges: z.string(),
        departmentAdminViewCharges: z.string().nullish(),
      }),
    }),
  }),
  inputs: ['billingAccountId'],
  url: `${armEndpoint}/providers/Microsoft.Billing/billingAccounts/{{billingAccountId}}/policies/default?api-version=2024-04-01`,
  findOtherSubject: ({ id }, { billingAccountId }) =>
    findOtherBillingAccount([id], billingAccountId),
  permissions: ['Microsoft.Billing/billingAccounts/policies/read'],
});
