import { clean } from '../../inputs/clean.ts';
import { isOnPath } from '../../inputs/define-input.ts';
import { defaultOf, judgeInputs } from '../../inputs/judge.ts';
import type { PageInputs, PageStep } from '../../page/guide-data.ts';
import type { PageRules } from './rules.ts';
import type { GuideState, StepRecord } from './store.ts';

export interface GuideValues {
  /**
   * Valid and cleaned: what goes into commands. Without secrets, and without inputs of other paths.
   */
  values: Record<string, string>;
  /** Valid values of secret inputs: shown nowhere, sent only where the server may have them. */
  secrets: Record<string, string>;
  /** What is wrong with what was typed, by input. */
  errors: Record<string, string>;
  /** What was cleaned, by input; of a secret, what it is. */
  notes: Record<string, string>;
  /** What stands in the field. */
  raw: Record<string, string>;
}

/**
 * Judges what the reader typed, or, while the rules are not loaded, takes it as it is. A choice
 * nobody made is its first option; an external ID of the session wins over a typed one.
 */
export function deriveValues(
  definitions: PageInputs,
  state: GuideState,
  rules: PageRules | undefined,
): GuideValues {
  const raw: Record<string, string> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    const issued = definition.source === 'session' ? state.session?.externalId : undefined;
    const typed = state.inputs[name];
    // An option that is no more (the guide has changed) is a choice that nobody made.
    const gone =
      definition.kind === 'choice' && !definition.options?.some((option) => option.value === typed);
    raw[name] = issued ?? (gone ? undefined : typed) ?? defaultOf(definition) ?? '';
  }
  const judged = rules ? judgeInputs(rules.kinds, definitions, raw) : unjudged(raw);
  const errors: Record<string, string> = { ...judged.errors, ...rules?.crossCheck(judged.values) };
  const values: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  for (const [name, value] of Object.entries(judged.values)) {
    const { secret, when } = definitions[name] as PageInputs[string];
    if (isOnPath(when, judged.values)) (secret ? secrets : values)[name] = value;
  }
  return { values, secrets, errors, notes: judged.notes, raw };
}

function unjudged(raw: Readonly<Record<string, string>>): ReturnType<typeof judgeInputs> {
  const typed = Object.entries(raw).map(([name, text]) => [name, clean(text).value] as const);
  return {
    values: Object.fromEntries(typed.filter(([, value]) => value !== '')),
    errors: {},
    notes: {},
  };
}

export type StepState = 'locked' | 'open' | StepRecord['state'];

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
  steps: readonly PageStep[],
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
 * Opens a locked step: every one of these steps before it that has no verdict yet, or a failing
 * one, counts as skipped.
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
