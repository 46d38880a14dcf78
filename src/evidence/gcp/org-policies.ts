import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * What a constraint of the organization comes to on this project, wherever it is set (Organization
 * Policy v2, `getEffectivePolicy`).
 */
function effectivePolicy(id: string, title: string, constraint: string) {
  return defineEvidence({
    id,
    title,
    schema: z.object({
      name: z.string().endsWith(`/policies/${constraint}`),
      spec: z
        .object({ rules: z.array(z.object({ enforce: z.boolean().optional() })).optional() })
        .optional(),
    }),
    inputs: ['projectId'],
    command: `gcloud org-policies describe ${constraint} --project={{projectId}} --effective --format=json`,
    absentCodes: [],
    permissions: ['orgpolicy.policy.get'],
    vantages: ['reader', 'pasted'],
  });
}

/** The constraints that can stop this guide, without `constraints/`. */
export const keyConstraint = 'iam.disableServiceAccountKeyCreation';
export const managedKeyConstraint = 'iam.managed.disableServiceAccountKeyCreation';
export const accountConstraint = 'iam.disableServiceAccountCreation';
export const managedAccountConstraint = 'iam.managed.disableServiceAccountCreation';

export const keyCreationPolicy = effectivePolicy(
  'gcp/key-creation-policy',
  'the policy about creating keys',
  keyConstraint,
);
export const managedKeyCreationPolicy = effectivePolicy(
  'gcp/managed-key-creation-policy',
  'the managed policy about creating keys',
  managedKeyConstraint,
);
export const accountCreationPolicy = effectivePolicy(
  'gcp/account-creation-policy',
  'the policy about creating service accounts',
  accountConstraint,
);
export const managedAccountCreationPolicy = effectivePolicy(
  'gcp/managed-account-creation-policy',
  'the managed policy about creating service accounts',
  managedAccountConstraint,
);
