import type { World } from '../../world.ts';
import { failedPrecondition, preconditionFailure } from '../errors.ts';
import { type AnyNode, findProject, nameOf, organizationOf } from '../resources.ts';
import { findServiceAccount } from '../service-accounts.ts';
import type { Binding, GcpOrganization } from '../state.ts';
import { effectiveRules } from './evaluate.ts';

const constraint = 'iam.allowedPolicyMemberDomains';

/**
 * Domain restricted sharing: refuses a policy with a new member from a customer that the constraint
 * does not allow.
 */
export function requireAllowedMembers(
  world: World,
  node: AnyNode,
  bindings: readonly Binding[],
  before: readonly Binding[],
): void {
  const rules = effectiveRules(world, node, constraint);
  const allowed = rules
    .flatMap((rule) => rule.values?.allowedValues ?? [])
    .map((value) => value.replace(/^is:/, ''));
  if (rules.length === 0 || rules.some((rule) => rule.allowAll)) return;
  const known = new Set(before.flatMap(({ members }) => members));
  for (const member of new Set(bindings.flatMap(({ members }) => members))) {
    if (known.has(member)) continue;
    const organization = homeOf(world, member);
    const names = organization
      ? [
          organization.directoryCustomerId,
          `principalSet://iam.googleapis.com/organizations/${organization.id}`,
        ]
      : [];
    if (names.some((name) => allowed.includes(name))) continue;
    const message = 'One or more users named in the policy do not belong to a permitted customer.';
    throw failedPrecondition(
      message,
      preconditionFailure({
        type: `constraints/${constraint}`,
        subject: `orgpolicy:${nameOf(node)}?configvalue=${encodeURIComponent(member)}`,
        description: message,
      }),
    );
  }
}

/** Organization that somebody belongs to: by domain, or by the project of the service account. */
function homeOf(world: World, member: string): GcpOrganization | undefined {
  const address = member.slice(member.indexOf(':') + 1);
  const account = findServiceAccount(world, address);
  const project = account && findProject(world, account.projectId);
  if (project) return organizationOf(world, project);
  const domain = address.split('@').at(-1);
  return [...world.gcp.organizations.values()].find(({ displayName }) => displayName === domain);
}
