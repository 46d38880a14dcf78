import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import type { Failure } from '../../providers/dialect.ts';
import { asEvidence } from './as-evidence.ts';

/** What a provider's errors mean for a kind of evidence: see `describeFailure`. */
export type Classify = (kind: EvidenceKind, error: unknown) => Failure;

/** The ways of looking at a provider whose errors are read by `classify`. */
export interface Looking {
  classify: Classify;
  /** Runs `look`; what it throws is evidence, too. */
  attempt<T>(kind: EvidenceKind<T>, look: () => Promise<Evidence<T>>): Promise<Evidence<T>>;
  /** The answer that `read` brings, as evidence; so is what it throws. */
  read<T>(kind: EvidenceKind<T>, read: () => Promise<unknown>): Promise<Evidence<T>>;
}

/**
 * Makes the ways of looking at one provider.
 *
 * @example
 * export const { attempt, classify, read } = createLooking((kind, error) =>
 *   describeFailure('Azure', error, (thrown) => refusalOf(kind, thrown)),
 * );
 */
export function createLooking(classify: Classify): Looking {
  const attempt: Looking['attempt'] = async (kind, look) => {
    try {
      return await look();
    } catch (error) {
      return classify(kind, error);
    }
  };
  return {
    classify,
    attempt,
    read: (kind, read) => attempt(kind, async () => asEvidence(kind, await read())),
  };
}
