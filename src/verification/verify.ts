import type { Check } from '../checks/define-check.ts';
import { type CheckResult, combineStatus, type Report } from '../checks/report.ts';
import { runChecks } from '../checks/run-checks.ts';
import labelsOf from '../inputs/labels-of.ts';
import type { VerificationEvent } from './events.ts';
import { gatherer } from './gather.ts';
import { isForSpotToDecide, kindsOf, planVerification } from './plan.ts';
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
  const { runbook, vantage, inputs, signal: client, now = () => new Date() } = options;
  const hide = createSecretRedactor(runbook, inputs);
  const onEvent = (event: VerificationEvent) => options.onEvent?.(hide(event));
  try {
    if (options.step !== undefined && !Object.hasOwn(runbook.steps, options.step)) {
      throw new Error(
        `${runbook.id} has no step “${options.step}”. Its steps: ${Object.keys(runbook.steps).join(', ')}.`,
      );
    }
    client?.throwIfAborted();
  } catch (error) {
    options.collectors?.close();
    throw error;
  }
  const startedAt = Date.now();
  const plan = planVerification(runbook, options.step, inputs);
  onEvent({
    type: 'plan',
    runbook: runbook.id,
    vantage,
    steps: plan.steps.map(({ id, step }) => ({
      id,
      title: step.title,
      checks: step.checks.map(({ id, title }) => ({ id, title })),
    })),
    evidence: plan.kinds.map(({ id, title }) => ({ id, title })),
  });

  const deadlineMs = options.deadlineMs ?? 60_000;
  const stop = new AbortController();
  const timer = setTimeout(
    () => stop.abort(new DOMException('The time for this verification is up.', 'TimeoutError')),
    deadlineMs,
  );
  const leave = () => stop.abort(client?.reason);
  client?.addEventListener('abort', leave, { once: true });
  try {
    const gather = gatherer({
      ...options,
      now,
      onEvent,
      signal: stop.signal,
      announced: new Set(plan.kinds.map(({ id }) => id)),
    });
    // Chains take longest: their first calls leave first.
    for (const kind of plan.kinds) if (options.collectors?.isChained?.(kind)) void gather(kind);
    const labels = labelsOf(options.runbook.inputs);
    const judge = async (check: Check): Promise<CheckResult> => {
      const checks = plan.withBlockers(check);
      const kinds = [...new Set(checks.flatMap(kindsOf))];
      const evidence = Object.fromEntries(
        await Promise.all(kinds.map(async (kind) => [kind.id, await gather(kind)] as const)),
      );
      return runChecks(checks, { inputs, labels, evidence, now: now() }).at(-1) as CheckResult;
    };
    const steps = await Promise.all(
      plan.steps.map(async ({ id, step }) => {
        const checks = await Promise.all(
          step.checks.map(async (check) => {
            const result = await judge(check);
            client?.throwIfAborted();
            onEvent({ type: 'check', step: id, result });
            return result;
          }),
        );
        return {
          id,
          title: step.title,
          status: combineStatus(checks.map(({ status }) => status)),
          checks,
        };
      }),
    );
    client?.throwIfAborted();
    const deciding = plan.steps.flatMap(({ step }, index) => {
      const status = steps[index]?.status ?? 'undetermined';
      return options.step === undefined && isForSpotToDecide(step, status, vantage) ? [] : [status];
    });
    const report = hide<Report>({
      runbook: runbook.id,
      vantage,
      status: combineStatus(deciding),
      steps,
      startedAt: new Date(startedAt).toISOString(),
      durationMs: Date.now() - startedAt,
    });
    onEvent({ type: 'report', report });
    return report;
  } finally {
    clearTimeout(timer);
    client?.removeEventListener('abort', leave);
    // Whatever is still under way is of no use to anybody.
    stop.abort(new DOMException('The verification is over.', 'AbortError'));
    options.collectors?.close();
  }
}
