import type { SpotOutcome } from '../../../evidence/azure/_shared/spot-outcome.ts';

/**
 * Codes by which Azure says that a role is missing, whichever service was asked.
 *
 * Sources: https://learn.microsoft.com/azure/role-based-access-control/troubleshooting,
 * https://learn.microsoft.com/azure/cost-management-billing/costs/cost-management-error-codes
 */
const lackOfRole = /^(AuthorizationFailed|RBACAccessDenied|Unauthorized|Forbidden|401|403)$/i;

/** Codes by which Azure says that there is nothing of the name that was asked for. */
const lackOfThing = /^(NotFound|ResourceNotFound|SubscriptionNotFound|BadRequest)$/i;

/**
 * Azure's answer where nobody here knows what it means: a refusal of another kind than a missing
 * role (a deny assignment, a policy, a subscription that is disabled), or words that came later.
 * Undefined where it is known.
 */
export default function findUnknownRefusal({
  outcome,
  code,
  message = 'no further explanation',
}: SpotOutcome): string | undefined {
  if (code === undefined || outcome === 'ok' || outcome === 'noData') return undefined;
  const known = outcome === 'denied' ? lackOfRole : lackOfThing;
  return known.test(code) ? undefined : `${code}: ${message}`;
}
