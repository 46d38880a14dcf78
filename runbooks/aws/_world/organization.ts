import { createAccount } from '../../../src/simulator/aws/seed.ts';
import type { AwsOrganization } from '../../../src/simulator/aws/state.ts';
import type { InputValues } from '../../define-faults.ts';
import { makePolicy, type Statement } from './policy.ts';
import { type AwsWorld, memberAccountId, strangerAccountId } from './world.ts';

/** Verbs that change the organization of the account. */

type Subject = AwsWorld<InputValues>;

/** The organization of the account. Throws an Error when the world has none. */
export function findOrganization({ world }: Subject): AwsOrganization {
  const [organization] = world.aws.organizations;
  if (!organization) throw new Error('The world has no organization; it cannot be changed.');
  return organization;
}

/** Takes the account out of its organization: it stands alone and pays for itself. */
export function leaveOrganization(subject: Subject): void {
  findOrganization(subject);
  subject.world.aws.organizations.length = 0;
}

/** Makes the account a member of an organization that another account pays for. */
export function moveBelowPayer(subject: Subject): void {
  const { world, account } = subject;
  const organization = findOrganization(subject);
  createAccount(world, { id: strangerAccountId, name: 'Payer' });
  organization.managementAccountId = strangerAccountId;
  organization.memberAccountIds = [account.id, memberAccountId];
}

/**
 * Puts a service control policy on the account, besides those it has. Throws an Error for a management account: such
 * policies do not apply to it.
 */
export function addServiceControlPolicy(subject: Subject, ...statements: Statement[]): void {
  const { account } = subject;
  const { memberAccountIds, serviceControlPolicies } = findOrganization(subject);
  if (!memberAccountIds.includes(account.id))
    throw new Error(
      `The account ${account.id} is no member of its organization; no policy limits it. Call moveBelowPayer first.`,
    );
  const others = serviceControlPolicies.get(account.id) ?? [];
  const name = `Guardrails${others.length || ''}`;
  serviceControlPolicies.set(account.id, [
    ...others,
    { name, document: makePolicy(...statements) },
  ]);
}
