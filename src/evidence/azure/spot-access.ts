import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { permission } from './roles.ts';

/** What can be told of the client secret without it. The secret itself is in no evidence. */
export const clientSecret = defineEvidence({
  id: 'azure/client-secret',
  title: 'the client secret that you typed',
  schema: z.object({
    /** Its first three characters, which Microsoft Entra shows too. */
    hint: z.string(),
    length: z.number(),
  }),
  inputs: ['clientSecret'],
  command: '',
  absentCodes: [],
  permissions: [],
  vantages: ['reader', 'spot'],
});

/**
 * What came of signing in with the client ID and the secret, as Spot does. Refusals are knowledge
 * here: `code` is `AADSTS…`.
 */
export const spotSignIn = defineEvidence({
  id: 'azure/spot-sign-in',
  title: 'whether Spot can sign in with the secret',
  schema: z.discriminatedUnion('outcome', [
    /** `objectId`: of the service principal that signed in. */
    z.object({ outcome: z.literal('ok'), objectId: z.string().optional() }),
    z.object({ outcome: z.literal('refused'), code: z.string(), message: z.string() }),
  ]),
  inputs: ['tenantId', 'clientId', 'clientSecret'],
  command: '',
  absentCodes: [],
  permissions: [],
  vantages: ['spot'],
});

const outcome = z.object({
  outcome: z.enum(['ok', 'denied', 'absent', 'unknown']),
  code: z.string().optional(),
  message: z.string().optional(),
});

/**
 * Reads of the subscription that Spot makes, tried with the secret. Each takes one action of the
 * guide's role.
 */
export const spotReads = defineEvidence({
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

/**
 * What Azure says that Spot may do in the subscription, through whatever roles and groups. The
 * guide's own role may not ask; Reader and broader roles may.
 */
export const spotPermissions = defineEvidence({
  id: 'azure/spot-permissions',
  title: 'what Spot may do in the subscription',
  schema: z.object({ value: z.array(permission) }),
  inputs: ['tenantId', 'clientId', 'clientSecret', 'subscriptionId'],
  command: '',
  absentCodes: [],
  permissions: [],
  vantages: ['spot'],
});
