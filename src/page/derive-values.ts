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
