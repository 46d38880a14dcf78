import type { PageInputs, PageStep } from './guide-data.ts';

/** What a guide has to know before its first paint. */
export interface BootData {
  runbook: string;
  /** Without secrets, and of each input only what its value depends on. */
  inputs: PageInputs;
  steps: readonly Pick<PageStep, 'id' | 'title' | 'phase' | 'when'>[];
}

/** The part of a guide's data that `src/boot` needs, small enough to stand in the page. */
export default function makeBootData(
  runbook: string,
  definitions: PageInputs,
  steps: readonly PageStep[],
): BootData {
  const open = Object.entries(definitions).filter(([, { secret }]) => !secret);
  return {
    runbook,
    inputs: Object.fromEntries(
      open.map(([name, { kind, source, when, options, suggestion }]) => [
        name,
        {
          kind,
          label: '',
          help: '',
          source,
          when,
          options: options?.map(({ value }) => ({ value, label: '' })),
          suggestion: kind === 'choices' ? suggestion : undefined,
        },
      ]),
    ),
    steps: steps.map(({ id, title, phase, when }) => ({ id, title, phase, when })),
  };
}
