import type { World } from '../../world.ts';
import { type AnyNode, lineage } from '../resources.ts';
import type { OrgPolicyRule, OrgPolicySpec } from '../state.ts';

/**
 * Constraints that are simulated, and what they are when nobody set them. `list` ones allow
 * everything then, `boolean` ones enforce nothing.
 */
export const constraints: Readonly<Record<string, 'boolean' | 'list'>> = {
  'iam.disableServiceAccountKeyCreation': 'boolean',
  'iam.managed.disableServiceAccountKeyCreation': 'boolean',
  'iam.disableServiceAccountCreation': 'boolean',
  'iam.managed.disableServiceAccountCreation': 'boolean',
  'iam.disableServiceAccountKeyUpload': 'boolean',
  'iam.managed.disableServiceAccountKeyUpload': 'boolean',
  'iam.automaticIamGrantsForDefaultServiceAccounts': 'boolean',
  'iam.allowedPolicyMemberDomains': 'list',
  'compute.requireOsLogin': 'boolean',
  'compute.vmExternalIpAccess': 'list',
  'gcp.resourceLocations': 'list',
  'gcp.restrictServiceUsage': 'list',
};

/**
 * Rules in effect on a node: those of the nearest node that sets the constraint, together with what
 * is above it where a list policy inherits. A policy that resets ends the search. Rules with a
 * condition (on tags) are never in effect here.
 */
export function effectiveRules(world: World, node: AnyNode, constraint: string): OrgPolicyRule[] {
  const rules: OrgPolicyRule[] = [];
  for (const one of lineage(world, node)) {
    const spec: OrgPolicySpec | undefined = one.orgPolicies.get(constraint);
    if (!spec) continue;
    if (spec.reset) break;
    rules.push(...spec.rules.filter((rule) => !rule.condition));
    if (!(constraints[constraint] === 'list' && spec.inheritFromParent)) break;
  }
  return rules;
}

/** Whether a boolean constraint is enforced on a node. */
export function isEnforced(world: World, node: AnyNode, constraint: string): boolean {
  return effectiveRules(world, node, constraint).some((rule) => rule.enforce === true);
}
