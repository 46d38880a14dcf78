/** What came of one fault. */
export interface Outcome {
  runbook: string;
  name: string;
  /** Exactly the expected diagnoses were found, from every vantage that the fault names. */
  exact: boolean;
  /** A command must mend it: the fault does not say why none can. */
  toMend: boolean;
  /** The printed commands were run and the checks that had failed passed. */
  fixProven: boolean;
  /** A command would have to run, and the program for it is not on this machine. */
  notProven?: string | undefined;
  notes: string[];
  seconds: number;
}

type Judged = Pick<Outcome, 'exact' | 'toMend' | 'fixProven' | 'notProven'>;

/**
 * Whether nothing speaks against it. That its fix is not proven does not: it is not counted for it
 * either.
 */
export function isRight({ exact, toMend, fixProven, notProven }: Judged): boolean {
  return exact && (fixProven === toMend || notProven !== undefined);
}

export interface Tally {
  faults: number;
  exact: number;
  /**
   * Faults that a command must mend, those whose fix was seen to mend, and those whose fix could
   * not run here.
   */
  toMend: number;
  proven: number;
  notProven: number;
  /** For `npm test`. A fault that is right but not proven is in neither. */
  passed: number;
  failed: number;
}

/** Counts what came of faults. */
export function tally(outcomes: readonly Judged[]): Tally {
  const count = (is: (outcome: Judged) => boolean) => outcomes.filter(is).length;
  const toMend = count((outcome) => outcome.toMend);
  return {
    faults: outcomes.length,
    exact: count((outcome) => outcome.exact),
    toMend,
    proven: count((outcome) => outcome.toMend && outcome.fixProven),
    notProven: count((outcome) => outcome.toMend && outcome.notProven !== undefined),
    passed: count((outcome) => isRight(outcome) && outcome.notProven === undefined),
    failed: count((outcome) => !isRight(outcome)),
  };
}
