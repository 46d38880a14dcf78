import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * What came of signing in with the key: an access token, or the refusal of Google's token endpoint
 * (`invalid_grant`, …).
 */
export default defineEvidence({
  id: 'gcp/spot-sign-in',
  title: "Spot's sign-in with your key",
  schema: z.union([
    z.object({ signedIn: z.literal(true) }),
    z.object({ signedIn: z.literal(false), error: z.string(), description: z.string() }),
  ]),
  inputs: ['projectId', 'keyFile'],
  command: '',
  absentCodes: [],
  permissions: [],
  vantages: ['spot'],
});
