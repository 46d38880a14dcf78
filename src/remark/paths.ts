import type { ContainerDirective } from 'mdast-util-directive';
import type { InputDefinition } from '../inputs/define-input.ts';
import type { When } from '../page/paths.ts';
import { oneOf, type Problems } from './problems.ts';

/** What a `:::when{agreement="ea mca"}` says. */
export function whenOf(node: ContainerDirective): When {
  return Object.fromEntries(
    Object.entries(node.attributes ?? {}).map(([name, values]) => [
      name,
      (values ?? '').split(/[\s,]+/).filter(Boolean),
    ]),
  );
}

/** Both: what stands inside two containers is only on the paths of both. */
export function both(outer: When | undefined, inner: When): When {
  const joined: Record<string, readonly string[]> = { ...outer };
  for (const [name, values] of Object.entries(inner)) {
    const known = joined[name];
    joined[name] = known ? known.filter((value) => values.includes(value)) : values;
  }
  return joined;
}

/**
 * What is wrong with a path: it must name choices of the runbook, and options that they have. Empty
 * when nothing is.
 */
export function problemsOf(
  when: When,
  inputs: Readonly<Record<string, InputDefinition>>,
): { what: string; fix: string }[] {
  const choices = Object.keys(inputs).filter((name) => inputs[name]?.kind === 'choice');
  return Object.entries(when).flatMap(([name, values]) => {
    const input = inputs[name];
    if (input?.kind !== 'choice')
      return [
        {
          what: `"${name}" is not a choice of the runbook.`,
          fix: `A path is chosen by one of ${oneOf(choices)}.`,
        },
      ];
    const options = (input.options ?? []).map((option) => option.value);
    if (values.length === 0)
      return [
        {
          what: `"${name}" names no option.`,
          fix: `Write ${name}="…" with some of ${oneOf(options)}.`,
        },
      ];
    return values
      .filter((value) => !options.includes(value))
      .map((value) => ({
        what: `"${value}" is not an option of "${name}".`,
        fix: `Use ${oneOf(options)}.`,
      }));
  });
}

/**
 * Paths in the runbook itself, of its steps and inputs: a writer sees them on the page's first
 * line.
 */
export function validateRunbookPaths(
  runbook: {
    inputs: Readonly<Record<string, InputDefinition>>;
    steps: Readonly<Record<string, { when?: When }>>;
  },
  problems: Problems,
): void {
  const conditions = [
    ...Object.entries(runbook.steps).map(
      ([name, { when }]) => [`The step "${name}"`, when] as const,
    ),
    ...Object.entries(runbook.inputs).map(
      ([name, { when }]) => [`The input "${name}"`, when] as const,
    ),
  ];
  for (const [who, when] of conditions) {
    for (const { what, fix } of problemsOf(when ?? {}, runbook.inputs))
      problems.add(undefined, `${who} of the runbook: ${what}`, fix);
  }
}
