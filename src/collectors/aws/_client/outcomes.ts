import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { classify } from './classify.ts';

/** What came of one call that was only tried to see whether it is allowed. */
export interface Outcome {
  outcome: 'ok' | 'denied' | 'absent' | 'noData' | 'unreachable';
  code?: string;
  message?: string;
}

/** What evidence says of the call that brought it. */
export function outcomeOf(evidence: Evidence): Outcome {
  switch (evidence.status) {
    case 'found':
      return { outcome: 'ok' };
    case 'absent':
    case 'denied':
      return { outcome: evidence.status, code: evidence.code, message: evidence.message };
    default:
      return { outcome: 'unreachable', message: evidence.message };
  }
}

/** Tries a call. `absentCodes` are those that mean "nothing there" for this call. */
export async function tryCall(
  kind: EvidenceKind,
  ask: () => Promise<unknown>,
  absentCodes: readonly string[] = [],
): Promise<Outcome> {
  try {
    await ask();
    return { outcome: 'ok' };
  } catch (error) {
    return outcomeOf(classify({ ...kind, absentCodes }, error));
  }
}

/** Where one call brought no usable answer, all of them together say nothing. */
export function findLost(outcomes: readonly Outcome[]): Evidence<never> | undefined {
  const lost = outcomes.find(({ outcome }) => outcome === 'unreachable');
  return lost && { status: 'unreachable', message: lost.message ?? 'AWS gave no usable answer.' };
}
