import type { Runbook, Step } from '../../runbooks/define-runbook.ts';
import { type Check, kindsOf } from '../checks/define-check.ts';
import type { CheckResult } from '../checks/report.ts';
import type { EvidenceKind } from '../evidence/define-evidence.ts';
import { isOnPath } from '../inputs/define-input.ts';
import type { Vantage } from '../providers/vantages.ts';

export interface PlannedStep {
  id: string;
  step: Step;
}

/** What one verification will look at and judge. */
export interface Plan {
  steps: readonly PlannedStep[];
  /** Everything the steps' checks use, and what the checks before them use: each kind once. */
  kinds: readonly EvidenceKind[];
  /** The check with all checks it waits for (`after`, transitively), itself last. */
  withBlockers(check: Check): readonly Check[];
  /** Ids of the checks it waits for that belong to other steps than its own. */
  elsewhere(check: Check): ReadonlySet<string>;
}

/**
 * Plans one step, or all but the undo steps, of the path that the inputs choose. Checks that a step
 * waits for count even when they belong to other steps.
 */
export function planVerification(
  runbook: Runbook,
  stepId?: string,
  inputs: Readonly<Record<string, string>> = {},
): Plan {
  const all = Object.entries(runbook.steps)
    .filter(([id, step]) => id === stepId || isOnPath(step.when, inputs))
    .map(([id, step]) => ({ id, step }));
  const steps = all.filter(({ id, step }) =>
    stepId === undefined ? step.phase !== 'undo' : id === stepId,
  );
  const candidates = new Map(
    (stepId === undefined ? steps : all).flatMap(({ step }) =>
      step.checks.map((check) => [check.id, check] as const),
    ),
  );
  const withBlockers = (check: Check): Check[] => {
    const ordered = new Map<string, Check>();
    const visit = (current: Check, path: readonly string[]) => {
      if (ordered.has(current.id) || path.includes(current.id)) return;
      for (const id of current.after ?? []) {
        const before = candidates.get(id);
        if (before) visit(before, [...path, current.id]);
      }
      ordered.set(current.id, current);
    };
    visit(check, []);
    return [...ordered.values()];
  };
  const checks = steps.flatMap(({ step }) => step.checks.flatMap(withBlockers));
  const kinds = [...new Map(checks.flatMap(kindsOf).map((kind) => [kind.id, kind])).values()];
  const elsewhere = (check: Check) => {
    const own = all.find(({ step }) => step.checks.some(({ id }) => id === check.id))?.step.checks;
    return new Set(
      withBlockers(check)
        .map(({ id }) => id)
        .filter((id) => !own?.some((one) => one.id === id)),
    );
  };
  return { steps, kinds, withBlockers, elsewhere };
}

/** Whether a vantage can gather a kind at all, whatever its permissions. */
export function canGather(kind: EvidenceKind, vantage: Vantage): boolean {
  return kind.vantages === undefined || kind.vantages.includes(vantage);
}

/**
 * Whether a step of a whole-runbook report is left to Spot's eyes: it is theirs to decide, and this
 * vantage saw nothing that decides it. What it did see (the ARN of another role, say) counts.
 */
export function isForSpotToDecide(
  step: Step,
  status: CheckResult['status'],
  vantage: Vantage,
): boolean {
  return step.vantage === 'spot' && vantage !== 'spot' && status === 'undetermined';
}
