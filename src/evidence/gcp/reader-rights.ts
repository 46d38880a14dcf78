import { z } from 'zod';
import { defineGcpEvidence, projectUrl } from './_shared/define-gcp-evidence.ts';

/**
 * Permissions that connecting takes; which of them the reader has is asked in one call (Google
 * allows 100).
 */
export const askedOfReader = [
  'iam.roles.create',
  'iam.roles.get',
  'iam.serviceAccountKeys.create',
  'iam.serviceAccountKeys.list',
  'iam.serviceAccounts.create',
  'iam.serviceAccounts.get',
  'iam.serviceAccounts.list',
  'orgpolicy.policy.get',
  'resourcemanager.projects.get',
  'resourcemanager.projects.getIamPolicy',
  'resourcemanager.projects.setIamPolicy',
  'serviceusage.services.enable',
  'serviceusage.services.list',
  'serviceusage.services.use',
] as const;

/**
 * Of {@link askedOfReader} those that the reader has in the project (`testIamPermissions`, which
 * gcloud has no command for). It needs no permission.
 */
export default defineGcpEvidence({
  id: 'gcp/reader-rights',
  title: 'what you may do in the project',
  schema: z.object({ permissions: z.array(z.string()).optional() }),
  inputs: ['projectId'],
  url: `${projectUrl}:testIamPermissions`,
  body: { permissions: askedOfReader },
  command: `curl -sS -H "Authorization: Bearer $(gcloud auth print-access-token)" -H 'Content-Type: application/json' -d '{"permissions":[${askedOfReader.map((one) => `"${one}"`).join(',')}]}' 'https://cloudresourcemanager.googleapis.com/v1/projects/{{projectId}}:testIamPermissions'`,
});
