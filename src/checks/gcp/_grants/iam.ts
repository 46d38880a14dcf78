import type { Binding } from '../../../evidence/gcp/_shared/allow-policy.ts';

/**
 * Bindings of `deleted:serviceAccount:EMAIL?uid=123`: what is left of a deleted service account.
 */
export function deletedMembers(
  bindings: readonly Binding[],
  email: string,
): { role: string; member: string; uid: string }[] {
  return bindings.flatMap(({ role, members }) =>
    members.flatMap((member) => {
      const [, address = '', uid = ''] =
        /^deleted:serviceAccount:([^?]+)\?uid=(\d+)$/.exec(member) ?? [];
      return address.toLowerCase() === email.toLowerCase() ? [{ role, member, uid }] : [];
    }),
  );
}

/** Everybody, service accounts too. */
export const isEverybody = (member: string) =>
  member === 'allUsers' || member === 'allAuthenticatedUsers';

/**
 * Who may stand for the service account without its name: groups and sets, whose members a policy
 * does not show. A domain is not: service accounts belong to none.
 */
export const isCollective = (member: string) => /^(group:|principalSet:)/.test(member);
