import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { findOtherBillingAccount } from './_shared/subjects.ts';

/**
 * Who has which billing role on the billing account. These are no Azure roles: `az role` does not
 * show them, and for EA the portal neither.
 */
export default defineAzureEvidence({
  id: 'azure/billing-role-assignments',
  title: 'the roles on your billing account',
  schema: z.object({
    value: z.array(
      z.object({
        /** `/providers/Microsoft.Billing/billingAccounts/{id}/billingRoleAssignments/{name}` */
        id: z.string().nullish(),
        name: z.string(),
        properties: z.object({
          principalId: z.string().nullish(),
          principalTenantId: z.string().nullish(),
          /** Ends in `/billingRoleDefinitions/{guid}`. */
          roleDefinitionId: z.string(),
          createdOn: z.string().nullish(),
          scope: z.string().nullish(),
        }),
      }),
    ),
  }),
  inputs: ['billingAccountId'],
  url: `${armEndpoint}/providers/Microsoft.Billing/billingAccounts/{{billingAccountId}}/billingRoleAssignments?api-version=2019-10-01-preview`,
  findOtherSubject: ({ value }, { billingAccountId }) =>
    findOtherBillingAccount(
      value.flatMap(({ id, properties }) => [id, properties.roleDefinitionId, properties.scope]),
      billingAccountId,
    ),
  permissions: ['Microsoft.Billing/billingAccounts/billingRoleAssignments/read'],
});
