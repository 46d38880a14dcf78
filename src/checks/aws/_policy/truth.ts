/** Three-valued: `unknown` is neither a yes nor a no, and never treated as one. */
export type Truth = 'yes' | 'no' | 'unknown';

export const toTruth = (holds: boolean): Truth => (holds ? 'yes' : 'no');

/** Whether all hold; of none, yes. */
export function every(truths: readonly Truth[]): Truth {
  return truths.includes('no') ? 'no' : truths.includes('unknown') ? 'unknown' : 'yes';
}

/** Whether some hold; of none, no. */
export function some(truths: readonly Truth[]): Truth {
  return truths.includes('yes') ? 'yes' : truths.includes('unknown') ? 'unknown' : 'no';
}

export function not(truth: Truth): Truth {
  return truth === 'unknown' ? truth : toTruth(truth === 'no');
}

/** What two ways of being have in common. */
export function agree(truths: readonly Truth[]): Truth {
  const [first = 'unknown'] = truths;
  return truths.every((truth) => truth === first) ? first : 'unknown';
}

/**
 * A truth, or that there was nothing to compare with: a variable without a value is equal to
 * nothing and like nothing, which says nothing of what is negated.
 */
export type Compared = Truth | 'valueMissing';
