import { z } from 'zod';
import { defineGcpEvidence } from './_shared/define-gcp-evidence.ts';

/** APIs that are on in the project. */
export default defineGcpEvidence({
  id: 'gcp/services',
  title: 'the APIs that are on',
  schema: z.array(
    z.object({
      /** `projects/NUMBER` */
      parent: z.string().optional(),
      config: z.object({ name: z.string() }),
      state: z.string(),
    }),
  ),
  inputs: ['projectId'],
  url: 'https://serviceusage.googleapis.com/v1/projects/{{projectId}}/services?filter=state:ENABLED&pageSize=200',
  list: 'services',
  command:
    "gcloud services list --enabled --project={{projectId}} --format='json(config.name,parent,state)'",
  permissions: ['serviceusage.services.list'],
});
