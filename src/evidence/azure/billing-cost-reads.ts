import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { spotOutcome } from './_shared/spot-outcome.ts';

/**
 * The costs of this month, asked for as Spot would: at the tenant root management group and at each
 * subscription that the service principal sees (the first ten).
 *
 * Source: https://learn.microsoft.com/en-us/rest/api/cost-management/query/usage
 */
export default defineEvidence({
  id: 'azure/billing-cost-reads',
  title: 'which costs Spot can read',
  schema: z.object({
    scopes: z.array(spotOutcome.extend({ scope: z.string() })),
    /** Subscriptions that it sees besides. */
    notAsked: z.number().default(0),
  }),
  inputs: ['tenantId', 'clientId', 'clientSecret', 'agreement'],
  command: '',
  absentCodes: [],
  permissions: ['Microsoft.CostManagement/query/read'],
  vantages: ['spot'],
});
