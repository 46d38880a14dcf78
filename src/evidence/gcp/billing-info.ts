import { z } from 'zod';
import { defineGcpEvidence } from './_shared/define-gcp-evidence.ts';
import { findOther } from './_shared/subjects.ts';

/**
 * Whether the project is linked to a billing account, and whether that one is open.
 * `billingAccountName` is empty when it is linked to none.
 */
export default defineGcpEvidence({
  id: 'gcp/billing-info',
  title: "the project's billing",
  schema: z.object({
    name: z.string().regex(/^projects\/.+\/billingInfo$/),
    projectId: z.string().optional(),
    billingAccountName: z.string().optional(),
    billingEnabled: z.boolean().optional(),
  }),
  inputs: ['projectId'],
  url: 'https://cloudbilling.googleapis.com/v1/projects/{{projectId}}/billingInfo',
  command: 'gcloud billing projects describe {{projectId}} --format=json',
  findOtherSubject: ({ name, projectId: said }, { projectId }) =>
    findOther('the billing of', name.split('/')[1], projectId) ??
    findOther('the billing of', said, projectId),
  permissions: ['resourcemanager.projects.get'],
});
