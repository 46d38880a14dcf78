import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type CountsFrom, readCounts } from './counts.ts';

const folder = mkdtempSync(join(tmpdir(), 'counts-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (content: unknown) => ({
  testResults: [{ status: 'passed', assertionResults: [{}] }],
  ...(content as object),
});

/** What a part left, the exit code it ended with, and what is counted. */
const cases: [string, CountsFrom, unknown, number, { passed: number; failed: number }][] = [
  ['exit code 0', 'exit', undefined, 0, { passed: 1, failed: 0 }],
  ['exit code 1', 'exit', undefined, 1, { passed: 0, failed: 1 }],
  ['counts of a script', 'file', { passed: 3, failed: 2 }, 1, { passed: 3, failed: 2 }],
  ['a script that died before it counted', 'file', undefined, 1, { passed: 0, failed: 1 }],
  ['a script that wrote nothing and is content', 'file', undefined, 0, { passed: 0, failed: 1 }],
  [
    'a script that counted and then died',
    'file',
    { passed: 3, failed: 0 },
    137,
    { passed: 3, failed: 1 },
  ],
  ['a script that ran nothing', 'file', { passed: 0, failed: 0 }, 0, { passed: 0, failed: 1 }],
  ['no numbers', 'file', { passed: 'many' }, 0, { passed: 0, failed: 1 }],
  ['half a file', 'file', '{"passed":', 0, { passed: 0, failed: 1 }],
  [
    'vitest, all passed',
    'vitest',
    file({ numTotalTests: 5, numPassedTests: 5 }),
    0,
    { passed: 5, failed: 0 },
  ],
  [
    'vitest, one failed',
    'vitest',
    file({ numTotalTests: 5, numPassedTests: 4, numFailedTestSuites: 3 }),
    1,
    { passed: 4, failed: 1 },
  ],
  [
    'vitest, one skipped',
    'vitest',
    file({ numTotalTests: 5, numPassedTests: 4, numPendingTests: 1 }),
    0,
    { passed: 4, failed: 1 },
  ],
  [
    'vitest, one todo',
    'vitest',
    file({ numTotalTests: 5, numPassedTests: 4, numTodoTests: 1 }),
    0,
    { passed: 4, failed: 1 },
  ],
  [
    'vitest without tests',
    'vitest',
    { numTotalTests: 0, numPassedTests: 0, testResults: [] },
    0,
    { passed: 0, failed: 1 },
  ],
  [
    'vitest with a file that could not run',
    'vitest',
    {
      numTotalTests: 5,
      numPassedTests: 5,
      testResults: [{ status: 'failed', assertionResults: [] }],
    },
    1,
    { passed: 5, failed: 1 },
  ],
  [
    'vitest with an error outside tests',
    'vitest',
    file({ numTotalTests: 5, numPassedTests: 5 }),
    1,
    { passed: 5, failed: 1 },
  ],
];

/** As vitest reports a file of tests that were left out. */
const leftOut = (title: string, count = 2) => ({
  ...{ numTotalTests: 5, numPassedTests: 5 - count, numPendingTests: count },
  testResults: [
    { status: 'passed', assertionResults: [{ status: 'passed', fullName: title }] },
    {
      status: 'passed',
      assertionResults: Array.from({ length: count }, () => ({
        status: 'skipped',
        fullName: title,
      })),
    },
  ],
});

test.each([
  [
    'of a program that is absent',
    leftOut('the real gcloud makes a key'),
    ['gcloud'],
    { passed: 3, failed: 0, notProven: 2 },
  ],
  [
    'of a program that is there',
    leftOut('the real gcloud'),
    [],
    { passed: 3, failed: 2, why: expect.stringContaining('2 tests') },
  ],
  ['of another program', leftOut('the real az'), ['gcloud'], { passed: 3, failed: 2 }],
  [
    'of nothing in particular',
    leftOut('without the real gcloud'),
    ['gcloud'],
    { passed: 3, failed: 2 },
  ],
  [
    'and nothing else ran',
    leftOut('the real gcloud', 5),
    ['gcloud'],
    { passed: 0, failed: 1, why: 'It ran nothing.' },
  ],
] as const)('vitest left out tests %s', (name, content, absent, expected) => {
  const path = join(folder, `left out ${name}.json`);
  writeFileSync(path, JSON.stringify(content));
  expect(readCounts('vitest', path, 0, absent)).toMatchObject(expected);
});

test.each(cases)('%s', (name, from, content, code, expected) => {
  const path = join(folder, `${name}.json`);
  if (content !== undefined)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  expect(readCounts(from, path, code)).toMatchObject(expected);
});
