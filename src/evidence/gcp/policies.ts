import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

const binding = z.object({
  role: z.string(),
  members: z.array(z.string()).default([]),
  condition: z.object({ expression: z.string(), title: z.string().optional() }).optional(),
});

/**
 * Loose, so that something else with an etag (a role, an account) is not taken for a policy that
 * grants nothing.
 */
const policy = z
  .looseObject({
    bindings: z.array(binding).optional(),
    etag: z.string().optional(),
    version: z.number().optional(),
  })
  .refine((value) => !('name' in value || 'email' in value), 'a policy has no name');

/** One grant of an allow policy: a role, who has it, and when. */
export type Binding = z.infer<typeof binding>;

/** Who has which role on the project itself. */
export const projectPolicy = defineEvidence({
  id: 'gcp/project-policy',
  title: 'who has which role in the project',
  schema: policy,
  inputs: ['projectId'],
  command: 'gcloud projects get-iam-policy {{projectId}} --format=json',
  absentCodes: [],
  permissions: ['resourcemanager.projects.getIamPolicy'],
  vantages: ['reader', 'pasted'],
});

/**
 * The same for the project and everything above it. Fails as a whole when the reader may not see
 * one of them.
 */
export const ancestorPolicies = defineEvidence({
  id: 'gcp/ancestor-policies',
  title: 'who has which role in the folders and the organization above the project',
  schema: z.array(
    z.object({ type: z.enum(['project', 'folder', 'organization']), id: z.string(), policy }),
  ),
  inputs: ['projectId'],
  command: 'gcloud projects get-ancestors-iam-policy {{projectId}} --format=json',
  absentCodes: [],
  permissions: [
    'resourcemanager.projects.get',
    'resourcemanager.projects.getIamPolicy',
    'resourcemanager.folders.getIamPolicy',
    'resourcemanager.organizations.getIamPolicy',
  ],
  vantages: ['reader', 'pasted'],
});
