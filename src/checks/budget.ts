/**
 * What judging may cost, counted rather than timed, so that it is the same on every machine. The set-ups
 * that are judged come from strangers: a text of a few kilobytes can be made so that each of its patterns
 * has to be compared with each other one.
 */

/**
 * How many comparisons the judging of one check may take: of a character, or of an entry of a list. The
 * largest set-ups that the clouds allow take less than a third (`largest-setups.test.ts`); this many take
 * some hundredths of a second.
 */
export const mostComparisons = 3_000_000;

/** Thrown where judging would take more comparisons than it may: nothing is known then. */
export class TooMuchToCompare extends Error {
  constructor() {
    super('There is more to compare than is compared.');
    this.name = 'TooMuchToCompare';
  }
}

// Judging a check is synchronous, so that one counter cannot mix two of them up.
let spent = 0;
let most = Number.POSITIVE_INFINITY;

/**
 * Counts comparisons. Throws {@link TooMuchToCompare} where the check that is being judged has taken
 * more than it may; outside of a check nothing is bounded.
 */
export function spend(comparisons: number): void {
  spent += comparisons;
  if (spent > most) throw new TooMuchToCompare();
}

/**
 * Runs something synchronous that may take a number of comparisons; what it throws is thrown on,
 * {@link TooMuchToCompare} above all.
 */
export function withBudget<T>(comparisons: number, run: () => T): T {
  const outer = { spent, most };
  spent = 0;
  most = comparisons;
  try {
    return run();
  } finally {
    spent += outer.spent;
    most = outer.most;
  }
}

/** How many comparisons something takes. */
export function countComparisons(run: () => unknown): number {
  const before = spent;
  run();
  return spent - before;
}
