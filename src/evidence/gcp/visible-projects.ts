import { z } from 'zod';
import { defineGcpEvidence, resourceManager } from './_shared/define-gcp-evidence.ts';

/** Whoever sees more projects is shown so many of them, by chance. */
export const mostVisibleProjects = 500;

/** Projects that the reader can see: tells a project's name and its number from its ID. */
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
  url: `${resourceManager}/projects?filter=lifecycleState:ACTIVE&pageSize=${mostVisibleProjects}`,
  list: 'projects',
  atMost: mostVisibleProjects,
  command: `gcloud projects list --limit=${mostVisibleProjects} --format=json`,
  permissions: ['resourcemanager.projects.get'],
});
