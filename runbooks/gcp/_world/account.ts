import { deleteKeys } from './key-file.ts';
import { findAccount, formatMember, type GcpWorld, revokeRole } from './world.ts';

/** Verbs that change the service account of the guide. */

/** Nobody made the service account yet. */
export function removeAccount(subject: GcpWorld): void {
  revokeRole(subject);
  deleteKeys(subject);
  subject.world.gcp.serviceAccounts.delete(findAccount(subject).uniqueId);
  delete subject.inputs.keyFile;
}

/**
 * Deletes the service account as Google does it: its roles stay, under the name of the deleted
 * account. https://cloud.google.com/iam/docs/service-accounts-delete-undelete
 */
export function deleteAccount(subject: GcpWorld): void {
  const { world, project } = subject;
  const account = findAccount(subject);
  const member = formatMember(subject);
  account.deletedAt = world.clock.now();
  for (const { members } of project.policy.policy.bindings) {
    const at = members.indexOf(member);
    if (at >= 0) members[at] = `deleted:${member}?uid=${account.uniqueId}`;
  }
}
