import { type Check, kindsOf } from '../../src/checks/define-check.ts';
import { access } from '../../src/collectors/index.ts';
import type { Ledger } from './ledger.ts';

/**
 * What a check needs is gathered, and nothing is gathered that serves no check. (That each fact has
 * its collector is a test of src/collectors.)
 */
export function proveEvidence(ledger: Ledger, checks: readonly Check[]): void {
  const collected = new Set(
    Object.values(access).flatMap(({ collectors }) => [...collectors.keys()]),
  );
  const needed = new Set(checks.flatMap(kindsOf).map(({ id }) => id));
  for (const id of needed) ledger.need(collected.has(id), `evidence ${id} has no collector`);
  for (const id of collected)
    ledger.need(needed.has(id), `evidence ${id} and its collector serve no check`);
}
