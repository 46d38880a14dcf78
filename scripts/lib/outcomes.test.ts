import { expect, test } from 'vitest';
import { isRight, tally } from './outcomes.ts';

const right = { exact: true, toMend: true, fixProven: true };
const noCommand = { exact: true, toMend: false, fixProven: false };
const notProven = {
  exact: true,
  toMend: true,
  fixProven: false,
  notProven: 'gcloud is not installed',
};

/** What came of a fault, whether it is right, and what it adds to passed and failed. */
const cases = [
  ['exact and mended', right, { passed: 1, failed: 0 }],
  ['exact, and no command can mend it', noCommand, { passed: 1, failed: 0 }],
  ['exact, but its fix does not mend', { ...right, fixProven: false }, { passed: 0, failed: 1 }],
  ['mended, but not what was expected', { ...right, exact: false }, { passed: 0, failed: 1 }],
  [
    'mended although it says that nothing can',
    { ...noCommand, fixProven: true },
    { passed: 0, failed: 1 },
  ],
  ['exact, its program is missing: it counts for nothing', notProven, { passed: 0, failed: 0 }],
  [
    'not what was expected, and its program is missing',
    { ...notProven, exact: false },
    { passed: 0, failed: 1 },
  ],
] as const;

test.each(cases)('%s', (_name, outcome, counts) => {
  expect(tally([outcome])).toMatchObject(counts);
  expect(isRight(outcome)).toBe(counts.failed === 0);
});

test('together', () => {
  expect(tally(cases.map(([, outcome]) => outcome))).toEqual({
    ...{ faults: 7, exact: 5, toMend: 5, proven: 2, notProven: 2, passed: 2, failed: 4 },
  });
  expect(tally([])).toEqual({
    faults: 0,
    exact: 0,
    toMend: 0,
    proven: 0,
    notProven: 0,
    passed: 0,
    failed: 0,
  });
});
