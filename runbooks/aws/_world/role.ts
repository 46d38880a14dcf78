import { policyNameFor } from '../../../src/checks/aws/_role/documents.ts';
import { formatArn } from '../../../src/providers/aws/partitions.ts';
import { createRole } from '../../../src/simulator/aws/seed.ts';
import type {
  AwsAccount,
  IamRole,
  ManagedPolicy,
  PolicyDocument,
} from '../../../src/simulator/aws/state.ts';
import { formatRoleArn } from './arns.ts';
import { makePolicy, type Statement } from './policy.ts';
import type { AwsWorld } from './world.ts';

/**
 * Verbs that change the role of the guide and its policy. Each throws an Error when the world has
 * not what it changes: a fault that changes nothing would prove nothing.
 */

/** A world whose guide makes a role. */
export type RoleWorld = AwsWorld<{ accountId: string; roleName: string; roleArn?: string }>;

/** The role of the guide. */
export function findRole({ account, inputs }: RoleWorld): IamRole {
  const role = account.roles.get(inputs.roleName);
  if (!role) throw new Error(`The world has no role ${inputs.roleName}; it cannot be changed.`);
  return role;
}

/** ARN of a policy of AWS's own, e.g. `SecurityAudit` or `job-function/Billing`. */
export function formatAwsPolicyArn({ account }: { account: AwsAccount }, name: string): string {
  return formatArn({ service: 'iam', account: 'aws', resource: `policy/${name}` }, account);
}

/** ARN of a policy of the account. */
export function formatPolicyArn({ account }: { account: AwsAccount }, name: string): string {
  return formatArn({ service: 'iam', account: account.id, resource: `policy/${name}` }, account);
}

/** ARN of the policy that the guide makes. */
export function formatOwnPolicyArn(subject: RoleWorld): string {
  return formatPolicyArn(subject, policyNameFor(subject.inputs));
}

/** The policy that the guide makes. */
export function findOwnPolicy(subject: RoleWorld): ManagedPolicy {
  const arn = formatOwnPolicyArn(subject);
  const own = subject.account.policies.get(arn);
  if (!own) throw new Error(`The world has no policy ${arn}; it cannot be changed.`);
  return own;
}

/** Makes the role of the guide with its policy, and attaches those of AWS by their names too. */
export function addRole(
  subject: RoleWorld,
  {
    trustPolicy,
    permissions,
    awsPolicies = [],
  }: {
    trustPolicy: PolicyDocument;
    permissions: PolicyDocument;
    awsPolicies?: readonly string[];
  },
): void {
  const { world, account, inputs } = subject;
  const own = addPolicy(subject, policyNameFor(inputs), permissions);
  createRole(world, account.id, {
    name: inputs.roleName,
    trustPolicy,
    attachedPolicies: [own, ...awsPolicies.map((name) => formatAwsPolicyArn(subject, name))],
  });
}

/** Makes another role beside that of the guide, with the same trust policy and no permissions. */
export function addOtherRole(subject: RoleWorld, name: string): void {
  const { world, account } = subject;
  createRole(world, account.id, { name, trustPolicy: findRole(subject).trustPolicy });
}

/**
 * Replaces the trust policy. Takes effect at once: faults are about what is wrong, not about when
 * it spreads.
 */
export function setTrustPolicy(subject: RoleWorld, ...statements: Statement[]): void {
  findRole(subject).trustPolicy = makePolicy(...statements);
}

/** Makes a managed policy of the account; returns its ARN. */
export function addPolicy(
  { account, world }: Pick<RoleWorld, 'account' | 'world'>,
  name: string,
  document: PolicyDocument,
): string {
  const arn = formatPolicyArn({ account }, name);
  if (account.policies.has(arn)) throw new Error(`The world already has the policy ${arn}.`);
  const letters = name.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const createdAt = world.clock.now();
  account.policies.set(arn, {
    arn,
    name,
    id: `ANPA${letters.padEnd(17, 'X').slice(0, 17)}`,
    createdAt,
    defaultVersion: 'v1',
    versions: new Map([['v1', { document, createdAt }]]),
  });
  return arn;
}

/** Replaces what the guide's policy says, as a new version of it would. */
export function setOwnPolicy(subject: RoleWorld, ...statements: Statement[]): void {
  const own = findOwnPolicy(subject);
  own.defaultVersion = `v${own.versions.size + 1}`;
  own.versions.set(own.defaultVersion, {
    document: makePolicy(...statements),
    createdAt: subject.world.clock.now(),
  });
}

/** Deletes all policies of the account. */
export function deletePolicies({ account }: RoleWorld): void {
  if (account.policies.size === 0)
    throw new Error('The world has no policies; none can be deleted.');
  account.policies.clear();
}

/** Attaches these policies to the role, and detaches all others. */
export function setAttachedPolicies(subject: RoleWorld, ...arns: string[]): void {
  findRole(subject).attachedPolicies = arns;
}

/** Attaches a policy to the role besides what it has. */
export function attachPolicy(subject: RoleWorld, ...arns: string[]): void {
  findRole(subject).attachedPolicies.push(...arns);
}

/** Writes a policy into the role. */
export function setInlinePolicy(
  subject: RoleWorld,
  name: string,
  ...statements: Statement[]
): void {
  findRole(subject).inlinePolicies.set(name, makePolicy(...statements));
}

/** Puts a permissions boundary on the role. */
export function setBoundary(subject: RoleWorld, ...statements: Statement[]): void {
  findRole(subject).permissionsBoundary = addPolicy(
    subject,
    'LandingZoneBoundary',
    makePolicy(...statements),
  );
}

/** Deletes the role; its policies stay. */
export function deleteRole(subject: RoleWorld): void {
  subject.account.roles.delete(findRole(subject).name);
}

/** Gives the role another name, as if it had been made under it. The inputs stay. */
export function renameRole(subject: RoleWorld, name: string): void {
  const role = findRole(subject);
  subject.account.roles.delete(role.name);
  subject.account.roles.set(name, { ...role, name });
}

/** Puts the role below a path, e.g. `/finops/`, and its new ARN into the inputs. */
export function moveRole(subject: RoleWorld, path: string): void {
  const role = findRole(subject);
  role.path = path;
  const { account } = subject;
  subject.inputs.roleArn = formatRoleArn(account.id, `${path.slice(1)}${role.name}`, account);
}

/** Makes the role so new that AWS knows it everywhere only after a while. */
export function delayRole(subject: RoleWorld, milliseconds: number): void {
  const role = findRole(subject);
  role.createdAt = subject.world.clock.now();
  role.effectiveAt = role.createdAt + milliseconds;
}
