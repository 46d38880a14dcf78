import { roleArnOf, uniqueId } from '../arn.ts';
import type { Call, Permission } from '../service.ts';
import type { AwsAccount, IamRole, ManagedPolicy, PolicyDocument } from '../state.ts';
import { noSuchPolicy, noSuchRole, notYourPolicy, unmodifiable } from './errors.ts';

/**
 * Milliseconds until STS knows a new role. AWS promises eventual consistency only; some seconds are
 * usual.
 */
export const roleSpreadsIn = 8_000;

/**
 * Milliseconds until STS knows a changed trust policy. In AWS the old policy still counts
 * meanwhile; here nobody may assume the role, which is the same for a caller who waits for access
 * to begin.
 */
export const trustPolicySpreadsIn = 5_000;

export function requireRole({ account }: Call, name: string): IamRole {
  const role = account.roles.get(name);
  if (!role) throw noSuchRole(name);
  return role;
}

/** A role that may be changed: not one of AWS's services. */
export function requireOwnRole(call: Call, name: string): IamRole {
  const role = requireRole(call, name);
  if (role.path.startsWith('/aws-service-role/')) throw unmodifiable(name);
  return role;
}

/** A customer-managed policy that may be changed. */
export function requireOwnPolicy({ account }: Call, arn: string): ManagedPolicy {
  if (arn.includes(':iam::aws:policy/')) throw notYourPolicy();
  const policy = account.policies.get(arn);
  if (!policy) throw noSuchPolicy(arn);
  return policy;
}

/** Permission on a role by name; a role that does not exist is thought at the path `/`. */
export function onRole(
  { account }: Call,
  action: string,
  name: string,
  context?: Permission['context'],
): Permission {
  return {
    action,
    resource: roleArnOf(account, account.roles.get(name) ?? { path: '/', name }),
    ...(context ? { context } : {}),
  };
}

/** Users and roles that have a managed policy attached, or as their boundary. */
export function entitiesWith(account: AwsAccount, arn: string) {
  const uses = (entity: { attachedPolicies: string[] }) => entity.attachedPolicies.includes(arn);
  const bounded = (entity: { permissionsBoundary?: string }) => entity.permissionsBoundary === arn;
  const [users, roles] = [[...account.users.values()], [...account.roles.values()]];
  return {
    users: users.filter(uses),
    roles: roles.filter(uses),
    boundaries: [...users.filter(bounded), ...roles.filter(bounded)].length,
  };
}

const versionsMade = new WeakMap<ManagedPolicy, number>();

/** Adds a version to a policy. Version numbers are never used twice, even after a deletion. */
export function addVersion(
  policy: ManagedPolicy,
  document: PolicyDocument,
  createdAt: number,
): string {
  const highest = Math.max(
    0,
    ...[...policy.versions.keys()].map((version) => Number(version.slice(1))),
  );
  const number = Math.max(versionsMade.get(policy) ?? 0, highest) + 1;
  versionsMade.set(policy, number);
  policy.versions.set(`v${number}`, { document, createdAt });
  return `v${number}`;
}

/** The path in a policy's ARN: `/path/` of `…:policy/path/Name`. */
export function policyPath(arn: string): string {
  return arn.replace(/^.*?:policy\//, '/').replace(/[^/]*$/, '');
}

export function newPolicy(
  arn: string,
  name: string,
  createdAt: number,
  description?: string,
): ManagedPolicy {
  return {
    arn,
    name,
    id: uniqueId('ANPA'),
    createdAt,
    defaultVersion: 'v1',
    versions: new Map(),
    ...(description ? { description } : {}),
  };
}

/** IAM's times have whole seconds. */
export function seconds(time: number): Date {
  return new Date(Math.floor(time / 1000) * 1000);
}
