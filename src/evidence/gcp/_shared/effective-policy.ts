import { z } from 'zod';
import { defineGcpEvidence } from './define-gcp-evidence.ts';
import { findOther } from './subjects.ts';

/**
 * Declares what a constraint of the organization comes to on this project, wherever it is set.
 *
 * Source: https://cloud.google.com/resource-manager/docs/reference/orgpolicy/rest/v2/projects.policies/getEffectivePolicy
 *
 * @example
 * export default defineEffectivePolicy(
 *   'gcp/key-creation-policy',
 *   'the policy about creating keys',
 *   'iam.disableServiceAccountKeyCreation',
 * );
 */
export function defineEffectivePolicy(id: string, title: string, constraint: string) {
  return defineGcpEvidence({
    id,
    title,
    schema: z.object({
      name: z.string().endsWith(`/policies/${constraint}`),
      spec: z
        .looseObject({ rules: z.array(z.record(z.string(), z.unknown())).optional() })
        .optional(),
    }),
    // Google names projects by their number here.
    findOtherSubject: ({ name }, { projectId }) => {
      const [type, id = ''] = name.split('/');
      if (type !== 'projects') return `the policy of ${type}/${id}`;
      return /^\d+$/.test(id) ? undefined : findOther('the policy of', id, projectId);
    },
    inputs: ['projectId'],
    url: `https://orgpolicy.googleapis.com/v2/projects/{{projectId}}/policies/${constraint}:getEffectivePolicy`,
    command: `gcloud org-policies describe ${constraint} --project={{projectId}} --effective --format=json`,
    permissions: ['orgpolicy.policy.get'],
  });
}
