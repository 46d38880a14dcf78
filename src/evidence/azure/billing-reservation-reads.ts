import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { roleAssignment } from './_shared/roles.ts';
import { spotOutcome } from './_shared/spot-outcome.ts';

/** `assignments`: the roles that Spot sees itself have there. */
const ownRoles = spotOutcome.extend({ assignments: z.array(roleAssignment).optional() });

/**
 * Whether Spot's roles on reservations and savings plans work. The lists of reservations themselves
 * are no proof: Azure answers somebody without a role with an empty list. Listing the role
 * assignments there is refused without a role, and both Reservations Reader and Savings plan Reader
 * allow it.
 */
export default defineEvidence({
  id: 'azure/billing-reservation-reads',
  title: 'whether Spot can read reservations and savings plans',
  schema: z.object({ reservations: ownRoles, savingsPlans: ownRoles }),
  inputs: ['tenantId', 'clientId', 'clientSecret'],
  command: '',
  absentCodes: [],
  permissions: ['Microsoft.Authorization/roleAssignments/read'],
  vantages: ['spot'],
});
