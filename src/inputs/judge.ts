import { clean, listOf } from './clean.ts';
import { type InputDefinition, isOnPath } from './define-input.ts';
import { placeholder } from './expand.ts';
import { accept, type InputResult, type InputRule, refuse } from './input-rule.ts';

/**
 * How values are judged, by kind. All of them are in `kinds.ts`; a page has those of its own
 * inputs.
 */
export type InputRules = Readonly<Record<string, InputRule>>;

/** Unless a kind says otherwise; more is a whole document, pasted into the wrong field. */
export const longest = 2048;

/**
 * Judges one value as the reader typed or pasted it: cleans what cannot be meant (blanks, quotes,
 * `s3://`) and says so in `note`; for everything else says what it is and what to paste instead.
 */
export function judgeInput(
  rules: InputRules,
  definition: InputDefinition,
  raw: string,
): InputResult {
  const rule = rules[definition.kind];
  if (raw.length > (rule?.longest ?? longest))
    return refuse(
      `This is ${raw.length} characters long. ${definition.label} is one short value: paste that alone.`,
    );
  const { value, removed } = clean(raw);
  if (value === '') return refuse(`Fill this in. ${definition.help}`);
  // JSON, which a key file is, may hold the brackets alone.
  if (value.search(placeholder) >= 0)
    return refuse('This is a placeholder of the guide, not a value. Fill in your own.');
  if (definition.kind === 'choice') {
    const options = definition.options ?? [];
    return options.some((option) => option.value === value)
      ? accept(value)
      : refuse(`Choose one of: ${listOf(options.map((option) => option.value))}.`);
  }
  if (definition.kind === 'choices') return chosen(definition, value);
  if (!rule) throw new Error(`No kind of input is called ${definition.kind}.`);
  const result = rule.validate(value);
  if (!result.ok || removed.length === 0) return result;
  return accept(
    result.value,
    [`Took ${listOf(removed)} away.`, result.note].filter(Boolean).join(' '),
  );
}

/** Any number of the options, in their order, so that the same choice is the same value. */
function chosen({ options = [] }: InputDefinition, value: string): InputResult {
  const wanted = value === 'none' ? [] : value.split(',').map((one) => one.trim());
  const unknown = wanted.filter((one) => !options.some((option) => option.value === one));
  if (unknown.length > 0)
    return refuse(
      `There is no ${listOf(unknown)} to choose. Known: ${listOf(options.map((option) => option.value))}.`,
    );
  return accept(
    options
      .map((option) => option.value)
      .filter((one) => wanted.includes(one))
      .join(',') || 'none',
  );
}

/**
 * What a value is before the reader said anything: a choice has its first option, ticked options
 * are those of the suggestion.
 */
export function defaultOf(definition: InputDefinition): string | undefined {
  if (definition.kind === 'choice') return definition.options?.[0]?.value;
  return definition.kind === 'choices' ? (definition.suggestion ?? 'none') : undefined;
}

/** Judges all values of a runbook: see `validateInputs`. */
export function judgeInputs(
  rules: InputRules,
  definitions: Readonly<Record<string, InputDefinition>>,
  raw: Readonly<Record<string, string>>,
): {
  values: Record<string, string>;
  errors: Record<string, string>;
  notes: Record<string, string>;
} {
  const values: Record<string, string> = {};
  const errors: Record<string, string> = {};
  const notes: Record<string, string> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    const text = raw[name] ?? defaultOf(definition);
    if (text === undefined || clean(text).value === '') continue;
    const result = judgeInput(rules, definition, text);
    if (!result.ok) errors[name] = result.message;
    else {
      values[name] = result.value;
      if (result.note) notes[name] = result.note;
    }
  }
  for (const [name, { when }] of Object.entries(definitions)) {
    if (!isOnPath(when, values)) for (const judged of [values, errors, notes]) delete judged[name];
  }
  return { values, errors, notes };
}
