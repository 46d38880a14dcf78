import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { findNextPage } from '../../evidence/pages.ts';
import readSchema from '../../evidence/read-schema.ts';
import providers, { providerOf } from '../../providers/index.ts';

/** An answer as evidence, only if the kind's schema knows it and it is the whole list. */
export function asEvidence<T>(kind: EvidenceKind<T>, answer: unknown): Evidence<T> {
  if (!kind.judgesPages && findNextPage(answer) !== undefined) {
    return {
      status: 'unreachable',
      message: 'The list is longer than what was read of it; what is not in it may be in the rest.',
    };
  }
  const parsed = readSchema(kind.schema, answer);
  if (parsed.ok) return { status: 'found', value: parsed.value };
  if (parsed.tooMuch) return { status: 'unreachable', message: parsed.tooMuch };
  const what = parsed.message.replace('received undefined', 'received nothing');
  const { label } = providers[providerOf(kind)];
  return {
    status: 'unreachable',
    message: `${label} answered in a form that this version does not know (${parsed.at || 'whole answer'}: ${what}).`,
  };
}
