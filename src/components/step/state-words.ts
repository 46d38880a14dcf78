import type { CheckResult } from '../../checks/report.ts';
import type { StepView } from '../../page/derive-steps.ts';

/** A state as a word and an icon: colour is never the only sign. */
export type Tone =
  | 'pass'
  | 'fail'
  | 'warning'
  | 'pending'
  | 'undetermined'
  | 'open'
  | 'locked'
  | 'skipped';

export const toneWords: Record<Tone, string> = {
  pass: 'Right',
  fail: 'Wrong',
  warning: 'Right, with a warning',
  pending: 'Not yet',
  undetermined: 'Could not look',
  open: 'To do',
  locked: 'Locked',
  skipped: 'Skipped',
};

const stepTones: Record<StepView['state'], Tone> = {
  passed: 'pass',
  failed: 'fail',
  pending: 'pending',
  undetermined: 'undetermined',
  skipped: 'skipped',
  open: 'open',
  locked: 'locked',
};

/** Tone and word of a step. */
export function stepTone(view: Pick<StepView, 'state' | 'stale'>): { tone: Tone; word: string } {
  const tone = stepTones[view.state];
  if (view.stale) return { tone: 'open', word: 'Check again' };
  return { tone, word: tone === 'pass' ? 'Done' : toneWords[tone] };
}

/** What a step remembers of a verdict. */
export function recordState(
  status: CheckResult['status'],
): 'passed' | 'failed' | 'pending' | 'undetermined' {
  if (status === 'pass' || status === 'warning') return 'passed';
  return status === 'fail' ? 'failed' : status;
}
