import tenant from '../../../evidence/azure/tenant.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { Judge } from '../../define-check.ts';

type Directories = typeof tenant extends EvidenceKind<infer T> ? T : never;

/**
 * Whether the reader is signed in to another directory than the one that they named; says so. What
 * was seen there says nothing: apps look gone, and elevated access is that of one directory.
 */
export function isElsewhere(
  own: Evidence<Directories>,
  tenantId: string,
  judge: Judge<unknown>,
): boolean {
  const signedIn = own.status === 'found' ? own.value.value[0]?.id : undefined;
  if (signedIn === undefined || signedIn.toLowerCase() === tenantId.toLowerCase()) return false;
  judge.cannotTell(
    `You are signed in to the directory ${signedIn}, so what was seen there says nothing about ${tenantId}. Sign in to ${tenantId}.`,
    [tenant],
  );
  return true;
}
