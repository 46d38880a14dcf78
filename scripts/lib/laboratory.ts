import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setupServer } from 'msw/node';
import type { ProofWorld } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Report } from '../../src/checks/report.ts';
import { openCollectors, type ProviderCredentials } from '../../src/collectors/index.ts';
import type { LookingVantage } from '../../src/providers/vantages.ts';
import { accessTokenFor } from '../../src/simulator/azure/entra/tokens.ts';
import {
  commandLines,
  environmentFor,
  type Identities,
  runScript,
  type ScriptResult,
} from '../../src/simulator/command-line.ts';
import { Simulator, type World } from '../../src/simulator/index.ts';
import { startProxy } from '../../src/simulator/proxy.ts';
import { WarmStart } from '../../src/simulator/warm-start/index.ts';
import type { VerificationEvent } from '../../src/verification/events.ts';
import { verify } from '../../src/verification/verify.ts';

export type Subject = ProofWorld;

/** A terminal in a world: real command-line programs, an own home and an own working directory. */
export interface Terminal extends AsyncDisposable {
  /** Its home and working directory. */
  home: string;
  run(script: string): Promise<ScriptResult>;
}

/**
 * The simulated clouds with both ways into them: the SDKs of this process (through MSW) and the
 * real command-line programs (through the HTTPS proxy). One laboratory holds any number of worlds.
 */
export class Laboratory implements AsyncDisposable {
  readonly simulator: Simulator;
  readonly #proxy: Awaited<ReturnType<typeof startProxy>>;
  readonly #server: ReturnType<typeof setupServer>;

  readonly #warmStart: WarmStart;

  private constructor(
    simulator: Simulator,
    proxy: Awaited<ReturnType<typeof startProxy>>,
    server: ReturnType<typeof setupServer>,
    warmStart: WarmStart,
  ) {
    this.simulator = simulator;
    this.#warmStart = warmStart;
    this.#proxy = proxy;
    this.#server = server;
  }

  static async open(): Promise<Laboratory> {
    const simulator = new Simulator();
    const proxy = await startProxy(simulator);
    const server = setupServer(...simulator.mswHandlers());
    server.listen({ onUnhandledFrame: 'error' });
    return new Laboratory(simulator, proxy, server, await WarmStart.open());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    await this.#warmStart[Symbol.asyncDispose]();
    await this.#proxy.stop();
  }

  /** Opens a terminal as the reader of this world. */
  async terminal(subject: Subject): Promise<Terminal> {
    const home = await mkdtemp(join(tmpdir(), 'spot-home-'));
    const environment = await environmentFor({
      proxy: this.#proxy,
      identities: subject.reader,
      home,
      warmStart: this.#warmStart,
    });
    return {
      home,
      run: (script) => runScript(script, { environment, cwd: home, timeoutMs: 120_000 }),
      [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
    };
  }

  /**
   * The product's own verification of this world, through the real SDKs. Waiting for IAM to
   * propagate moves the world's clock instead of taking real time.
   */
  verify(
    runbook: Runbook,
    subject: Subject,
    options:
      | {
          vantage: LookingVantage;
          step?: string;
          onEvent?: (event: VerificationEvent) => void;
        }
      | { vantage: 'pasted'; step: string; pasted: Readonly<Record<string, string>> },
  ): Promise<Report> {
    const { vantage } = options;
    return verify({
      runbook,
      ...(options.step ? { step: options.step } : {}),
      vantage,
      inputs: subject.inputs,
      ...(vantage === 'pasted'
        ? { pasted: options.pasted }
        : {
            ...(options.onEvent ? { onEvent: options.onEvent } : {}),
            collectors: openCollectors({
              vantage,
              credentials: credentialsOf(subject.world, subject[vantage]),
            }),
          }),
      now: () => new Date(subject.world.clock.now()),
      propagation: {
        timeoutMs: 20_000,
        intervalMs: 2_000,
        sleep: async (milliseconds: number) => subject.world.clock.advance(milliseconds),
      },
    });
  }
}

/** What the product's collectors sign in with when these people use it. */
export function credentialsOf(
  world: World,
  { aws, gcp, azure, spot }: Identities,
): ProviderCredentials {
  return {
    ...(aws ? { aws: async () => aws } : {}),
    ...(gcp ? { gcp: { accessToken: async () => gcp.accessToken } } : {}),
    ...(azure
      ? {
          azure: {
            accessToken: async (audience: string) => accessTokenFor(world, azure, audience),
          },
        }
      : {}),
    ...(spot ? { spot: async () => spot.token } : {}),
  };
}

/**
 * Command-line programs that these people would use and this machine lacks. Without them nothing
 * can be proven, which must be said.
 */
export function missingPrograms(identities: Identities): string[] {
  const names = Object.keys(identities) as (keyof Identities)[];
  return names
    .filter((name) => identities[name] && !commandLines[name].find())
    .map((name) => commandLines[name].program);
}
