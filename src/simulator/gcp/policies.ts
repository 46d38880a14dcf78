import { newEtag } from './identifiers.ts';
import type { AllowPolicy, Binding, PolicyRecord } from './state.ts';

export function emptyPolicy(): PolicyRecord {
  return { policy: { version: 1, etag: newEtag(), bindings: [] }, earlier: [] };
}

/** Replaces a policy; the old one decides until `effectiveAt` (epoch ms). */
export function replacePolicy(
  record: PolicyRecord,
  policy: AllowPolicy,
  effectiveAt: number,
): void {
  record.earlier.push({ policy: record.policy, until: effectiveAt });
  record.policy = policy;
}

/** The policy that decides at a moment (epoch ms). */
export function policyInEffect(record: PolicyRecord, now: number): AllowPolicy {
  return record.earlier.find(({ until }) => until > now)?.policy ?? record.policy;
}

/**
 * Adds a member to the binding of this role and this condition, which is made when there is none.
 */
export function addMember(
  bindings: Binding[],
  role: string,
  member: string,
  condition?: Binding['condition'],
): void {
  const same = bindings.find(
    (one) => one.role === role && JSON.stringify(one.condition) === JSON.stringify(condition),
  );
  if (!same) bindings.push({ role, members: [member], ...(condition ? { condition } : {}) });
  else if (!same.members.includes(member)) same.members.push(member);
}

/**
 * Takes a member out of every binding (of one role, when it is given) and drops bindings left
 * without members.
 */
export function removeMember(policy: AllowPolicy, member: string, role?: string): void {
  for (const binding of policy.bindings) {
    if (role === undefined || binding.role === role)
      binding.members = binding.members.filter((one) => one !== member);
  }
  policy.bindings = policy.bindings.filter(({ members }) => members.length > 0);
}
