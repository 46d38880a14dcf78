import type { InputDefinition } from './define-input.ts';

/** What the reader knows each input as, by its name. */
export default function labelsOf(
  definitions: Readonly<Record<string, Pick<InputDefinition, 'label'>>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(definitions).map(([name, { label }]) => [name, label]));
}
