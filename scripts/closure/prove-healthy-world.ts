import type { Proof } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { isOnPath } from '../../src/inputs/define-input.ts';
import type { Laboratory, Subject } from '../lib/laboratory.ts';
import type { Ledger } from './ledger.ts';

interface Case {
  ledger: Ledger;
  laboratory: Laboratory;
  runbook: Runbook;
  proof: Proof;
}

/**
 * Looks into the healthy world of each path: a healthy case is one that was seen to pass, not one
 * that was declared. Afterwards everything is taken away, and the undo steps are looked at.
 */
export async function proveHealthyWorld(subject: Case): Promise<void> {
  const { ledger, laboratory, runbook, proof } = subject;
  const passes = new Set<string>();
  const undone = new Set<string>();
  for (const [path, inputs] of Object.entries(proof.paths ?? { 'the only path': {} })) {
    const healthy = proof.healthyWorld(laboratory.simulator, inputs);
    for (const id of await lookAtHealthy(subject, path, healthy)) passes.add(id);
    proof.remove(healthy);
    for (const step of await lookAtRemoved(subject, path, healthy)) undone.add(step);
  }
  provePathsOfVariants(subject);
  for (const [step, { checks, phase }] of Object.entries(runbook.steps)) {
    if (phase === 'undo')
      ledger.need(undone.has(step), `undo step ${step} of ${runbook.id} is on no path`);
    else
      for (const check of checks)
        ledger.need(
          passes.has(check.id),
          `check ${check.id} of ${runbook.id} passes from no vantage in the healthy world`,
        );
  }
}

/** Ids of the checks that pass, from either vantage. */
async function lookAtHealthy(
  { ledger, laboratory, runbook }: Case,
  path: string,
  healthy: Subject,
): Promise<string[]> {
  const passes: string[] = [];
  for (const vantage of ['reader', 'spot'] as const) {
    const report = await laboratory.verify(runbook, healthy, { vantage });
    for (const check of report.steps.flatMap((step) => step.checks))
      if (check.status === 'pass') passes.push(check.id);
    if (vantage === 'reader')
      ledger.need(
        report.status === 'pass',
        `${runbook.id} (${path}) in its healthy world is ${report.status} for its reader, not pass`,
      );
  }
  return passes;
}

/** Undo steps that are on this path. */
async function lookAtRemoved(
  { ledger, laboratory, runbook }: Case,
  path: string,
  removed: Subject,
): Promise<string[]> {
  const undone: string[] = [];
  for (const [step, { phase, when }] of Object.entries(runbook.steps)) {
    if (phase !== 'undo' || !isOnPath(when, removed.inputs)) continue;
    const report = await laboratory.verify(runbook, removed, { vantage: 'reader', step });
    ledger.need(
      report.status === 'pass',
      `undo step ${step} of ${runbook.id} (${path}) is ${report.status} once everything is gone`,
    );
    undone.push(step);
  }
  return undone;
}

/** Each path may be gone in more ways than the guide's own. */
function provePathsOfVariants({ ledger, laboratory, runbook, proof }: Case): void {
  const choosing = [...Object.values(runbook.steps), ...Object.values(runbook.inputs)].flatMap(
    ({ when }) => Object.keys(when ?? {}),
  );
  const varied = proof.variants.map((variant) => {
    const { world, inputs } = variant.build(laboratory.simulator);
    laboratory.simulator.removeWorld(world);
    return inputs;
  });
  for (const [path, inputs] of Object.entries(proof.paths ?? {}))
    ledger.need(
      varied.some((values) => choosing.every((name) => values[name] === inputs[name])),
      `no variant of ${runbook.id} takes the path ${path}`,
    );
}
