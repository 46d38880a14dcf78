import { defineEffectivePolicy } from './_shared/effective-policy.ts';

/** The constraint, without `constraints/`. */
export const managedAccountConstraint = 'iam.managed.disableServiceAccountCreation';

export default defineEffectivePolicy(
  'gcp/managed-account-creation-policy',
  'the managed policy about creating service accounts',
  managedAccountConstraint,
);
