import { defineRolesAt } from './_shared/roles-at.ts';

/** Savings plans of the whole directory live here. */
export const savingsPlanScope = '/providers/Microsoft.BillingBenefits';

/**
 * What the service principal may do with savings plans: its roles at, above and below
 * /providers/Microsoft.BillingBenefits, through groups too.
 */
export default defineRolesAt({
  id: 'azure/reservation-savings-plan-assignments',
  title: "the service principal's roles on savings plans",
  scope: savingsPlanScope,
});
