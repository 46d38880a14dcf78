import { crossCheck, validateInputs } from '../../inputs/kinds.ts';
import type { PageInputs, PageStep } from '../../remark/page-data.ts';
import type { GuideState, StepRecord } from './store.ts';

export interface GuideValues {
  /** Valid and cleaned: what goes into commands. */
  values: Record<string, string>;
  /** What is wrong with what was typed, by input. */
  errors: Record<string, string>;
  /** What was cleaned, by input. */
  notes: Record<string, string>;
  /** What stands in the field. */
  raw: Record<string, string>;
}

/** Judges what the reader typed. A choice nobody made is its first option; an external ID of the session wins over a typed one. */
export function deriveValues(definitions: PageInputs, state: GuideState): GuideValues {
  const raw: Record<string, string> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    const issued = definition.source === 'session' ? state.session?.externalId : undefined;
    raw[name] = issued ?? state.inputs[name] ?? definition.options?.[0]?.value ?? '';
  }
  const { values, errors, notes } = validateInputs(definitions, raw);
  return { values, errors: { ...errors, ...crossCheck(values) }, notes, raw };
}

export type StepState = 'locked' | 'open' | StepRecord['state'];

export interface StepView {
  id: string;
  /** From 1. */
  number: number;
  title: string;
  state: StepState;
  /** It passed, with other values than those of now. */
  stale: boolean;
  record: StepRecord | undefined;
  /** The step that has to pass first, of a locked one. */
  waitsFor: { id: string; title: string; number: number } | undefined;
}

/**
 * The state of each step. A step opens when the one before it passed, was skipped, or is right so far and only waits for the cloud.
 * A step once judged stays open. Undo steps are always open.
 */
export function deriveSteps(steps: readonly PageStep[], state: GuideState, values: Readonly<Record<string, string>>): StepView[] {
  return steps.map((step, index) => {
    const record = state.steps[step.id];
    const before = steps[index - 1];
    const lastOne = before ? state.steps[before.id]?.state : 'passed';
    const open = record !== undefined || step.phase === 'undo' || lastOne === 'passed' || lastOne === 'skipped' || lastOne === 'pending';
    const stale =
      record !== undefined &&
      record.state !== 'skipped' &&
      Object.entries(record.values).some(([name, value]) => (values[name] ?? '') !== value);
    return {
      id: step.id,
      number: index + 1,
      title: step.title,
      state: !open ? 'locked' : record && !stale ? record.state : 'open',
      stale,
      record,
      waitsFor: !open && before ? { id: before.id, title: before.title, number: index } : undefined,
    };
  });
}

/** Opens a locked step: every step before it that has no verdict yet, or a failing one, counts as skipped. */
export function skipTo(steps: readonly PageStep[], id: string, at: string): (state: GuideState) => GuideState {
  return (state) => {
    const index = steps.findIndex((step) => step.id === id);
    const skipped: Record<string, StepRecord> = {};
    for (const step of steps.slice(0, index)) {
      const record = state.steps[step.id];
      if (record?.state !== 'passed' && record?.state !== 'pending') skipped[step.id] = { state: 'skipped', at, values: {} };
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
