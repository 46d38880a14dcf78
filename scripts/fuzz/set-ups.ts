import type { Proof, ProofWorld } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { loadProofs } from '../../runbooks/proofs.ts';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import type { EvidenceKind } from '../../src/evidence/define-evidence.ts';
import { isSecret } from '../../src/inputs/kinds.ts';
import { kindsOfRunbook } from '../../src/verification/judge-step.ts';
import type { Healthy } from '../mutations/gather-healthy.ts';
import { InProcess } from '../worlds/look-in-process.ts';

/** What a reader can paste of a guide's account, before and after the guide and after it is undone. */
export interface SetUp {
  runbook: Runbook;
  path: string;
  kinds: readonly EvidenceKind[];
  /** Without secrets. */
  inputs: Record<string, string>;
  now: Date;
  texts: Record<'empty' | 'healthy' | 'undone', Record<string, string>>;
}

/**
 * The set-ups of all guides, on the first or on all paths through each. What the reader's own look gathers is
 * written as JSON, which is what the command lines print: one schema serves both, as `npm run guides` proves.
 * `externalId` is the one that the server under attack issued.
 */
export async function gatherSetUps({
  externalId,
  allPaths,
}: {
  externalId: string;
  allPaths: boolean;
}): Promise<SetUp[]> {
  using lab = new InProcess();
  const proofs = await loadProofs();
  const setUps: SetUp[] = [];
  for (const runbook of Object.values(await loadRunbooks())) {
    const proof = proofs[runbook.id] as Proof;
    const issued = Object.fromEntries(
      Object.entries(runbook.inputs).flatMap(([name, { source }]) =>
        source === 'session' ? [[name, externalId]] : [],
      ),
    );
    const paths = Object.entries(proof.paths ?? { '': {} });
    for (const [path, chosen] of allPaths ? paths : paths.slice(0, 1)) {
      const inputs = { ...chosen, ...issued };
      const empty = proof.emptyWorld(lab.simulator, inputs);
      const healthy = proof.healthyWorld(lab.simulator, inputs);
      const texts = {
        empty: await look(lab, runbook, empty),
        healthy: await look(lab, runbook, healthy),
        undone: {},
      };
      proof.remove(healthy);
      texts.undone = await look(lab, runbook, healthy);
      setUps.push({
        ...{ runbook, path, texts },
        kinds: [...new Set(kindsOfRunbook(runbook))],
        inputs: Object.fromEntries(
          Object.entries(healthy.inputs).filter(
            ([name, value]) =>
              value && runbook.inputs[name] && !isSecret(runbook.inputs[name].kind),
          ),
        ),
        now: new Date(healthy.world.clock.now()),
      });
      for (const { world } of [empty, healthy]) lab.simulator.removeWorld(world);
    }
  }
  return setUps;
}

async function look(
  lab: InProcess,
  runbook: Runbook,
  subject: ProofWorld,
): Promise<Record<string, string>> {
  const { evidence } = await lab.look(runbook, subject, { vantage: 'reader', step: undefined });
  return Object.fromEntries(
    Object.entries(evidence).flatMap(([id, one]) =>
      one.status === 'found' ? [[id, JSON.stringify(one.value, null, 2)]] : [],
    ),
  );
}

/** The healthy set-up in the words of the mutations, whose changes are tried here too. */
export const asHealthy = ({ runbook, path, inputs, now, texts }: SetUp): Healthy => ({
  ...{ runbook, path, inputs, now, phase: 'connect' },
  steps: Object.keys(runbook.steps),
  texts: texts.healthy,
});
