import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import role from '../../src/evidence/aws/role.ts';
import roleAssignments from '../../src/evidence/azure/role-assignments.ts';
import project from '../../src/evidence/gcp/project.ts';
import { parsePasted } from '../../src/evidence/parse-pasted.ts';
import { everyObstacle } from '../../src/providers/obstacles.ts';
import countSteps from '../../src/providers/testing/count-steps.ts';
import readAnything from '../../src/verification/read-anything.ts';
import { hostileTexts } from './hostile-texts.ts';

const runbooks = await loadRunbooks();
const runbook = runbooks['aws/management-account'];
if (!runbook) throw new Error('The guide for the management account is called otherwise now.');
const kinds = [role, roleAssignments, project];
const now = new Date('2026-11-28T00:00:00Z');

afterEach(() => void vi.restoreAllMocks());

/** Everything that reads what a stranger pasted. */
function readInEveryWay(text: string) {
  return [
    readAnything({ runbook: runbook as never, inputs: {}, text, now }),
    ...kinds.map((kind) => parsePasted(kind as never, text)),
  ];
}

/** The patterns that the reading of a text searches, each with what it searches. */
function listSearches(text: string): { pattern: RegExp; text: string; from: number }[] {
  const searches: { pattern: RegExp; text: string; from: number }[] = [];
  const native = RegExp.prototype.exec;
  vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, searched) {
    searches.push({ pattern: this, text: String(searched), from: this.lastIndex });
    return native.call(this, searched);
  });
  readInEveryWay(text);
  vi.restoreAllMocks();
  return searches;
}

/** What every obstacle is known by is counted one by one, in `texts.test.ts`. */
const counted = new Set(everyObstacle.map(({ says }) => says));

/** How many characters patterns that look for one thing are given, for each one of a text. */
const givenFor = (text: string) =>
  listSearches(text)
    .filter(({ pattern }) => !counted.has(pattern) && !pattern.global)
    .reduce((sum, search) => sum + search.text.length - search.from, 0) / text.length;

const stepsFor = (text: string) =>
  listSearches(text)
    .filter(({ pattern }) => !counted.has(pattern))
    .reduce((sum, search) => sum + countSteps(search.pattern, search.text, search.from), 0);

// First, as watching patterns makes all of them slow for good.
describe('a text of the greatest length is answered, in few words', () => {
  it.each(hostileTexts())('$name', ({ text }) => {
    for (const answer of readInEveryWay(text))
      expect(JSON.stringify(answer).length).toBeLessThan(60_000);
  });
});

describe('what the patterns compare grows as a text does', () => {
  const long = hostileTexts(1_200);
  it.each(hostileTexts(600).map(({ name, text }, index) => ({ name, text, index })))(
    '$name',
    ({ text, index }) => {
      const [one, two] = [stepsFor(text), stepsFor(long[index]?.text ?? '')];
      // Twice; four times where each place is compared with each.
      expect(two / one).toBeLessThan(2.8);
      expect(two / 1_200).toBeLessThan(1_000);
    },
  );
});

describe('patterns are given each part of a text some times, and not all of it for each part', () => {
  it.each(hostileTexts(32_768))('$name', ({ text }) => {
    expect(givenFor(text)).toBeLessThan(150);
  });
});
