import { Agent, get } from 'node:http';
import { longestMs } from './attacker.ts';
import type { Finding } from './findings.ts';
import type { Target } from './start-target.ts';

const every = 100;
/** Servers keep idle connections for some seconds: Node for five. */
const longestIdleMs = 3_000;

/**
 * Somebody else who uses the server meanwhile, over one connection that is kept. Whatever is done to the
 * server, their requests are answered, and their connection is not reset.
 */
export class Neighbour {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #target: Target;
  readonly #found: Omit<Finding, 'attack'>[] = [];
  #over = false;
  #answeredAt = 0;
  readonly #done: Promise<void>;
  /** The longest that they waited, by the clock. */
  slowestMs = 0;

  constructor(target: Target) {
    this.#target = target;
    this.#done = this.#live();
  }

  /** What happened to them. */
  async leave(): Promise<Omit<Finding, 'attack'>[]> {
    this.#over = true;
    await this.#done;
    this.#agent.destroy();
    return this.#found;
  }

  async #live(): Promise<void> {
    while (!this.#over && !this.#target.ended()) {
      const since = performance.timeOrigin + performance.now();
      const wrong = await this.#ask();
      const ms = performance.timeOrigin + performance.now() - since;
      this.slowestMs = Math.max(this.slowestMs, ms);
      if (wrong && !this.#target.ended()) this.#found.push({ flaw: 'left behind', what: wrong });
      if (ms > longestMs) {
        // A machine that others use makes everybody wait; what the server computed itself does not depend on them.
        const cpu = (await this.#target.vitals({ since, peek: true }))?.cpu ?? 0;
        if (cpu > longestMs)
          this.#found.push({
            flaw: 'over 250 ms',
            what: `a neighbour's GET /healthz took ${Math.round(ms)} ms, of which the server computed ${Math.round(cpu)} ms`,
          });
      }
      await new Promise((resolve) => setTimeout(resolve, every));
    }
  }

  #ask(): Promise<string | undefined> {
    return new Promise((resolve) => {
      const sent = get(
        { host: '127.0.0.1', port: this.#target.port, path: '/healthz', agent: this.#agent },
        (answer) => {
          answer.resume();
          answer.on('end', () => {
            this.#answeredAt = Date.now();
            resolve(
              answer.statusCode === 200 ? undefined : `/healthz answered ${answer.statusCode}`,
            );
          });
        },
      );
      // Who says nothing for seconds (the attacker computes, too) finds the connection closed for that.
      const idleMs = Date.now() - this.#answeredAt;
      sent.on('error', (error) =>
        resolve(
          sent.reusedSocket && idleMs > longestIdleMs
            ? undefined
            : `a neighbour's connection failed: ${error.message}`,
        ),
      );
    });
  }
}
