import type { PageInputs } from './guide-data.ts';
import type { When } from './paths.ts';

/**
 * Marks an element as belonging to a path: one attribute for each choice, e.g.
 * `data-when-agreement="ea mca"`.
 */
export function whenAttributes(when: When | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(when ?? {}).map(([name, values]) => [attributeOf(name), values.join(' ')]),
  );
}

const attributeOf = (name: string) => `data-when-${name.toLowerCase()}`;

/**
 * One rule: what is only for other values of this choice is not there. `undefined`: the choice
 * itself is on another path.
 */
function ruleOf(name: string, value: string | undefined): string {
  const attribute = attributeOf(name);
  const other = value === undefined ? '' : `:not([${attribute}~="${value}"])`;
  return `[${attribute}]${other}{display:none!important}`;
}

/** Style sheet that shows the path of these values and hides all others. */
export function pathCss(definitions: PageInputs, values: Readonly<Record<string, string>>): string {
  return Object.keys(definitions)
    .filter((name) => definitions[name]?.kind === 'choice')
    .map((name) => ruleOf(name, values[name]))
    .join('');
}
