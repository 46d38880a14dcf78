import type spotReads from '../../../evidence/aws/spot-reads.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';

type Reads = typeof spotReads extends EvidenceKind<infer T> ? T : never;

export type Outcome = Reads['listBucket'];

/** Cost Explorer refuses everybody until it was opened once; AWS words that as a refusal too. */
export const neverOpened = ({ outcome, message = '' }: Outcome) =>
  outcome === 'denied' && /not enabled for cost explorer/i.test(message);

export const readingDenied = (outcome: Outcome) =>
  outcome.outcome === 'denied' && !neverOpened(outcome);
