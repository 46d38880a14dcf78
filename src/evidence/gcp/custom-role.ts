import { z } from 'zod';
import { defineGcpEvidence } from './_shared/define-gcp-evidence.ts';
import includedPermissions from './_shared/included-permissions.ts';
import { findOther } from './_shared/subjects.ts';

/** The custom role of the project. A deleted one is still there for 7 days, as `deleted`. */
export default defineGcpEvidence({
  id: 'gcp/custom-role',
  title: 'the custom role',
  schema: z.object({
    /** `projects/…/roles/…` */
    name: z.string().regex(/\/roles\//),
    title: z.string().optional(),
    includedPermissions,
    stage: z.string().optional(),
    deleted: z.boolean().optional(),
  }),
  inputs: ['projectId', 'customRoleId'],
  url: 'https://iam.googleapis.com/v1/projects/{{projectId}}/roles/{{customRoleId}}',
  command: 'gcloud iam roles describe {{customRoleId}} --project={{projectId}} --format=json',
  absentCodes: ['NOT_FOUND'],
  absentSays: { NOT_FOUND: ['projects/{{projectId}}/roles/{{customRoleId}} was not found'] },
  findOtherSubject: ({ name }, { projectId, customRoleId }) =>
    projectId && customRoleId
      ? findOther('the role', name, `projects/${projectId}/roles/${customRoleId}`)
      : undefined,
  permissions: ['iam.roles.get'],
});
