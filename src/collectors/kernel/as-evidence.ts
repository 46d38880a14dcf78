import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import providers, { providerOf } from '../../providers/index.ts';

/** An answer as evidence, only if the kind's schema knows it. */
export function asEvidence<T>(kind: EvidenceKind<T>, answer: unknown): Evidence<T> {
  const parsed = kind.schema.safeParse(answer);
  if (parsed.success) return { status: 'found', value: parsed.data };
  const [issue] = parsed.error.issues;
  const { label } = providers[providerOf(kind)];
  return {
    status: 'unreachable',
    message: `${label} answered in a form that this version does not know (${issue?.path.join('.') || 'whole answer'}: ${issue?.message}).`,
  };
}
