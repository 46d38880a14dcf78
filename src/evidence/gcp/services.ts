import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/** APIs that are on in the project. */
export const services = defineEvidence({
  id: 'gcp/services',
  title: 'the APIs that are on',
  schema: z.array(
    z.object({ config: z.object({ name: z.string() }), state: z.string().optional() }),
  ),
  inputs: ['projectId'],
  command:
    "gcloud services list --enabled --project={{projectId}} --format='json(config.name,state)'",
  absentCodes: [],
  permissions: ['serviceusage.services.list'],
  vantages: ['reader', 'pasted'],
});
