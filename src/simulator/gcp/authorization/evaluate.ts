import type { World } from '../../world.ts';
import { policyInEffect } from '../policies.ts';
import { type AnyNode, findNode, lineage, nameOf } from '../resources.ts';
import type { Binding, CustomRole, PolicyRecord, ServiceAccount } from '../state.ts';
import { type ConditionContext, evaluateCondition } from './conditions.ts';
import { predefinedRoles } from './predefined-roles.ts';

/** Somebody whose rights are asked for. */
export interface Principal {
  email: string;
  kind: 'user' | 'serviceAccount';
}

/** What is acted upon. Policies of everything above it count too. */
export interface Target {
  /** Project, folder or organization that it is, or that holds it. */
  node?: AnyNode;
  serviceAccount?: ServiceAccount;
  /** A billing account's policy, or any other that stands in front of the node's. */
  policy?: PolicyRecord;
  /** What conditions see. Default: the node itself. */
  resource?: ConditionContext['resource'];
}

/** Permissions of a role at this moment; none for a role that is unknown, deleted or disabled. */
function permissionsOf(world: World, role: string): ReadonlySet<string> {
  const predefined = predefinedRoles.get(role);
  if (predefined) return predefined.permissions;
  const custom = findCustomRole(world, role);
  return new Set(
    !custom || custom.deletedAt !== undefined || custom.stage === 'DISABLED'
      ? []
      : custom.includedPermissions,
  );
}

/** A custom role by its full name, deleted ones included. */
export function findCustomRole(world: World, name: string): CustomRole | undefined {
  const match = /^((?:projects|organizations)\/[^/]+)\/roles\/([^/]+)$/.exec(name);
  const parent = match?.[1] ? findNode(world, match[1]) : undefined;
  return parent && 'roles' in parent ? parent.roles.get(match?.[2] ?? '') : undefined;
}

/**
 * Whether IAM allows something now: any binding, on the target or above it, of a role with the
 * permission to the principal, whose condition holds. Conditions that cannot be understood grant
 * nothing. Deny policies and principal access boundaries are not simulated.
 */
export function isAllowed(
  world: World,
  principal: Principal,
  permission: string,
  target: Target,
): boolean {
  world.asked.add(permission);
  const now = world.clock.now();
  const resource = target.resource ?? resourceOf(target);
  for (const record of policiesOf(world, target)) {
    for (const binding of policyInEffect(record, now).bindings) {
      if (
        !grantsTo(world, binding, principal) ||
        !permissionsOf(world, binding.role).has(permission)
      )
        continue;
      if (!binding.condition || evaluateCondition(binding.condition.expression, { now, resource }))
        return true;
    }
  }
  return false;
}

function* policiesOf(world: World, target: Target): Generator<PolicyRecord> {
  if (target.policy) yield target.policy;
  if (target.serviceAccount) yield target.serviceAccount.policy;
  if (target.node) for (const node of lineage(world, target.node)) yield node.policy;
}

function resourceOf({ node, serviceAccount }: Target): ConditionContext['resource'] {
  if (serviceAccount) {
    const name = `projects/${serviceAccount.projectId}/serviceAccounts/${serviceAccount.uniqueId}`;
    return { name, type: 'iam.googleapis.com/ServiceAccount', service: 'iam.googleapis.com' };
  }
  const name = node ? nameOf(node) : '';
  const types: Record<string, string> = {
    projects: 'Project',
    folders: 'Folder',
    organizations: 'Organization',
  };
  const service = 'cloudresourcemanager.googleapis.com';
  return { name, type: `${service}/${types[name.split('/')[0] ?? ''] ?? ''}`, service };
}

function grantsTo(world: World, binding: Binding, principal: Principal): boolean {
  return binding.members.some((member) => isMember(world, member, principal, new Set()));
}

function isMember(world: World, member: string, principal: Principal, seen: Set<string>): boolean {
  if (member === 'allUsers' || member === 'allAuthenticatedUsers') return true;
  const separator = member.indexOf(':');
  const kind = member.slice(0, separator);
  const value = member.slice(separator + 1).toLowerCase();
  if (kind === 'user' || kind === 'serviceAccount')
    return kind === principal.kind && value === principal.email;
  if (kind === 'domain') return principal.kind === 'user' && principal.email.endsWith(`@${value}`);
  if (kind !== 'group' || seen.has(value)) return false;
  seen.add(value);
  return [...(world.gcp.groups.get(value) ?? [])].some((one) =>
    isMember(world, one, principal, seen),
  );
}
