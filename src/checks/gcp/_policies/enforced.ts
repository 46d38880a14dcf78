import type { Evidence } from '../../../evidence/define-evidence.ts';

/** What a constraint of the organization comes to on a project. */
export type Policy = Evidence<{
  name: string;
  spec?: { rules?: Record<string, unknown>[] | undefined } | undefined;
}>;

/**
 * Whether a policy that comes to something on the project is enforced there; undefined when that was
 * not seen, or the rules are none that Google answers for a constraint that is on or off: what a
 * policy comes to has at least one rule, no conditions, and inherits nothing any more.
 *
 * Source: https://cloud.google.com/resource-manager/docs/reference/orgpolicy/rest/v2/projects.policies/getEffectivePolicy
 */
export function isEnforced(policy: Policy): boolean | undefined {
  if (policy.status !== 'found' || !policy.value.spec) return undefined;
  const { rules = [], ...more } = policy.value.spec;
  if (rules.some(({ enforce, condition }) => enforce === true && condition === undefined))
    return true;
  const isWhole = rules.length > 0 && !('reset' in more) && !('inheritFromParent' in more);
  return isWhole && rules.every((rule) => rule.enforce === false && !('condition' in rule))
    ? false
    : undefined;
}
