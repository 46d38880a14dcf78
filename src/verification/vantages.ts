import type { Runbook } from '../../runbooks/define-runbook.ts';
import { isSecret } from '../inputs/kinds.ts';
import { type Mode, type Vantage, vantages } from '../providers/vantages.ts';

/**
 * Whose eyes there are for a runbook, by how the server was started. Spot's are those of its own
 * principal (demo, hosted), or of the secret that the reader is about to give to Spot, which only a
 * server on the reader's machine may see.
 */
export function vantagesFor(mode: Mode, runbook: Pick<Runbook, 'steps' | 'inputs'>): Vantage[] {
  const hasSpot = Object.values(runbook.steps).some((step) => step.vantage === 'spot');
  const bySecret = takesSecret(runbook);
  const asSpot = hasSpot && (mode === 'demo' || (mode === 'local') === bySecret);
  const offered: Record<Vantage, boolean> = {
    reader: mode !== 'hosted',
    spot: asSpot,
    pasted: true,
  };
  return vantages.filter((vantage) => offered[vantage]);
}

/** Whether a runbook has an input that opens an account. */
export function takesSecret({ inputs }: Pick<Runbook, 'inputs'>): boolean {
  return Object.values(inputs).some(({ kind }) => isSecret(kind));
}
