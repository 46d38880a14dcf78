import '../api/without-eval.ts';
import { judgePastedStep, type StepVerdict } from '../../verification/judge-step.ts';
import loadRunbook from './load-runbook.ts';

export interface PastedRequest {
  runbook: string;
  step: string;
  inputs: Readonly<Record<string, string>>;
  /** What the reader pasted, by evidence id; blank ones count as not pasted. */
  pasted: Readonly<Record<string, string>>;
  now: Date;
}

/** `unreadable`: what is wrong with a pasted text, by evidence id. */
export type PastedVerdict = StepVerdict & { unreadable: Record<string, string> };

/**
 * Judges a step in this browser from pasted output: nothing is sent anywhere. Import this module
 * dynamically: the checks bring zod along, and come as a chunk of their own for each runbook,
 * loaded the first time somebody pastes.
 */
export async function judgePasted({
  runbook: id,
  step,
  inputs,
  pasted,
  now,
}: PastedRequest): Promise<PastedVerdict> {
  const runbook = await loadRunbook(id);
  if (!runbook || !Object.hasOwn(runbook.steps, step))
    throw new Error(
      `There is no step "${step}" in the runbook "${id}". Reload the page: it may be older than its checks.`,
    );
  return judgePastedStep({ runbook, step, inputs, pasted, now });
}
