import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Hands this script's counts to `npm test`, which sums them over all its parts. Outside `npm test`
 * (COUNTS_FILE unset) it does nothing. Sets the exit code when something failed.
 */
export function reportCounts(passed: number, failed: number): void {
  if (failed > 0) process.exitCode = 1;
  const file = process.env.COUNTS_FILE;
  if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
}

/**
 * Where counts come from: the script writes COUNTS_FILE, vitest writes its JSON there, or the exit
 * code is the one test.
 */
export type CountsFrom = 'file' | 'vitest' | 'exit';

export interface Counts {
  passed: number;
  failed: number;
  /** Tests that were left out because the program that they run is not on this machine. */
  notProven?: number;
  /** Set where the output of the part may not say it. */
  why?: string;
}

/**
 * Reads the counts that a part left in `file` when it ended with `code`. A part that died before it
 * could count, counted nothing, or left tests out is a failure: nothing is green because it did not
 * look. Only tests whose full name begins with “the real <program>” may be left out, where the
 * program is among those that are `absent`; they are counted as neither.
 */
export function readCounts(
  from: CountsFrom,
  file: string,
  code: number,
  absent: readonly string[] = [],
): Counts {
  if (from === 'exit') return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (!existsSync(file))
    return { passed: 0, failed: 1, why: `It ended with ${code} before it had counted anything.` };
  const counts = from === 'vitest' ? vitestCounts(file, absent) : fileCounts(file);
  if (counts.failed > 0) return counts;
  if (code !== 0)
    return { ...counts, failed: 1, why: `It counted no failure, but ended with ${code}.` };
  if (counts.passed === 0) return { ...counts, failed: 1, why: 'It ran nothing.' };
  return counts;
}

function fileCounts(file: string): Counts {
  const { passed, failed } = readJson(file) as Partial<Counts>;
  return isCount(passed) && isCount(failed) ? { passed, failed } : unreadable(file);
}

/**
 * Skipped and todo tests count as failed; so does a file that could not run, once, as its tests are
 * in no count.
 */
function vitestCounts(file: string, absent: readonly string[]): Counts {
  const report = readJson(file) as VitestReport;
  if (
    !isCount(report.numPassedTests) ||
    !isCount(report.numTotalTests) ||
    !Array.isArray(report.testResults)
  )
    return unreadable(file);
  const notRun = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults?.length,
  ).length;
  const excused = report.testResults
    .flatMap(({ assertionResults = [] }) => assertionResults)
    .filter(
      ({ status, fullName = '' }) =>
        status === 'skipped' &&
        absent.some((program) => fullName.startsWith(`the real ${program}`)),
    );
  const notProven = excused.length;
  const leftOut = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0) - notProven;
  return {
    passed: report.numPassedTests,
    failed: report.numTotalTests - report.numPassedTests - notProven + notRun,
    ...(notProven > 0 ? { notProven } : {}),
    ...(leftOut > 0
      ? { why: `${leftOut} tests are skipped or todo. Write them, or delete them.` }
      : {}),
  };
}

interface VitestReport {
  numTotalTests?: number;
  numPassedTests?: number;
  numPendingTests?: number;
  numTodoTests?: number;
  testResults?: { status?: string; assertionResults?: { status?: string; fullName?: string }[] }[];
}

function readJson(file: string): object {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as object | null) ?? {};
  } catch {
    return {};
  }
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function unreadable(file: string): Counts {
  return { passed: 0, failed: 1, why: `Its counts in ${file} cannot be read.` };
}
