import type { Proof } from './define-faults.ts';
import { listWorkflows, loadAll, loadRequired } from './workflows.ts';

/**
 * What each runbook is proven with, by id. Apart from the other files of a workflow because a proof
 * brings the simulator along, which the product never sees.
 */
export function loadProofs(
  ids: readonly string[] = listWorkflows(),
): Promise<Record<string, Proof>> {
  return loadAll((id) => loadRequired<Proof>(id, 'proof.ts'), ids);
}
