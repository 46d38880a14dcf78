import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * Projects that the reader can see: tells a project's name and its number from its ID. At most 500,
 * as a reader of more sees them by chance.
 */
export const visibleProjects = defineEvidence({
  id: 'gcp/visible-projects',
  title: 'the projects you can see',
  schema: z.array(
    z.object({
      projectId: z.string(),
      projectNumber: z.string(),
      name: z.string().optional(),
      lifecycleState: z.string(),
    }),
  ),
  inputs: [],
  command: 'gcloud projects list --limit=500 --format=json',
  absentCodes: [],
  permissions: ['resourcemanager.projects.get'],
  vantages: ['reader', 'pasted'],
});
