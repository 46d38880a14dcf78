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
 * Members that are not the service account, or name it. A domain is here: service accounts belong to
 * none.
 *
 * Source: https://cloud.google.com/iam/docs/principal-identifiers
 */
const single =
  /^(user|serviceAccount|domain|deleted|projectOwner|projectEditor|projectViewer):|^principal:\/\/(?!.*\/serviceAccounts\/)/;

/**
 * Who may stand for the service account without its name: groups and sets, whose members a policy
 * does not show, and whatever Google calls members that is not known here.
 */
export const isCollective = (member: string) => !isEverybody(member) && !single.test(member);
