import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { CheckResult } from '../checks/report.ts';
import type { Evidence, EvidenceKind } from '../evidence/define-evidence.ts';
import { type JudgeRequest, judgeCheck, kindsOfRunbook } from './judge-step.ts';
import { type Plan, planVerification } from './plan.ts';
import readAnything, { type ReadRequest } from './read-anything.ts';
import readPasted from './read-pasted.ts';
import type { Reading } from './reading.ts';

/** A text that was pasted for a kind of evidence. */
export interface TextRequest extends Pick<JudgeRequest, 'runbook' | 'inputs'> {
  kind: EvidenceKind;
  text: string | undefined;
}

/** An answer that came back when a kind of evidence was asked for. */
export interface AnswerRequest extends Pick<JudgeRequest, 'runbook' | 'inputs'> {
  kind: EvidenceKind;
  evidence: Evidence;
}

/** A check of a verification, where its evidence is in. */
export interface CheckRequest extends JudgeRequest {
  /** The step that is verified; undefined for the whole runbook. */
  only: string | undefined;
  /** The step in which the check stands. */
  step: string;
  /** Its id. */
  check: string;
}

/**
 * Who reads and judges what came from outside: this thread, or others that are stopped when they
 * take too long. All that a request holds can be cloned, but for the runbook and the kind, which
 * have ids.
 *
 * Rejects with {@link JudgingStopped}, whose message is for the reader.
 */
export interface Judging {
  /** See {@link readPasted}. */
  readText(request: TextRequest): Promise<Evidence | undefined>;
  /** What the answer is about, when that is not what was asked; else undefined. */
  findOtherSubject(request: AnswerRequest): Promise<string | undefined>;
  /** See {@link judgeCheck}. Throws an Error when the runbook has no such step or check. */
  judgeCheck(request: CheckRequest): Promise<CheckResult>;
  /** See {@link readAnything}. */
  readAnything(request: ReadRequest): Promise<Reading>;
}

const plans = new WeakMap<object, { runbook: Runbook; only: string | undefined; plan: Plan }>();

/** The plan of a verification, made once for all its checks: they are asked about with the same inputs. */
function planOnce(
  runbook: Runbook,
  only: string | undefined,
  inputs: CheckRequest['inputs'],
): Plan {
  const known = plans.get(inputs);
  if (known?.runbook === runbook && known.only === only) return known.plan;
  const plan = planVerification(runbook, only, inputs);
  plans.set(inputs, { runbook, only, plan });
  return plan;
}

/**
 * Judges in this thread, however long it takes: for the terminal and the proofs, where whoever asks
 * waits for themselves alone.
 */
export const judgeHere: Judging = {
  async readText({ runbook, kind, text, inputs }) {
    return readPasted(kind, text, { inputs, ofRunbook: kindsOfRunbook(runbook) });
  },
  async findOtherSubject({ kind, evidence, inputs }) {
    return evidence.status === 'found'
      ? kind.findOtherSubject?.(evidence.value, inputs)
      : undefined;
  },
  async judgeCheck({ only, step, check: id, ...request }) {
    const check = request.runbook.steps[step]?.checks.find((one) => one.id === id);
    if (!check)
      throw new Error(`${request.runbook.id} has no check “${id}” in its step “${step}”.`);
    return judgeCheck(planOnce(request.runbook, only, request.inputs), check, request);
  },
  async readAnything(request) {
    return readAnything(request);
  },
};

/**
 * Why nothing was judged:
 * - `too-much`: it took too long or too much memory, and would again
 * - `busy`: it did not get its turn; later it may
 * - `failed`: a defect of this program
 */
export type StopReason = 'too-much' | 'busy' | 'failed';

/** Judging was stopped before there was a verdict. The message says so to the reader. */
export class JudgingStopped extends Error {
  readonly reason: StopReason;
  /** For `busy`: when its turn is likely to come, as far as that is known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(reason: StopReason, what: string, next: string, retryAfterSeconds?: number) {
    super(`${what} It says nothing about your account. ${next}`);
    this.name = 'JudgingStopped';
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
