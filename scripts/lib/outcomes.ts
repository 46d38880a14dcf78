/** What came of one fault. */
export interface Outcome {
  runbook: string;
  name: string;
  /** Exactly the expected diagnoses were found, from every vantage that the fault names. */
  exact: boolean;
  /** A command must fix it: the fault does not say why none can. */
  toFix: boolean;
  /** The printed commands were run and the checks that had failed passed. */
  fixProven: boolean;
  /** A command would have to run, and the program for it is not on this machine. */
  notProven?: string | undefined;
  notes: string[];
  seconds: number;
}

type Judged = Pick<Outcome, 'exact' | 'toFix' | 'fixProven' | 'notProven'>;

/**
 * Whether nothing speaks against it. That its fix is not proven does not: it is not counted for it
 * either.
 */
export function isRight({ exact, toFix, fixProven, notProven }: Judged): boolean {
  return exact && (fixProven === toFix || notProven !== undefined);
}

export interface Tally {
  faults: number;
  exact: number;
  /**
   * Faults that a command must fix, those whose fix was seen to work, and those whose fix could
   * not run here.
   */
  toFix: number;
  proven: number;
  notProven: number;
  /** For `npm test`. A fault that is right but not proven is in neither. */
  passed: number;
  failed: number;
}

/** Counts what came of faults. */
export function tally(outcomes: readonly Judged[]): Tally {
  const count = (is: (outcome: Judged) => boolean) => outcomes.filter(is).length;
  const toFix = count((outcome) => outcome.toFix);
  return {
    faults: outcomes.length,
    exact: count((outcome) => outcome.exact),
    toFix,
    proven: count((outcome) => outcome.toFix && outcome.fixProven),
    notProven: count((outcome) => outcome.toFix && outcome.notProven !== undefined),
    passed: count((outcome) => isRight(outcome) && outcome.notProven === undefined),
    failed: count((outcome) => !isRight(outcome)),
  };
}
