import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * Of these permissions those that the reader has in the project
 * (https://cloud.google.com/resource-manager/reference/rest/v1/projects/testIamPermissions, which
 * gcloud has no command for). It needs no permission.
 *
 * @param asked At most 100: what the steps of one runbook take.
 * @example defineReaderRights(['iam.roles.create'])
 */
export function defineReaderRights(asked: readonly string[]) {
  const body = JSON.stringify({ permissions: asked });
  return defineEvidence({
    id: 'gcp/reader-rights',
    title: 'what you may do in the project',
    schema: z.object({ permissions: z.array(z.string()).optional() }),
    inputs: ['projectId'],
    command: `curl -sS -H "Authorization: Bearer $(gcloud auth print-access-token)" -H 'Content-Type: application/json' -d '${body}' 'https://cloudresourcemanager.googleapis.com/v1/projects/{{projectId}}:testIamPermissions'`,
    absentCodes: [],
    permissions: [],
    asked,
    vantages: ['reader', 'pasted'],
  });
}
