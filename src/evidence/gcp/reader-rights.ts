import { z } from 'zod';
import { defineGcpEvidence, projectUrl } from './_shared/define-gcp-evidence.ts';

/**
 * Declares which of some permissions the reader has in the project (`testIamPermissions`, which
 * gcloud has no command for). It needs no permission, and takes 100 of them in one call
 * (https://cloud.google.com/resource-manager/reference/rest/v1/projects/testIamPermissions).
 *
 * @param asked What the steps of one runbook take.
 * @example defineReaderRights(['iam.roles.create'])
 */
export function defineReaderRights(asked: readonly string[]) {
  const kind = defineGcpEvidence({
    id: 'gcp/reader-rights',
    title: 'what you may do in the project',
    schema: z.object({ permissions: z.array(z.string()).optional() }),
    // Google leaves out a list that is empty: `{}` means none of them.
    mayBeEmptyObject: true,
    inputs: ['projectId'],
    url: `${projectUrl}:testIamPermissions`,
    body: { permissions: asked },
    command: `curl -sS -H "Authorization: Bearer $(gcloud auth print-access-token)" -H 'Content-Type: application/json' -d '${JSON.stringify({ permissions: asked })}' 'https://cloudresourcemanager.googleapis.com/v1/projects/{{projectId}}:testIamPermissions'`,
  });
  return { ...kind, asked };
}

/** Its kind, whatever is asked. */
export default defineReaderRights([]);
