import '../api/without-eval.ts';
import { kindsOf } from '../../checks/define-check.ts';
import { type CheckResult, combineStatus } from '../../checks/report.ts';
import { runChecks } from '../../checks/run-checks.ts';
import type { Evidence } from '../../evidence/define-evidence.ts';
import { parsePasted } from '../../evidence/parse-pasted.ts';
import labelsOf from '../../inputs/labels-of.ts';
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
export type PastedVerdict = {
  results: CheckResult[];
  status: CheckResult['status'];
  unreadable: Record<string, string>;
};

/**
 * Judges a step in this browser from pasted output: nothing is sent anywhere. Import this module
 * dynamically: the checks bring zod along, and come as a chunk of their own for each runbook,
 * loaded the first time somebody pastes.
 */
export async function judgePasted({
  runbook: id,
  step: stepId,
  inputs,
  pasted,
  now,
}: PastedRequest): Promise<PastedVerdict> {
  const runbook = await loadRunbook(id);
  const step = runbook?.steps[stepId];
  if (!runbook || !step)
    throw new Error(
      `There is no step "${stepId}" in the runbook "${id}". Reload the page: it may be older than its checks.`,
    );
  const evidence: Record<string, Evidence> = {};
  const unreadable: Record<string, string> = {};
  const others = Object.values(runbook.steps).flatMap(({ checks }) => checks.flatMap(kindsOf));
  for (const kind of step.checks.flatMap(kindsOf)) {
    const text = pasted[kind.id]?.trim();
    if (!text) continue;
    const parsed = parsePasted(kind, text, inputs, others);
    if (parsed.ok) evidence[kind.id] = parsed.evidence;
    else {
      unreadable[kind.id] = parsed.message;
      evidence[kind.id] = { status: 'notCollected', message: parsed.message };
    }
  }
  const results = runChecks(step.checks, {
    inputs,
    labels: labelsOf(runbook.inputs),
    evidence,
    now,
  });
  return { results, status: combineStatus(results.map((result) => result.status)), unreadable };
}
