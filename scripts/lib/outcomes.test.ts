import { expect, test } from 'vitest';
import { isRight, tally } from './outcomes.ts';

const right = { exact: true, toFix: true, fixProven: true };
const noCommand = { exact: true, toFix: false, fixProven: false };
const notProven = {
  exact: true,
  toFix: true,
  fixProven: false,
  notProven: 'gcloud is not installed',
};

/** What came of a fault, whether it is right, and what it adds to passed and failed. */
const cases = [
  ['exact and fixed', right, { passed: 1, failed: 0 }],
  ['exact, and no command can fix it', noCommand, { passed: 1, failed: 0 }],
  ['exact, but its fix does not work', { ...right, fixProven: false }, { passed: 0, failed: 1 }],
  ['fixed, but not what was expected', { ...right, exact: false }, { passed: 0, failed: 1 }],
  [
    'fixed although it says that nothing can',
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
    ...{ faults: 7, exact: 5, toFix: 5, proven: 2, notProven: 2, passed: 2, failed: 4 },
  });
  expect(tally([])).toEqual({
    faults: 0,
    exact: 0,
    toFix: 0,
    proven: 0,
    notProven: 0,
    passed: 0,
    failed: 0,
  });
});
