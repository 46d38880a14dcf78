import { defineEffectivePolicy } from './_shared/effective-policy.ts';

/** The constraint, without `constraints/`. */
export const keyConstraint = 'iam.disableServiceAccountKeyCreation';

export default defineEffectivePolicy(
  'gcp/key-creation-policy',
  'the policy about creating keys',
  keyConstraint,
);
