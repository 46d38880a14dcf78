import type callerIdentity from '../../../evidence/aws/caller-identity.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';

type Identity = typeof callerIdentity extends EvidenceKind<infer T> ? T : never;

/**
 * Why looking says nothing about the account that is being connected, or undefined: whoever is
 * signed in to another account sees that one's buckets and reports, and "not there" would send the
 * reader the wrong way.
 */
export function findAccountMismatch(
  identity: Evidence<Identity>,
  accountId: string,
): string | undefined {
  if (identity.status !== 'found' || identity.value.Account === accountId) return undefined;
  return `The credentials that looked belong to account ${identity.value.Account}, so nothing was learnt about ${accountId}. Sign in to ${accountId} and check again.`;
}

/**
 * The same for answers that do not name their account themselves: without knowing who is signed in
 * they may be of any.
 */
export function findUnknownAccount(
  identity: Evidence<Identity>,
  accountId: string,
): string | undefined {
  return identity.status === 'found'
    ? findAccountMismatch(identity, accountId)
    : `The answers do not say of which account they are, and who is signed in could not be seen: they may be of another account than ${accountId}.`;
}
