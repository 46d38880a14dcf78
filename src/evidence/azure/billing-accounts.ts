import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';

/**
 * What Microsoft calls the contract behind a billing account.
 *
 * Source: https://learn.microsoft.com/en-us/rest/api/billing/billing-accounts/list
 */
export const agreementTypes = {
  ea: 'EnterpriseAgreement',
  mca: 'MicrosoftCustomerAgreement',
  mosp: 'MicrosoftOnlineServicesProgram',
  partner: 'MicrosoftPartnerAgreement',
} as const;

/**
 * The billing accounts that whoever looks has a role on; empty for somebody without any, which is
 * no refusal.
 */
export default defineAzureEvidence({
  id: 'azure/billing-accounts',
  title: 'the billing accounts that you can see',
  schema: z.object({
    value: z.array(
      z.object({
        /** Enrollment number (EA), `guid:guid_2019-05-31` (MCA), a GUID (MOSP). */
        name: z.string().min(1),
        properties: z.object({
          displayName: z.string().nullish(),
          /** One of {@link agreementTypes}, or one that came later. */
          agreementType: z.string(),
          accountStatus: z.string().nullish(),
        }),
      }),
    ),
  }),
  inputs: [],
  url: `${armEndpoint}/providers/Microsoft.Billing/billingAccounts?api-version=2024-04-01`,
  query:
    '{value: value[].{name: name, properties: properties.{displayName: displayName, agreementType: agreementType, accountStatus: accountStatus}}, nextLink: nextLink}',
});
