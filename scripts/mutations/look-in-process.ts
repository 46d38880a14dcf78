import { setupServer } from 'msw/node';
import type { AnyWorld, ProofWorld } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Report } from '../../src/checks/report.ts';
import { openCollectors } from '../../src/collectors/index.ts';
import type { Evidence, EvidenceKind } from '../../src/evidence/define-evidence.ts';
import type { LookingVantage } from '../../src/providers/vantages.ts';
import { Simulator } from '../../src/simulator/index.ts';
import { verify } from '../../src/verification/verify.ts';
import { credentialsOf } from '../lib/laboratory.ts';

/** What a verification looked at, and what it said. */
export interface Look {
  report: Report;
  kinds: Map<string, EvidenceKind>;
  evidence: Record<string, Evidence>;
}

/**
 * The simulated clouds behind the SDKs of this process, without command lines: for tests that look
 * at many worlds and fix none.
 */
export class InProcess implements Disposable {
  readonly simulator = new Simulator();
  readonly #server = setupServer(...this.simulator.mswHandlers());

  constructor() {
    this.#server.listen({ onUnhandledFrame: 'error' });
  }

  [Symbol.dispose](): void {
    this.#server.close();
  }

  /** The product's own verification of a world, with the evidence that it gathered. */
  async look(
    runbook: Runbook,
    subject: AnyWorld,
    { vantage, step }: { vantage: LookingVantage; step?: string | undefined },
  ): Promise<Look> {
    const kinds = new Map<string, EvidenceKind>();
    const evidence: Record<string, Evidence> = {};
    const collectors = openCollectors({
      vantage,
      credentials: credentialsOf(subject.world, subject[vantage]),
    });
    const report = await verify({
      ...{ runbook, vantage, inputs: (subject as ProofWorld).inputs },
      ...(step === undefined ? {} : { step }),
      collectors: {
        ...collectors,
        async collect(kind, context) {
          const found = await collectors.collect(kind, context);
          kinds.set(kind.id, kind);
          evidence[kind.id] = found;
          return found;
        },
      },
      now: () => new Date(subject.world.clock.now()),
      propagation: { timeoutMs: 2_000, intervalMs: 2_000, sleep: async () => undefined },
    });
    return { report, kinds, evidence };
  }
}
