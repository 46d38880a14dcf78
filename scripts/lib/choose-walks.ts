import type { Proof } from '../../runbooks/define-faults.ts';
import { loadProofs } from '../../runbooks/proofs.ts';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import type { Walk } from './single-calls.ts';

/**
 * The ways through the runbooks whose ids hold one of the wanted texts, or through all; of each the first path alone in
 * the short form. Throws an Error where no runbook is called so.
 */
export async function chooseWalks(
  wanted: readonly string[],
  { short = false }: { short?: boolean | undefined },
): Promise<Walk[]> {
  const proofs = await loadProofs();
  const runbooks = Object.values(await loadRunbooks()).filter(
    ({ id }) => wanted.length === 0 || wanted.some((text) => id.includes(text)),
  );
  if (runbooks.length === 0) throw new Error(`No runbook is called ${wanted.join(' or ')}.`);
  return runbooks.flatMap((runbook) => {
    const proof = proofs[runbook.id] as Proof;
    const paths = Object.keys(proof.paths ?? { '': {} });
    return (short ? paths.slice(0, 1) : paths).map((path) => ({ runbook, proof, path }));
  });
}
