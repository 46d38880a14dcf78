import type { InputDefinition } from '../inputs/define-input.ts';

/** On which path something is: for each input the values it may have. */
export type When = NonNullable<InputDefinition['when']>;

/**
 * A path in words, for those who see all of them: `Agreement: Enterprise Agreement or Microsoft
 * Customer Agreement`.
 */
export function whenWords(when: When, inputs: Readonly<Record<string, InputDefinition>>): string {
  return Object.entries(when)
    .map(([name, values]) => {
      const labels = values.map(
        (value) => inputs[name]?.options?.find((option) => option.value === value)?.label ?? value,
      );
      return `${inputs[name]?.label ?? name}: ${labels.join(' or ')}`;
    })
    .join('; ');
}
