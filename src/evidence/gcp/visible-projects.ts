import { z } from 'zod';
import { defineGcpEvidence, resourceManager } from './_shared/define-gcp-evidence.ts';

/**
 * Projects that the reader can see: tells a project's name and its number from its ID. At most 500,
 * as a reader of more sees them by chance.
 */
export default defineGcpEvidence({
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
  url: `${resourceManager}/projects?filter=lifecycleState:ACTIVE&pageSize=500`,
  list: 'projects',
  atMost: 500,
  command: 'gcloud projects list --limit=500 --format=json',
  permissions: ['resourcemanager.projects.get'],
});
