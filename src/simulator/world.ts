import { randomBytes } from 'node:crypto';
import { type AwsState, createAwsState } from './aws/state.ts';
import { type AzureState, createAzureState } from './azure/state.ts';
import { createGcpState, type GcpState } from './gcp/state.ts';
import { createSpotState, type SpotState } from './spot/state.ts';

/** A world's clock: real time plus an offset that only grows. */
class Clock {
  #offset = 0;
  #listeners: (() => void)[] = [];

  /** Epoch milliseconds in this world. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** Moves the clock forward by `milliseconds` and lets everything that was due happen. */
  advance(milliseconds: number): void {
    if (!(milliseconds >= 0))
      throw new Error(`A world's clock only moves forward; ${milliseconds} ms was asked for.`);
    this.#offset += milliseconds;
    for (const listener of this.#listeners) listener();
  }

  onAdvance(listener: () => void): void {
    this.#listeners.push(listener);
  }
}

/** How a world's network misbehaves; for tests. */
export interface Chaos {
  /** Added to every simulated call, in milliseconds. */
  latencyMs?: number;
  /**
   * Answers instead of the service; return undefined to let the service answer. `operation` is e.g.
   * `s3:GetBucketPolicy`.
   */
  intercept?: (call: {
    service: string;
    operation: string;
    request: Request;
  }) => Response | undefined | Promise<Response | undefined>;
}

/** One call as the simulator saw it, for tests that assert what was (not) asked. */
export interface RecordedCall {
  service: string;
  operation: string;
  /**
   * Who called, in the cloud's own terms: an ARN, an e-mail address, an object id. Empty when
   * nobody was recognised.
   */
  principal: string;
  status: number;
  code?: string;
  startedAt: number;
  endedAt: number;
}

/** One simulated set of cloud accounts, isolated from every other world. */
export class World {
  readonly id = randomBytes(4).toString('hex');
  readonly clock = new Clock();
  readonly aws: AwsState = createAwsState();
  readonly gcp: GcpState = createGcpState();
  readonly azure: AzureState = createAzureState();
  readonly spot: SpotState = createSpotState();
  readonly calls: RecordedCall[] = [];
  /** How many of them are kept, the latest: a world that nobody reads them of can do without. */
  keptCalls = Number.POSITIVE_INFINITY;
  /** What callers were asked to be allowed, as their cloud writes it; for tests. */
  readonly asked = new Set<string>();
  chaos: Chaos = {};

  /** Adds to `calls`. */
  record(call: RecordedCall): void {
    this.calls.push(call);
    if (this.calls.length > this.keptCalls) this.calls.shift();
  }
}
