import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * Which of the permissions that Spot needs the key has in the project, asked with the key itself
 * (`testIamPermissions`).
 */
export default defineEvidence({
  id: 'gcp/spot-grants',
  title: 'what Spot may do in the project',
  schema: z.object({ permissions: z.array(z.string()).default([]) }),
  inputs: ['projectId', 'keyFile'],
  command: '',
  absentCodes: [],
  permissions: [],
  vantages: ['spot'],
});
