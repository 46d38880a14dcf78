import { isOnPath } from '../../inputs/define-input.ts';
import type { GuideValues } from '../../page/derive-values.ts';
import type { PageInputs, PageStep } from '../../page/guide-data.ts';
import type { Vantage } from '../../providers/vantages.ts';

/**
 * Inputs without which a check cannot begin: none of another path, and no secret where nothing is
 * sent.
 */
export default function findMissing(
  step: PageStep,
  vantage: Vantage,
  definitions: PageInputs,
  { values, secrets }: Pick<GuideValues, 'values' | 'secrets'>,
): string[] {
  return step.inputs.filter((name) => {
    if (values[name] || secrets[name]) return false;
    const definition = definitions[name];
    if (!definition) return true;
    return isOnPath(definition.when, values) && (vantage !== 'pasted' || !definition.secret);
  });
}
