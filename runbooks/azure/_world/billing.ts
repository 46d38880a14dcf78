import { assignRole } from '../../../src/simulator/azure/seed.ts';
import { assignBillingRole, billingRoles } from '../../../src/simulator/azure/seed-billing.ts';
import type { BillingAccount, BillingRoleAssignment } from '../../../src/simulator/azure/state.ts';
import { findServicePrincipal } from './app.ts';
import { takeRoles } from './role.ts';
import type { AzureWorld } from './world.ts';

/**
 * Verbs that change who has which role on the billing account, and on what it pays for. Each throws
 * an Error when the world has not what it changes.
 */

/** A world with a billing account. */
export interface BillingAccountWorld extends AzureWorld {
  billing: BillingAccount;
}

export type BillingRole = keyof typeof billingRoles;

/** The billing roles that somebody has. Throws an Error when it is none. */
function findBillingRoles(
  { billing }: BillingAccountWorld,
  principalId: string,
): [string, BillingRoleAssignment][] {
  const found = [...billing.roleAssignments].filter(
    ([, assignment]) => assignment.principalId === principalId,
  );
  if (found.length === 0)
    throw new Error(`${principalId} has no role on the billing account; none can be changed.`);
  return found;
}

/** The billing role of the service principal. */
export function findBillingRole(subject: BillingAccountWorld): BillingRoleAssignment {
  const [first] = findBillingRoles(subject, findServicePrincipal(subject).id);
  if (!first) throw new Error('The service principal has no billing role.');
  return first[1];
}

/** Takes all billing roles from somebody, the service principal unless it says otherwise. */
export function takeBillingRoles(
  subject: BillingAccountWorld,
  principalId: string = findServicePrincipal(subject).id,
): void {
  for (const [name] of findBillingRoles(subject, principalId))
    subject.billing.roleAssignments.delete(name);
}

/**
 * Gives a billing role to somebody, the service principal unless it says otherwise; `name` is that of
 * the assignment.
 */
export function giveBillingRole(
  subject: BillingAccountWorld,
  role: BillingRole,
  {
    principalId = findServicePrincipal(subject).id,
    name,
  }: { principalId?: string; name?: string } = {},
): void {
  const { world, billing } = subject;
  assignBillingRole(world, billing, { principalId, role: billingRoles[role], name });
}

/** Puts a billing role, of the service principal or of another, in place of what the former has. */
export function replaceBillingRole(
  subject: BillingAccountWorld,
  role: BillingRole,
  options?: { principalId?: string; name?: string },
): void {
  takeBillingRoles(subject);
  giveBillingRole(subject, role, options);
}

/** Gives the service principal a further Azure role. */
export function giveRole(
  subject: BillingAccountWorld,
  { role, scope }: { role: string; scope: string },
): void {
  const { world, tenant } = subject;
  assignRole(world, { tenant, principalId: findServicePrincipal(subject).id, role, scope });
}

/**
 * Takes away the Azure roles of the service principal at scopes that match, and gives it others.
 */
export function replaceRoles(
  subject: BillingAccountWorld,
  at: RegExp,
  ...roles: { role: string; scope: string }[]
): void {
  takeRoles(subject, findServicePrincipal(subject).id, at);
  for (const role of roles) giveRole(subject, role);
}

/**
 * Gives the reader a role, e.g. `User Access Administrator` at `/`, which is what elevated access
 * is.
 */
export function giveReader(
  { world, tenant, reader }: BillingAccountWorld,
  role: string,
  scope: string,
): void {
  assignRole(world, { tenant, principalId: reader.azure.objectId, role, scope });
}
