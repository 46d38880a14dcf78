import { createHash } from 'node:crypto';
import { isExpression } from '../authorization/conditions.ts';
import { findCustomRole } from '../authorization/evaluate.ts';
import { basicRoles, predefinedRoles } from '../authorization/predefined-roles.ts';
import { errorInfo, GcpError, invalidArgument } from '../errors.ts';
import { newEtag, sameEtag } from '../identifiers.ts';
import { requireAllowedMembers } from '../orgpolicy/allowed-members.ts';
import { replacePolicy } from '../policies.ts';
import { type AnyNode, lineage, nameOf } from '../resources.ts';
import type { Call } from '../service.ts';
import { findServiceAccount } from '../service-accounts.ts';
import type { AllowPolicy, Binding, PolicyRecord } from '../state.ts';

/**
 * A policy as getIamPolicy answers it: clients that do not ask for version 3 see conditional roles
 * under a made-up name.
 */
export function readPolicy({ policy }: PolicyRecord, call: Call): object {
  const options = call.body.options as { requestedPolicyVersion?: number } | undefined;
  const requested = Number(
    options?.requestedPolicyVersion ?? call.query.get('options.requestedPolicyVersion') ?? 1,
  );
  const conditional = policy.bindings.some((binding) => binding.condition);
  const bindings =
    conditional && requested < 3 ? policy.bindings.map(withoutCondition) : policy.bindings;
  return {
    version: conditional && requested >= 3 ? 3 : 1,
    etag: policy.etag,
    ...(bindings.length > 0
      ? { bindings: [...bindings].sort((a, b) => (a.role < b.role ? -1 : 1)) }
      : {}),
    ...(policy.auditConfigs ? { auditConfigs: policy.auditConfigs } : {}),
  };
}

function withoutCondition({ role, members, condition }: Binding): Binding {
  if (!condition) return { role, members };
  return {
    role: `${role}_withcond_${createHash('sha256').update(condition.expression).digest('hex').slice(0, 20)}`,
    members,
  };
}

/**
 * Writes the policy of a setIamPolicy request, if it is valid: fresh etag, known roles, members
 * that exist, conditions only in version 3 and never on basic roles.
 * @param node - what custom roles must belong to, or to something above it
 */
export function writePolicy(record: PolicyRecord, node: AnyNode, call: Call): object {
  const given = call.body.policy as
    | (Partial<AllowPolicy> & { bindings?: Partial<Binding>[] })
    | undefined;
  if (typeof given !== 'object') throw invalidArgument('Request contains an invalid argument.');
  if (given.etag && !sameEtag(given.etag, record.policy.etag)) {
    throw new GcpError(
      'ABORTED',
      `There were concurrent policy changes. Please retry the whole read-modify-write with exponential backoff. The request's ETag '${given.etag}' did not match the current policy's ETag '${record.policy.etag}'.`,
    );
  }
  const bindings = (given.bindings ?? []).flatMap((binding) =>
    checkedBinding(binding, record, node, call),
  );
  if (bindings.some((binding) => binding.condition) && given.version !== 3) {
    throw invalidArgument(
      'Policies containing conditions must have their version set to 3. See https://cloud.google.com/iam/docs/policies#versions.',
    );
  }
  const { world } = call;
  requireAllowedMembers(world, node, bindings, record.policy.bindings);
  const policy: AllowPolicy = {
    version: given.version ?? 1,
    etag: newEtag(),
    bindings,
    ...(given.auditConfigs?.length ? { auditConfigs: given.auditConfigs } : {}),
  };
  replacePolicy(record, policy, world.clock.now() + world.gcp.propagation.grants * 1000);
  return readPolicy(record, { ...call, body: { options: { requestedPolicyVersion: 3 } } });
}

function checkedBinding(
  binding: Partial<Binding>,
  record: PolicyRecord,
  node: AnyNode,
  call: Call,
): Binding[] {
  const { role = '', members = [], condition } = binding;
  if (members.length === 0) return [];
  requireRole(role, node, call);
  if (condition) {
    if (!condition.title) throw invalidArgument('Condition must have a title.');
    if (basicRoles.has(role)) throw invalidArgument("Conditions can't be set on primitive roles.");
    if (!isExpression(condition.expression ?? ''))
      throw invalidArgument('Condition expression compilation failed.');
  }
  const known = new Set(record.policy.bindings.flatMap((one) => one.members));
  const spelled = members.map((member) =>
    known.has(member) ? member : checkedMember(member, call),
  );
  return [{ role, members: [...new Set(spelled)], ...(condition ? { condition } : {}) }];
}

function requireRole(role: string, node: AnyNode, call: Call): void {
  if (predefinedRoles.has(role)) return;
  if (role.startsWith('roles/') || role === '')
    throw invalidArgument(`Role ${role} is not supported for this resource.`);
  const custom = findCustomRole(call.world, role);
  const above = lineage(call.world, node).map(nameOf);
  const inHierarchy = above.some((name) => role.startsWith(`${name}/roles/`));
  if (!custom || custom.deletedAt !== undefined || !inHierarchy) {
    throw invalidArgument(`Role (${role}) does not exist in the resource's hierarchy.`);
  }
}

/** A member that exists, in Google's spelling. */
function checkedMember(member: string, { world }: Call): string {
  if (member === 'allUsers' || member === 'allAuthenticatedUsers') return member;
  const separator = member.indexOf(':');
  const kind = member.slice(0, separator);
  const value = member.slice(separator + 1).toLowerCase();
  if (separator < 1 || value === '') throw invalidArgument(`Invalid member: ${member}.`);
  const account = findServiceAccount(world, value);
  const actual = account
    ? 'serviceAccount'
    : world.gcp.users.has(value)
      ? 'user'
      : world.gcp.groups.has(value)
        ? 'group'
        : undefined;
  if (kind === 'deleted') {
    throw invalidArgument(
      `Principal ${member} is deleted. Deleted principals can't be added to a policy.`,
      errorInfo('INVALID_MEMBER', 'iam.googleapis.com'),
    );
  }
  if (kind === 'domain' || kind.startsWith('principal')) return member;
  const nouns: Record<string, string> = {
    user: 'User',
    group: 'Group',
    serviceAccount: 'Service account',
  };
  const noun = nouns[kind];
  if (!noun) throw invalidArgument(`Unknown member type ${kind}: ${member}.`);
  if (actual === undefined) throw invalidArgument(`${noun} ${value} does not exist.`);
  if (actual !== kind)
    throw invalidArgument(
      `Account ${value} is of type "${actual}". Please set the type prefix to be "${actual}:".`,
    );
  return `${kind}:${value}`;
}
