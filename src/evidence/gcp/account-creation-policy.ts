import { defineEffectivePolicy } from './_shared/effective-policy.ts';

/** The constraint, without `constraints/`. */
export const accountConstraint = 'iam.disableServiceAccountCreation';

export default defineEffectivePolicy(
  'gcp/account-creation-policy',
  'the policy about creating service accounts',
  accountConstraint,
);
