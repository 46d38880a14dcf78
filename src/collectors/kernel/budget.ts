/** Calls that may be made at once after a pause, and how many more each second. */
export interface BudgetSize {
  burst: number;
  perSecond: number;
}

/** What may still be spent of something that grows back: a bucket of tokens. */
export interface Budget {
  /** Milliseconds until so much is there; 0 when it is there now. */
  wait(amount: number): number;
  /** Takes it, also where it is not there: then it is owed. A negative amount gives back. */
  spend(amount: number): void;
}

/**
 * Makes a budget, full at first. `now` is in milliseconds.
 *
 * @example
 * const budget = createBudget({ burst: 60, perSecond: 1 });
 * const wait = budget.wait(7);
 * if (wait === 0) budget.spend(7);
 */
export function createBudget({ burst, perSecond }: BudgetSize, now: () => number): Budget {
  let left = burst;
  let countedAt = now();
  const count = () => {
    const at = now();
    left = Math.min(burst, left + ((at - countedAt) / 1000) * perSecond);
    countedAt = at;
  };
  return {
    wait(amount) {
      count();
      return Math.max(0, Math.ceil(((Math.min(amount, burst) - left) / perSecond) * 1000));
    },
    spend(amount) {
      count();
      left = Math.min(burst, left - amount);
    },
  };
}
