import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

const outcome = z.object({
  outcome: z.enum(['ok', 'denied', 'absent', 'unknown']),
  code: z.string().optional(),
  message: z.string().optional(),
});

/**
 * Reads of the subscription that Spot makes, tried with the secret. Each takes one action of the
 * guide's role.
 */
export default defineEvidence({
  id: 'azure/spot-reads',
  title: 'what Spot can read in the subscription',
  schema: z.object({
    /** Microsoft.Resources/subscriptions/resourceGroups/read */
    resourceGroups: outcome,
    /** Microsoft.Compute/virtualMachines/read */
    virtualMachines: outcome,
    /** Microsoft.Compute/virtualMachineScaleSets/read */
    scaleSets: outcome,
    /** Microsoft.Network/virtualNetworks/read */
    networks: outcome,
  }),
  inputs: ['tenantId', 'clientId', 'clientSecret', 'subscriptionId'],
  command: '',
  absentCodes: [],
  permissions: [],
  vantages: ['spot'],
});
