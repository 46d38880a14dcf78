import { z } from 'zod';
import { defineGcpEvidence, projectUrl } from './_shared/define-gcp-evidence.ts';
import { findOther } from './_shared/subjects.ts';

/**
 * The project (Resource Manager v1). Google answers 403 for a project that does not exist as well
 * as for one that is hidden from the caller, so there is no absence here.
 */
export default defineGcpEvidence({
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
  url: projectUrl,
  command: 'gcloud projects describe {{projectId}} --format=json',
  findOtherSubject: (value, { projectId }) => findOther('the project', value.projectId, projectId),
  permissions: ['resourcemanager.projects.get'],
});
