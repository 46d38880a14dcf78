import { clean } from '../inputs/clean.ts';
import { isOnPath } from '../inputs/define-input.ts';
import { defaultOf, type InputRules, judgeInputs } from '../inputs/judge.ts';
import type { PageInputs } from './guide-data.ts';
import type { GuideState } from './guide-state.ts';

/** What judges the values of a page. */
export interface PageRules {
  kinds: InputRules;
  /** What does not fit together among values that are each right; messages by input. */
  crossCheck(values: Readonly<Record<string, string>>): Record<string, string>;
}

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
  if (!rules) return { ...deriveTyped(definitions, state), errors: {}, notes: {} };
  const raw = readRaw(definitions, state);
  const { values, errors, notes } = judgeInputs(rules.kinds, definitions, raw);
  return {
    ...sortValues(definitions, values),
    errors: { ...errors, ...rules.crossCheck(values) },
    notes,
    raw,
  };
}

/** What counts while nothing can judge it: everything as it was typed, cleaned. */
export function deriveTyped(
  definitions: PageInputs,
  state: GuideState,
): Pick<GuideValues, 'values' | 'secrets' | 'raw'> {
  const raw = readRaw(definitions, state);
  const typed = Object.entries(raw)
    .map(([name, text]) => [name, clean(text).value] as const)
    .filter(([, value]) => value !== '');
  return { ...sortValues(definitions, Object.fromEntries(typed)), raw };
}

/** What stands in the fields. */
function readRaw(definitions: PageInputs, state: GuideState): Record<string, string> {
  const raw: Record<string, string> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    const issued = definition.source === 'session' ? state.session?.externalId : undefined;
    const typed = state.inputs[name];
    // An option that is no more (the guide has changed) is a choice that nobody made.
    const gone =
      definition.kind === 'choice' && !definition.options?.some((option) => option.value === typed);
    raw[name] = issued ?? (gone ? undefined : typed) ?? defaultOf(definition) ?? '';
  }
  return raw;
}

/** Values of the reader's path, and apart from them those that are secret. */
function sortValues(
  definitions: PageInputs,
  judged: Readonly<Record<string, string>>,
): Pick<GuideValues, 'values' | 'secrets'> {
  const values: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  for (const [name, value] of Object.entries(judged)) {
    const { secret, when } = definitions[name] as PageInputs[string];
    if (isOnPath(when, judged)) (secret ? secrets : values)[name] = value;
  }
  return { values, secrets };
}
