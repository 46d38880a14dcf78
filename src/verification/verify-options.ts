import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Collectors, ForStrangers, Propagation } from '../collectors/define-collector.ts';
import type { Vantage } from '../providers/vantages.ts';
import type { VerificationEvent } from './events.ts';
import type { Judging } from './judging.ts';

export interface VerifyOptions {
  runbook: Runbook;
  /** Without it: all steps but the undo ones. */
  step?: string;
  /** Validated values; those not filled in yet are missing or empty. */
  inputs: Readonly<Record<string, string>>;
  vantage: Vantage;
  /** What the reader pasted, by evidence id; used where the vantage could not see. */
  pasted?: Readonly<Record<string, string>>;
  /** Made for this verification, which closes them. Not needed for `pasted`. */
  collectors?: Collectors;
  /** Who reads and judges what came from outside. Default: this thread. */
  judging?: Judging;
  /** Aborts when nobody waits for the answer any more. */
  signal?: AbortSignal;
  /** Now, in the clock of the cloud that is looked at. */
  now?: () => Date;
  onEvent?: (event: VerificationEvent) => void;
  propagation?: Propagation;
  /** Where strangers to what is looked at may ask. */
  forStrangers?: ForStrangers | undefined;
  /** Milliseconds after which what is still missing counts as unreachable. */
  deadlineMs?: number;
}
