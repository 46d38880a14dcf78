import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * What came of signing in with the key: an access token, or the refusal of Google's token endpoint
 * (`invalid_grant`, …).
 */
export const spotSignIn = defineEvidence({
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

/**
 * Which of the permissions that Spot needs the key has in the project, asked with the key itself
 * (`testIamPermissions`).
 */
export const spotGrants = defineEvidence({
  id: 'gcp/spot-grants',
  title: 'what Spot may do in the project',
  schema: z.object({ permissions: z.array(z.string()).default([]) }),
  inputs: ['projectId', 'keyFile'],
  command: '',
  absentCodes: [],
  permissions: [],
  vantages: ['spot'],
});

/** The zones of Compute Engine, read with the key: the first thing Spot needs. */
export const spotZones = defineEvidence({
  id: 'gcp/spot-zones',
  title: 'the zones that Spot sees',
  schema: z.object({ items: z.array(z.object({ name: z.string() })).default([]) }),
  inputs: ['projectId', 'keyFile'],
  command: '',
  absentCodes: [],
  permissions: ['compute.zones.list'],
  vantages: ['spot'],
});
