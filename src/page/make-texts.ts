import type { Documents } from '../../runbooks/define-runbook.ts';
import type { InputDefinition } from '../inputs/define-input.ts';
import { defaultOf } from '../inputs/judge.ts';

type Definitions = Readonly<Record<string, InputDefinition & { secret?: true }>>;

/** The values of choices that nobody made. */
export function defaultValues(definitions: Definitions): Record<string, string> {
  return Object.fromEntries(
    Object.entries(definitions).flatMap(([name, definition]) => {
      const value = defaultOf(definition);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/**
 * The texts of these values; what was not typed yet stays `{{input}}`, and so is asked for like in
 * any other code. Secrets reach no text.
 */
export function makeTexts(
  makers: Documents,
  definitions: Definitions,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = Object.keys(definitions).filter((name) => !definitions[name]?.secret);
  const inputs = Object.fromEntries(names.map((name) => [name, values[name] ?? `{{${name}}}`]));
  return Object.fromEntries(
    Object.entries(makers).map(([name, make]) => [name, make(inputs).replace(/\n$/, '')]),
  );
}
