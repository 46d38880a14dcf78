import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { allowPolicy } from './_shared/allow-policy.ts';
import { findOther } from './_shared/subjects.ts';

/**
 * The same for the project and everything above it. Fails as a whole when the reader may not see
 * one of them.
 */
export default defineEvidence({
  id: 'gcp/ancestor-policies',
  title: 'who has which role in the folders and the organization above the project',
  schema: z.array(
    z.object({
      /** `project`, `folder`, `organization`, or what Google puts between them later. */
      type: z.string().min(1),
      id: z.string(),
      policy: allowPolicy,
    }),
  ),
  inputs: ['projectId'],
  command: 'gcloud projects get-ancestors-iam-policy {{projectId}} --format=json',
  // The project itself is the first of them, by its ID.
  findOtherSubject: (value, { projectId }) =>
    findOther(
      'what is above the project',
      value.find(({ type }) => type === 'project')?.id ?? 'that it does not name',
      projectId,
    ),
  absentCodes: [],
  permissions: [
    'resourcemanager.projects.get',
    'resourcemanager.projects.getIamPolicy',
    'resourcemanager.folders.getIamPolicy',
    'resourcemanager.organizations.getIamPolicy',
  ],
  vantages: ['reader', 'pasted'],
});
