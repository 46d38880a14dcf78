import { z } from 'zod';
import { defineGcpEvidence } from './_shared/define-gcp-evidence.ts';
import includedPermissions from './_shared/included-permissions.ts';

/**
 * All custom roles of the project with what they hold, which gcloud lists only without. A project has
 * at most 300.
 *
 * Source: https://cloud.google.com/iam/docs/reference/rest/v1/projects.roles/list
 */
export default defineGcpEvidence({
  id: 'gcp/custom-roles',
  title: 'the custom roles of the project',
  schema: z.object({
    roles: z
      .array(
        z.object({
          /** `projects/…/roles/…` */
          name: z.string().regex(/\/roles\//),
          includedPermissions,
          stage: z.string().optional(),
          deleted: z.boolean().optional(),
        }),
      )
      .optional(),
  }),
  mayBeEmptyObject: true,
  findOtherSubject: ({ roles = [] }, { projectId }) => {
    const other = roles.find(({ name }) => projectId && name.split('/')[1] !== projectId);
    return other && `the role ${other.name}`;
  },
  inputs: ['projectId'],
  url: 'https://iam.googleapis.com/v1/projects/{{projectId}}/roles?view=FULL&pageSize=1000',
  command: `curl -sS -H "Authorization: Bearer $(gcloud auth print-access-token)" 'https://iam.googleapis.com/v1/projects/{{projectId}}/roles?view=FULL&pageSize=1000'`,
  permissions: ['iam.roles.list'],
});
