import { unbind } from '../../src/simulator/gcp/seed.ts';
import type { Fault } from '../define-faults.ts';
import { accountOf, type GcpWorld, memberOf, revokeRole } from './gcp-world.ts';

export const typed =
  'The mistake is a value typed on the page; nothing in Google Cloud has to change.';
export const rights = 'The reader lacks a right; only an administrator can give it.';
export const signIn =
  'The reader has to sign in as somebody else; no command of the page does that.';
export const onlySpot =
  'Nothing is wrong that the reader could see; what it comes to is decided by the check as Spot.';

/**
 * What the reader types in after the fix: the key file that a command printed last. Read when it is
 * asked for, as the key may come of a later round of fixes than the first.
 */
export const keyFromTerminal: NonNullable<Fault['inputsAfterFix']> = (inputs, printed) => {
  const before = inputs.keyFile ?? '';
  return Object.defineProperty({ ...inputs }, 'keyFile', {
    enumerable: true,
    get: () =>
      printed.findLast(
        (text) => text.trimStart().startsWith('{') && text.includes('"private_key"'),
      ) ?? before,
  });
};

/** Changes fields of the key file that the reader typed in; undefined takes one out. */
export function editKeyFile({ inputs }: GcpWorld, changes: Record<string, unknown>): void {
  inputs.keyFile = JSON.stringify(
    { ...(JSON.parse(inputs.keyFile as string) as object), ...changes },
    null,
    2,
  );
}

/** No key was made yet. */
export function withoutKey(subject: GcpWorld): void {
  accountOf(subject).keys.clear();
  delete subject.inputs.keyFile;
}

/** Nobody made the service account yet. */
export function withoutAccount(subject: GcpWorld): void {
  revokeRole(subject);
  subject.world.gcp.serviceAccounts.delete(accountOf(subject).uniqueId);
  delete subject.inputs.keyFile;
}

/**
 * The service account is deleted as Google does it: its roles stay, under the name of the deleted
 * account.
 */
export function deleteAccount(subject: GcpWorld): void {
  const { world, project } = subject;
  const account = accountOf(subject);
  const member = memberOf(subject);
  account.deletedAt = world.clock.now();
  for (const { members } of project.policy.policy.bindings) {
    const at = members.indexOf(member);
    if (at >= 0) members[at] = `deleted:${member}?uid=${account.uniqueId}`;
  }
}

/** Takes a member's roles on a node away. */
export const revokeFrom = (subject: GcpWorld, node: string, member: string) =>
  unbind(subject.world, node, member);
