import { type Check, kindsOf } from '../checks/define-check.ts';
import { type CheckResult, combineStatus, type Report } from '../checks/report.ts';
import { takeTurn } from '../collectors/kernel/take-turn.ts';
import labelsOf from '../inputs/labels-of.ts';
import type { VerificationEvent } from './events.ts';
import { createGatherer } from './gather.ts';
import { requireStep } from './judge-step.ts';
import { JudgingStopped, judgeHere } from './judging.ts';
import { isForSpotToDecide, type Plan, planVerification } from './plan.ts';
import { createSecretRedactor } from './redact-secrets.ts';
import type { VerifyOptions } from './verify-options.ts';

/**
 * Verifies one step or the whole runbook: gathers all evidence at once, each kind once, and judges
 * each check as soon as its evidence is in. The wall time is that of the longest chain of dependent
 * calls.
 *
 * A whole-runbook report has the status of the steps that this vantage can decide; a step that only
 * other eyes can decide (Spot's own access, seen from the reader) is reported as undetermined and
 * says so.
 *
 * Secrets among the inputs are in no event and in no report.
 *
 * Throws an Error when the step is unknown, and the signal's reason when the client left.
 */
export async function verify(options: VerifyOptions): Promise<Report> {
  const { runbook, inputs, signal: client } = options;
  const hide = createSecretRedactor(runbook, inputs);
  try {
    if (options.step !== undefined) requireStep(runbook, options.step);
    client?.throwIfAborted();
  } catch (error) {
    options.collectors?.close();
    throw error;
  }
  const stop = new AbortController();
  const timer = setTimeout(
    () => stop.abort(new DOMException('The time for this verification is up.', 'TimeoutError')),
    options.deadlineMs ?? 60_000,
  );
  const leave = () => stop.abort(client?.reason);
  client?.addEventListener('abort', leave, { once: true });
  try {
    await takeTurn();
    return await gatherAndJudge({
      ...options,
      now: options.now ?? (() => new Date()),
      onEvent: (event) => options.onEvent?.(hide(event)),
      stop: stop.signal,
      hide,
    });
  } finally {
    clearTimeout(timer);
    client?.removeEventListener('abort', leave);
    // Whatever is still under way is of no use to anybody.
    stop.abort(new DOMException('The verification is over.', 'AbortError'));
    options.collectors?.close();
  }
}

interface Verification extends VerifyOptions {
  now: () => Date;
  onEvent: (event: VerificationEvent) => void;
  /** Aborts when the client leaves or the time is up. */
  stop: AbortSignal;
  hide: <T>(value: T) => T;
}

async function gatherAndJudge(verification: Verification): Promise<Report> {
  const { runbook, vantage, inputs, collectors, signal: client, onEvent } = verification;
  const { judging = judgeHere } = verification;
  const startedAt = Date.now();
  const plan = planVerification(runbook, verification.step, inputs);
  onEvent(announce(plan, verification));
  const gather = createGatherer({
    ...verification,
    judging,
    signal: verification.stop,
    announced: new Set(plan.kinds.map(({ id }) => id)),
    labels: labelsOf(runbook.inputs),
  });
  // Chains take longest: their first calls leave first.
  for (const kind of plan.kinds) if (collectors?.isChained?.(kind)) void gather(kind);
  const judge = async (step: string, check: Check): Promise<CheckResult> => {
    const checks = plan.withBlockers(check);
    const kinds = [...new Set(checks.flatMap(kindsOf))];
    const evidence = Object.fromEntries(
      await Promise.all(kinds.map(async (kind) => [kind.id, await gather(kind)] as const)),
    );
    const { step: only, now } = verification;
    return judging
      .judgeCheck({ runbook, inputs, evidence, now: now(), only, step, check: check.id })
      .catch((error) => notJudged(check, error));
  };
  const steps = await Promise.all(
    plan.steps.map(async ({ id, step }) => {
      const checks = await Promise.all(
        step.checks.map(async (check) => {
          const result = await judge(id, check);
          client?.throwIfAborted();
          onEvent({ type: 'check', step: id, result });
          return result;
        }),
      );
      const status = combineStatus(checks.map((check) => check.status));
      return { id, title: step.title, status, checks };
    }),
  );
  client?.throwIfAborted();
  const report = verification.hide<Report>({
    runbook: runbook.id,
    vantage,
    status: combineDeciding(plan, steps, verification),
    steps,
    startedAt: new Date(startedAt).toISOString(),
    durationMs: Date.now() - startedAt,
  });
  onEvent({ type: 'report', report });
  return report;
}

/** Whose judging was stopped says so, and is never taken for right or wrong. */
function notJudged({ id, title }: Check, error: unknown): CheckResult {
  if (!(error instanceof JudgingStopped)) throw error;
  const unseen = [{ title, reason: 'cannotTell' as const, message: error.message }];
  return { id, title, status: 'undetermined', findings: [], unseen };
}

function announce(plan: Plan, { runbook, vantage }: Verification): VerificationEvent {
  return {
    type: 'plan',
    runbook: runbook.id,
    vantage,
    steps: plan.steps.map(({ id, step }) => ({
      id,
      title: step.title,
      checks: step.checks.map(({ id: check, title }) => ({ id: check, title })),
    })),
    evidence: plan.kinds.map(({ id, title }) => ({ id, title })),
  };
}

/** The status of the steps that this vantage can decide. */
function combineDeciding(
  plan: Plan,
  steps: Report['steps'],
  { step: only, vantage }: Verification,
): CheckResult['status'] {
  const deciding = plan.steps.flatMap(({ step }, index) => {
    const status = steps[index]?.status ?? 'undetermined';
    return only === undefined && isForSpotToDecide(step, status, vantage) ? [] : [status];
  });
  return combineStatus(deciding);
}
