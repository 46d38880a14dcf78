import { isOnPath } from '../inputs/define-input.ts';
import type { PageStep } from './guide-data.ts';
import type { GuideState, StepRecord } from './guide-state.ts';

type StepState = 'locked' | 'open' | StepRecord['state'];

export interface StepView {
  id: string;
  /** From 1, on the reader's path; 0 off it. */
  number: number;
  title: string;
  state: StepState;
  /**
   * Whether the step is for the path that the values choose. Others are neither shown nor counted.
   */
  onPath: boolean;
  /** It passed, with other values than those of now. */
  stale: boolean;
  record: StepRecord | undefined;
  /** The step that has to pass first, of a locked one. */
  waitsFor: { id: string; title: string; number: number } | undefined;
}

/**
 * The state of each step. A step opens when the one before it on the path passed, was skipped, or
 * is right so far and only waits for the cloud. A step once judged stays open. Undo steps are
 * always open. `values` with secrets.
 */
export function deriveSteps(
  steps: readonly Pick<PageStep, 'id' | 'title' | 'phase' | 'when'>[],
  state: GuideState,
  values: Readonly<Record<string, string>>,
): StepView[] {
  const path = steps.filter((step) => isOnPath(step.when, values));
  return steps.map((step) => {
    const record = state.steps[step.id];
    const index = path.indexOf(step);
    const before = path[index - 1];
    const lastOne = before ? state.steps[before.id]?.state : 'passed';
    const open =
      index < 0 ||
      record !== undefined ||
      step.phase === 'undo' ||
      lastOne === 'passed' ||
      lastOne === 'skipped' ||
      lastOne === 'pending';
    const stale =
      record !== undefined &&
      record.state !== 'skipped' &&
      Object.entries(record.values).some(([name, value]) => (values[name] ?? '') !== value);
    return {
      id: step.id,
      number: index + 1,
      title: step.title,
      state: !open ? 'locked' : record && !stale ? record.state : 'open',
      onPath: index >= 0,
      stale,
      record,
      waitsFor: !open && before ? { id: before.id, title: before.title, number: index } : undefined,
    };
  });
}

/**
 * Opens a locked step: every one of these steps before it that has no verdict yet, or one that is no
 * pass, counts as skipped.
 */
export function skipTo(
  steps: readonly PageStep[],
  id: string,
  at: string,
): (state: GuideState) => GuideState {
  return (state) => {
    const index = steps.findIndex((step) => step.id === id);
    const skipped: Record<string, StepRecord> = {};
    for (const step of steps.slice(0, index)) {
      const record = state.steps[step.id];
      if (record?.state !== 'passed' && record?.state !== 'pending')
        skipped[step.id] = { state: 'skipped', at, values: {} };
    }
    return { ...state, steps: { ...state.steps, ...skipped } };
  };
}

/** Takes the verdict (or the skipping) of a step back. */
export function forget(id: string): (state: GuideState) => GuideState {
  return (state) => {
    const { [id]: _gone, ...steps } = state.steps;
    return { ...state, steps };
  };
}
