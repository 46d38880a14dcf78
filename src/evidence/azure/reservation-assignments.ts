import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './define-azure-evidence.ts';
import { assignmentsQuery, roleAssignment } from './roles.ts';

/** Reservations of the whole directory live here. */
export const reservationScope = '/providers/Microsoft.Capacity';
/** Savings plans of the whole directory live here. */
export const savingsPlanScope = '/providers/Microsoft.BillingBenefits';

const rolesAt = (scope: string) => ({
  schema: z.object({ value: z.array(roleAssignment) }),
  inputs: ['servicePrincipalId'],
  url: `${armEndpoint}${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&%24filter=assignedTo('{{servicePrincipalId}}')`,
  query: assignmentsQuery,
  permissions: ['Microsoft.Authorization/roleAssignments/read'],
});

/**
 * What the service principal may do with reservations: its roles at, above and below
 * /providers/Microsoft.Capacity, through groups too.
 */
export const reservationAssignments = defineAzureEvidence({
  ...rolesAt(reservationScope),
  id: 'azure/reservation-assignments',
  title: "the service principal's roles on reservations",
});

/** The same for savings plans. */
export const savingsPlanAssignments = defineAzureEvidence({
  ...rolesAt(savingsPlanScope),
  id: 'azure/reservation-savings-plan-assignments',
  title: "the service principal's roles on savings plans",
});
