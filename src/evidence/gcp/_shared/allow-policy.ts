import { z } from 'zod';
import { iamLimits, policyMembers } from '../../../providers/gcp/limits.ts';
import { atMost } from '../../read-schema.ts';

const binding = z.object({
  role: z.string(),
  members: z.array(z.string()).default([]),
  condition: z.object({ expression: z.string(), title: z.string().optional() }).optional(),
});

/**
 * Who has which role on something. Loose, so that something else with an etag (a role, an account) is
 * not taken for a policy that grants nothing.
 *
 * Source: https://cloud.google.com/iam/docs/reference/rest/v1/Policy
 */
export const allowPolicy = atMost(
  z
    .looseObject({
      bindings: z.array(binding).optional(),
      etag: z.string().optional(),
      version: z.number().optional(),
    })
    .refine((value) => !('name' in value || 'email' in value), 'a policy has no name'),
  // A binding that nobody has is counted, too.
  ({ bindings = [] }) =>
    bindings.reduce((sum, { members }) => sum + Math.max(members.length, 1), 0),
  { of: 'an allow policy', most: policyMembers, unit: 'members', source: iamLimits },
);

/** One grant of an allow policy: a role, who has it, and when. */
export type Binding = z.infer<typeof binding>;

/** What is sent with `getIamPolicy`: without it Google hides conditions, and the roles under them. */
export const withConditions = { options: { requestedPolicyVersion: 3 } };
