import { z } from 'zod';
import type { Runbook } from '../../../../runbooks/define-runbook.ts';
import { defineCheck, diagnosis } from '../../../checks/define-check.ts';
import { defineEvidence } from '../../../evidence/define-evidence.ts';

/** For tests only: a runbook whose judging does whatever the evidence says. */

type Deed = 'spin' | 'dawdle' | 'hoard' | 'exit' | 'throw' | 'ramble' | 'nothing';

const hoard: unknown[] = [];

const deeds: Record<Deed, () => void> = {
  spin() {
    for (;;) hoard.length = 0;
  },
  dawdle() {
    for (const end = performance.now() + 1_500; performance.now() < end; ) hoard.length = 0;
  },
  hoard() {
    for (;;) hoard.push(Array.from({ length: 1_000 }, (_, index) => ({ index })));
  },
  exit: () => process.exit(7),
  throw() {
    throw new Error('a defect beside “MARKER”');
  },
  ramble: () => undefined,
  nothing: () => undefined,
};

const act = (deed: string | undefined) => deeds[(deed ?? 'nothing') as Deed]();

/** What one field of it says is done while it is read, judged, or held to what was asked. */
const shape = z.object({
  name: z.string(),
  reading: z.string().optional(),
  judging: z.string().optional(),
  holding: z.string().optional(),
});

const kindOf = (name: string) =>
  defineEvidence({
    id: `aws/test-${name}`,
    title: `the ${name}`,
    schema: shape.refine(({ reading }) => act(reading) ?? true),
    inputs: [],
    command: `aws test get-${name}`,
    absentCodes: [],
    permissions: [],
    findOtherSubject: ({ holding }) => act(holding) ?? undefined,
  });

const checkOf = (name: string) =>
  defineCheck({
    id: `test/${name}`,
    title: `The ${name} is right`,
    needs: { seen: kindOf(name) },
    inputs: [],
    diagnoses: {
      wrong: diagnosis<{ words: string }>({
        code: `TEST-${name.toUpperCase()}-001`,
        severity: 'fail',
        title: 'Wrong',
        explain: ({ words }) => words,
        observed: () => 'wrong',
        expected: () => 'right',
        fix: () => ({ summary: 'Fix it', commands: [] }),
      }),
    },
    assess({ seen }, _, judge) {
      // What quotes evidence is kept short before; this is a check that is no better than it should be.
      if (seen?.judging === 'ramble') judge.pending('x'.repeat(8_000_000), new Date(0));
      act(seen?.judging);
    },
  });

const names = ['first', 'second', 'third'];

export const deedsRunbook: Runbook = {
  id: 'test/deeds',
  title: 'A runbook for tests',
  provider: 'aws',
  minutes: 5,
  inputs: {},
  steps: Object.fromEntries(
    names.map((name) => [name, { title: name, checks: [checkOf(name)] }] as const),
  ),
};

export const loadRunbooks = async () => ({ [deedsRunbook.id]: deedsRunbook });
