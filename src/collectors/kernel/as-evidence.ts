import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { findNextPage } from '../../evidence/pages.ts';
import providers, { providerOf } from '../../providers/index.ts';

/** An answer as evidence, only if the kind's schema knows it and it is the whole list. */
export function asEvidence<T>(kind: EvidenceKind<T>, answer: unknown): Evidence<T> {
  if (!kind.judgesPages && findNextPage(answer) !== undefined) {
    return {
      status: 'unreachable',
      message: 'The list is longer than what was read of it; what is not in it may be in the rest.',
    };
  }
  const parsed = kind.schema.safeParse(answer);
  if (parsed.success) return { status: 'found', value: parsed.data };
  const [issue] = parsed.error.issues;
  const what = issue?.message.replace('received undefined', 'received nothing');
  const { label } = providers[providerOf(kind)];
  return {
    status: 'unreachable',
    message: `${label} answered in a form that this version does not know (${issue?.path.join('.') || 'whole answer'}: ${what}).`,
  };
}
