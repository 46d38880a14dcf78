import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { roleAssignment } from './roles.ts';

const outcome = z.object({
  /** `noData`: allowed, and there is nothing yet. */
  outcome: z.enum(['ok', 'denied', 'noData', 'absent']),
  code: z.string().optional(),
  message: z.string().optional(),
});

export type SpotOutcome = z.infer<typeof outcome>;

const spotOnly = { command: '', absentCodes: [], vantages: ['spot'] } as const;

/** Whether Spot, signed in with the secret, can read the billing account. */
export const billingAccountRead = defineEvidence({
  ...spotOnly,
  id: 'azure/billing-account-read',
  title: 'whether Spot can read the billing account',
  schema: outcome,
  inputs: ['tenantId', 'clientId', 'clientSecret', 'billingAccountId'],
  permissions: ['Microsoft.Billing/billingAccounts/read'],
});

/**
 * The costs of this month, asked for as Spot would: at the tenant root management group and at each
 * subscription that the service principal sees (the first ten). Source: Query - Usage.
 */
export const costReads = defineEvidence({
  ...spotOnly,
  id: 'azure/billing-cost-reads',
  title: 'which costs Spot can read',
  schema: z.object({
    scopes: z.array(outcome.extend({ scope: z.string() })),
    /** Subscriptions that it sees besides. */
    notAsked: z.number().default(0),
  }),
  inputs: ['tenantId', 'clientId', 'clientSecret', 'agreement'],
  permissions: ['Microsoft.CostManagement/query/read'],
});

/** `assignments`: the roles that Spot sees itself have there. */
const ownRoles = outcome.extend({ assignments: z.array(roleAssignment).optional() });

/**
 * Whether Spot's roles on reservations and savings plans work. The lists of reservations themselves
 * are no proof: Azure answers somebody without a role with an empty list. Listing the role
 * assignments there is refused without a role, and both Reservations Reader and Savings plan Reader
 * allow it.
 */
export const reservationReads = defineEvidence({
  ...spotOnly,
  id: 'azure/billing-reservation-reads',
  title: 'whether Spot can read reservations and savings plans',
  schema: z.object({ reservations: ownRoles, savingsPlans: ownRoles }),
  inputs: ['tenantId', 'clientId', 'clientSecret'],
  permissions: ['Microsoft.Authorization/roleAssignments/read'],
});
