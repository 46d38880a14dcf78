import type { CheckResult } from '../../checks/report.ts';
import { methodSetting } from '../../inputs/method-setting.ts';
import type { GuideValues } from '../../page/derive-values.ts';
import type { PageStep } from '../../page/guide-data.ts';
import type { GuideState } from '../../page/guide-state.ts';
import { readChosenMethod } from '../methods/use-method-choice.ts';
import { recordState } from '../step/state-words.ts';
import { outcome } from './verification-state.ts';

/** Remembers the verdict on a step, with the values it was judged with. */
export default function keepVerdict(
  step: PageStep,
  { results, status }: { results: readonly CheckResult[]; status: CheckResult['status'] },
  { values, secrets }: Pick<GuideValues, 'values' | 'secrets'>,
): (state: GuideState) => GuideState {
  const judgedWith = Object.fromEntries(
    step.inputs.map((name) => [name, values[name] ?? secrets[name] ?? '']),
  );
  // Another way through the guide takes other rights: then it has to be judged again.
  if (step.byMethod) judgedWith[methodSetting] = readChosenMethod() ?? '';
  return (state) => ({
    ...state,
    steps: {
      ...state.steps,
      [step.id]: {
        state: recordState(status),
        at: new Date().toISOString(),
        values: judgedWith,
        summary: outcome(results, status),
      },
    },
  });
}
