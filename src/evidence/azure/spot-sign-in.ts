import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * What came of signing in with the client ID and the secret, as Spot does. Refusals are knowledge
 * here: `code` is `AADSTS…`.
 */
export default defineEvidence({
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
