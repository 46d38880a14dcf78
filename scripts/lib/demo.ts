import type { Proof, ProofWorld } from '../../runbooks/define-faults.ts';
import { loadProofs } from '../../runbooks/proofs.ts';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import type { Simulator } from '../../src/simulator/index.ts';

const runbooks = await loadRunbooks();
const proofs = await loadProofs();

/** What a runbook is proven with. Throws for an unknown runbook. */
function proofOf(runbook: string): Proof {
  const proof = Object.hasOwn(proofs, runbook) ? proofs[runbook] : undefined;
  if (!proof)
    throw new Error(
      `There is no runbook ${runbook}. It is one of ${Object.keys(proofs).join(', ')}.`,
    );
  return proof;
}

/**
 * The demo's worlds, one for each runbook, which a writer can start again, move on in time, or
 * break. A world is made when it is first looked at. When it is replaced, whoever reads the demo is
 * told, so that open shells can be given the new credentials.
 */
export class Demo {
  readonly #simulator: Simulator;
  readonly #subjects = new Map<string, ProofWorld>();
  readonly #onReplaced: (demo: Demo) => void;

  constructor(simulator: Simulator, onReplaced: (demo: Demo) => void = () => undefined) {
    this.#simulator = simulator;
    this.#onReplaced = onReplaced;
  }

  /**
   * The world of a runbook; at first an account in which nobody has done anything yet. Throws for
   * an unknown runbook.
   */
  subject(runbook: string): ProofWorld {
    return (
      this.#subjects.get(runbook) ??
      this.#put(runbook, proofOf(runbook).emptyWorld(this.#simulator))
    );
  }

  reset(runbook: string): void {
    this.#put(runbook, proofOf(runbook).emptyWorld(this.#simulator));
  }

  /**
   * A set-up account with one mistake in it, whose role asks for the external ID that this
   * browser's session was given. Returns the values its reader has typed, or undefined for an
   * unknown fault.
   */
  break(runbook: string, name: string, externalId?: string): Record<string, string> | undefined {
    const { faults, healthyWorld } = proofOf(runbook);
    const fault = faults.find((one) => one.name === name);
    if (!fault) return undefined;
    const issued = Object.entries(runbooks[runbook]?.inputs ?? {}).filter(
      ([, { source }]) => externalId && source === 'session',
    );
    const next = healthyWorld(this.#simulator, {
      ...fault.inputs,
      ...Object.fromEntries(issued.map(([input]) => [input, externalId as string])),
    });
    fault.breaks(next);
    return this.#put(runbook, next).inputs;
  }

  advance(runbook: string, hours: number): void {
    this.subject(runbook).world.clock.advance(hours * 3_600_000);
  }

  now(runbook: string): Date {
    return new Date(this.subject(runbook).world.clock.now());
  }

  faults(runbook: string): { name: string; title: string }[] {
    return proofOf(runbook).faults.map(({ name, title }) => ({ name, title }));
  }

  #put(runbook: string, next: ProofWorld): ProofWorld {
    const before = this.#subjects.get(runbook);
    // Nobody reads them here, and the demo goes on for as long as it likes.
    next.world.keptCalls = 0;
    next.world.calls.length = 0;
    this.#subjects.set(runbook, next);
    if (before) {
      this.#simulator.removeWorld(before.world);
      this.#onReplaced(this);
    }
    return next;
  }
}
