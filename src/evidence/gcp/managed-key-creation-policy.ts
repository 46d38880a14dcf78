import { defineEffectivePolicy } from './_shared/effective-policy.ts';

/** The constraint, without `constraints/`. */
export const managedKeyConstraint = 'iam.managed.disableServiceAccountKeyCreation';

export default defineEffectivePolicy(
  'gcp/managed-key-creation-policy',
  'the managed policy about creating keys',
  managedKeyConstraint,
);
