import type { Proof } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { isOnPath } from '../../src/inputs/define-input.ts';
import { expand, placeholdersIn } from '../../src/inputs/expand.ts';
import { isSecret } from '../../src/inputs/kinds.ts';
import { pageSteps } from '../../src/page/guide-data.ts';
import { type Laboratory, missingPrograms } from '../lib/laboratory.ts';
import { readJson } from './operators.ts';

/** What a reader of a healthy set-up can paste: every command of the steps, really run. */
export interface Healthy {
  runbook: Runbook;
  /** The path through the guide, by name; empty where there is one. */
  path: string;
  phase: 'connect' | 'undo';
  steps: string[];
  /** Without secrets. */
  inputs: Record<string, string>;
  now: Date;
  /** What each command printed, by kind of evidence. */
  texts: Record<string, string>;
}

/**
 * Runs the commands for pasting of all steps: of those that connect in the healthy world, of those
 * that undo in the world where everything is taken away again. Undefined where this machine lacks
 * the command-line program.
 */
export async function gatherHealthy(
  laboratory: Laboratory,
  { runbook, proof, path }: { runbook: Runbook; proof: Proof; path: string },
): Promise<Healthy[] | undefined> {
  const subject = proof.healthyWorld(laboratory.simulator, proof.paths?.[path] ?? {});
  try {
    if (missingPrograms(subject.reader).length > 0) return undefined;
    await using terminal = await laboratory.terminal(subject);
    const gathered: Healthy[] = [];
    for (const phase of ['connect', 'undo'] as const) {
      const steps = pageSteps(runbook).filter(
        (step) => step.phase === phase && isOnPath(step.when, subject.inputs),
      );
      if (steps.length === 0) continue;
      if (phase === 'undo') proof.remove(subject);
      const inputs = Object.fromEntries(
        Object.entries(subject.inputs).filter(
          ([name, value]) => value && runbook.inputs[name] && !isSecret(runbook.inputs[name].kind),
        ),
      );
      const commands = new Map(
        steps
          .flatMap(({ evidence }) => evidence)
          .map(({ id, command }) => [id, expand(command, inputs)] as const),
      );
      const texts: Record<string, string> = {};
      // One after the other: az keeps its tokens in one file.
      for (const [id, command] of commands) {
        if (placeholdersIn(command).length > 0) continue;
        const { exitCode, stdout, stderr } = await terminal.run(command);
        if (exitCode === 124) throw new Error(`${runbook.id}, ${id}: ${stderr.trim()}`);
        texts[id] = readJson(stdout) === undefined ? stdout + stderr : stdout;
      }
      const now = new Date(subject.world.clock.now());
      gathered.push({ runbook, path, phase, steps: steps.map(({ id }) => id), inputs, now, texts });
    }
    return gathered;
  } finally {
    laboratory.simulator.removeWorld(subject.world);
  }
}
