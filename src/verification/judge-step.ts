import type { Runbook } from '../../runbooks/define-runbook.ts';
import { type Check, kindsOf } from '../checks/define-check.ts';
import { type CheckResult, combineStatus } from '../checks/report.ts';
import { runChecks } from '../checks/run-checks.ts';
import type { Evidence, EvidenceKind, EvidenceMap } from '../evidence/define-evidence.ts';
import labelsOf from '../inputs/labels-of.ts';
import { type Plan, planVerification } from './plan.ts';
import { readPaste } from './read-pasted.ts';

/** What a step, or a check of it, is judged by. */
export interface JudgeRequest {
  runbook: Runbook;
  inputs: Readonly<Record<string, string>>;
  /** What is missing counts as not collected. */
  evidence: EvidenceMap;
  /** Now, in the clock of the cloud that was looked at. */
  now: Date;
  /** See `RunChecksOptions`: for several checks of the same evidence at the same moment. */
  known?: Map<Check, CheckResult>;
}

export interface StepVerdict {
  status: CheckResult['status'];
  results: CheckResult[];
}

/**
 * Judges a step from evidence that is already there: the one judge, for the page, the API, the terminal
 * and the proofs. Pure. Throws an Error when the runbook has no such step.
 */
export function judgeStep({ step, ...request }: JudgeRequest & { step: string }): StepVerdict {
  const plan = planVerification(requireStep(request.runbook, step), step, request.inputs);
  const known = request.known ?? new Map<Check, CheckResult>();
  const results = plan.steps.flatMap(({ step: { checks } }) =>
    checks.map((check) => judgeCheck(plan, check, { ...request, known })),
  );
  return { status: combineStatus(results.map(({ status }) => status)), results };
}

/**
 * Judges one check of a plan, after those that it waits for. A check of another step blocks it when it is
 * wrong, or when looking failed; one of which nothing was collected says nothing, so every check has
 * to be true by itself.
 */
export function judgeCheck(plan: Plan, check: Check, request: JudgeRequest): CheckResult {
  const { runbook, inputs, evidence, now, known } = request;
  return runChecks(plan.withBlockers(check), {
    inputs,
    labels: labelsOf(runbook.inputs),
    evidence,
    now,
    ...(known ? { known } : {}),
    elsewhere: plan.elsewhere(check),
  }).at(-1) as CheckResult;
}

/**
 * Judges a step from pasted output. `unreadable`: what is wrong with a pasted text, by evidence
 * id. What was pasted for other steps of the guide counts where this one waits for them.
 */
export function judgePastedStep({
  step,
  pasted,
  ...request
}: Omit<JudgeRequest, 'evidence'> & {
  step: string;
  pasted: Readonly<Record<string, string>>;
}): StepVerdict & { unreadable: Record<string, string> } {
  const { runbook, inputs } = request;
  const { kinds } = planVerification(requireStep(runbook, step), step, inputs);
  const ofRunbook = kindsOfRunbook(runbook);
  const evidence: Record<string, Evidence> = {};
  const unreadable: Record<string, string> = {};
  for (const kind of kinds) {
    const read = readPaste(kind, pasted[kind.id], { inputs, ofRunbook });
    if (!read) continue;
    evidence[kind.id] = read.evidence;
    if (read.unreadable !== undefined) unreadable[kind.id] = read.unreadable;
  }
  return { ...judgeStep({ ...request, step, evidence }), unreadable };
}

/** All kinds of evidence that a runbook may ask for. */
export function kindsOfRunbook({ steps }: Runbook): EvidenceKind[] {
  return Object.values(steps).flatMap(({ checks }) => checks.flatMap(kindsOf));
}

/** The runbook, if it has that step; else throws. */
export function requireStep(runbook: Runbook, step: string): Runbook {
  if (Object.hasOwn(runbook.steps, step)) return runbook;
  throw new Error(
    `${runbook.id} has no step “${step}”. Its steps: ${Object.keys(runbook.steps).join(', ')}.`,
  );
}
