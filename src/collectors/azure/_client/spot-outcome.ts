import type { SpotOutcome } from '../../../evidence/azure/_shared/spot-outcome.ts';
import { AzureRefusal } from './refusals.ts';

/** What came of one request. What says nothing of rights (time-outs, 5xx) is thrown on. */
export async function tryRequest(ask: () => Promise<unknown>): Promise<SpotOutcome> {
  try {
    await ask();
    return { outcome: 'ok' };
  } catch (error) {
    if (!(error instanceof AzureRefusal)) throw error;
    const { code, status, message } = error;
    if (status === 401 || status === 403) return { outcome: 'denied', code, message };
    if (status === 404 || status === 400) return { outcome: 'absent', code, message };
    throw error;
  }
}

/** Whether every refusal is one that a new role would lift. */
export function mayBeSpreading(outcomes: readonly SpotOutcome[]): boolean {
  return (
    outcomes.length > 0 &&
    outcomes.every(({ outcome, code }) => outcome === 'denied' && code !== 'AccountCostDisabled')
  );
}
