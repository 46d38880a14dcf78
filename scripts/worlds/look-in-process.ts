import { setupServer } from 'msw/node';
import type { AnyWorld, ProofWorld } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Report } from '../../src/checks/report.ts';
import { openCollectors } from '../../src/collectors/index.ts';
import type { Evidence, EvidenceKind } from '../../src/evidence/define-evidence.ts';
import type { LookingVantage } from '../../src/providers/vantages.ts';
import { Simulator } from '../../src/simulator/index.ts';
import type { VerificationEvent } from '../../src/verification/events.ts';
import { verify } from '../../src/verification/verify.ts';
import { credentialsOf } from '../lib/laboratory.ts';

/** A request that a verification sent, as one text without escapes. */
export interface Sent {
  host: string;
  text: string;
}

/** What a verification looked at, and what it said. */
export interface Look {
  vantage: LookingVantage;
  report: Report;
  kinds: Map<string, EvidenceKind>;
  evidence: Record<string, Evidence>;
  events: VerificationEvent[];
  sent: Sent[];
}

/**
 * The simulated clouds behind the SDKs of this process, without command lines: for tests that look
 * at many worlds and fix none. One look at a time.
 */
export class InProcess implements Disposable {
  readonly simulator = new Simulator();
  readonly #server: ReturnType<typeof setupServer>;
  #sent: Sent[] = [];

  constructor() {
    const handle = this.simulator.handle.bind(this.simulator);
    this.simulator.handle = async (request) => {
      this.#sent.push(await textOf(request.clone()));
      return handle(request);
    };
    this.#server = setupServer(...this.simulator.mswHandlers());
    this.#server.listen({ onUnhandledFrame: 'error' });
  }

  [Symbol.dispose](): void {
    this.#server.close();
  }

  /** The product's own verification of a world, with all that it gathered, sent and said. */
  async look(
    runbook: Runbook,
    subject: AnyWorld,
    { vantage, step }: { vantage: LookingVantage; step?: string | undefined },
  ): Promise<Look> {
    const kinds = new Map<string, EvidenceKind>();
    const evidence: Record<string, Evidence> = {};
    const events: VerificationEvent[] = [];
    this.#sent = [];
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
      onEvent: (event) => void events.push(event),
    });
    return { vantage, report, kinds, evidence, events, sent: this.#sent };
  }
}

async function textOf(request: Request): Promise<Sent> {
  const body = await request.text();
  const headers = [...request.headers].map(([name, value]) => `${name}: ${value}`);
  const text = [request.url, ...headers, body].join('\n');
  return {
    host: new URL(request.url).hostname,
    text: text.replaceAll(/%[0-9a-f]{2}/gi, (coded) => {
      const code = Number.parseInt(coded.slice(1), 16);
      return code < 128 ? String.fromCharCode(code) : coded;
    }),
  };
}
