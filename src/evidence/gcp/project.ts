import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * The project (Resource Manager v1). Google answers 403 for a project that does not exist as well
 * as for one that is hidden from the caller, so there is no absence here.
 */
export const project = defineEvidence({
  id: 'gcp/project',
  title: 'the project',
  schema: z.object({
    projectId: z.string(),
    projectNumber: z.string(),
    name: z.string().optional(),
    lifecycleState: z.string(),
    parent: z.object({ type: z.string(), id: z.string() }).optional(),
  }),
  inputs: ['projectId'],
  command: 'gcloud projects describe {{projectId}} --format=json',
  absentCodes: [],
  permissions: ['resourcemanager.projects.get'],
  vantages: ['reader', 'pasted'],
});
