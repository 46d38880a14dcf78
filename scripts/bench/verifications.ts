import type { Proof } from '../../runbooks/define-faults.ts';
import { loadProofs } from '../../runbooks/proofs.ts';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import { lookingVantages } from '../../src/providers/vantages.ts';
import { Laboratory } from '../lib/laboratory.ts';
import { within } from './within.ts';

const latencyMs = 100;
const rounds = 11;

/**
 * Wall time of a whole-runbook verification with 100 ms per simulated call, against its longest chain
 * of dependent calls and what the same verification takes without latency: most of that is the
 * simulator's own work. One call that stands in a row for no reason is far above the bound.
 */
export async function benchVerifications(): Promise<void> {
  await using laboratory = await Laboratory.open();
  const proofs = await loadProofs();
  for (const [id, runbook] of Object.entries(await loadRunbooks())) {
    const { healthyWorld, longestChain } = proofs[id] as Proof;
    for (const vantage of lookingVantages) {
      const links = longestChain[vantage];
      if (links === undefined) continue;
      const subject = healthyWorld(laboratory.simulator);
      // Loading and compiling the SDK's modules is start-up, not verification: a running server has
      // done it.
      for (let round = 0; round < 40; round++)
        await laboratory.verify(runbook, subject, { vantage });
      const look = () => laboratory.verify(runbook, subject, { vantage });
      const work = await medianMs(look);
      subject.world.chaos = { latencyMs };
      const wall = await medianMs(look);
      subject.world.calls.length = 0;
      await look();
      const calls = subject.world.calls.length;
      const chain = links * latencyMs;
      const ratio = wall / (chain + work);
      console.log(
        `verification, ${id}, as ${vantage}: ${calls} calls, chain of ${links} = ${chain} ms, all in a row ${calls * latencyMs} ms; ` +
          `wall / chain = ${(wall / chain).toFixed(2)}; wall / (chain + ${work.toFixed(0)} ms of work) = ${ratio.toFixed(2)} (medians of ${rounds}, ${within(ratio, 1.15)})`,
      );
      laboratory.simulator.removeWorld(subject.world);
    }
  }
}

async function medianMs(look: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    await look();
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number;
}
