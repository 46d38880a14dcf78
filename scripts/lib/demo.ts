import type { Hono } from 'hono';
import type { HealthyWorld } from '../../runbooks/define-faults.ts';
import type { Simulator } from '../../src/simulator/index.ts';
import { emptyWorlds, faults, healthyWorlds } from './worlds.ts';

/** The demo's one world, which a writer can start again, move on in time, or break. Its access keys stay the same, so open shells go on working. */
export class Demo {
  subject: HealthyWorld;
  readonly #simulator: Simulator;
  readonly #runbook = 'aws/management-account';

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
    this.subject = this.#make(emptyWorlds);
  }

  /** An account in which nobody has done anything yet. */
  reset(): void {
    this.#replace(this.#make(emptyWorlds));
  }

  /**
   * A set-up account with one mistake in it, whose role asks for the external ID that this browser's session was given. Returns the
   * values its reader has typed, or undefined for an unknown fault.
   */
  break(name: string, externalId?: string): Record<string, string> | undefined {
    const fault = faults[this.#runbook]?.find((one) => one.name === name);
    if (!fault) return undefined;
    const next = this.#make(healthyWorlds, externalId ? { externalId } : {});
    fault.breaks(next);
    this.#replace(next);
    return next.inputs;
  }

  advance(hours: number): void {
    this.subject.world.clock.advance(hours * 3_600_000);
  }

  get faults(): { name: string; title: string }[] {
    return (faults[this.#runbook] ?? []).map(({ name, title }) => ({ name, title }));
  }

  #make(worlds: typeof healthyWorlds, options: { externalId?: string } = {}): HealthyWorld {
    const make = worlds[this.#runbook];
    if (!make) throw new Error(`scripts/lib/worlds.ts has no world for ${this.#runbook}.`);
    return make(this.#simulator, options);
  }

  #replace(next: HealthyWorld): void {
    const { accessKeyId, secretAccessKey } = this.subject.reader;
    this.#simulator.removeWorld(this.subject.world);
    // Same keys, whoever the reader of the new world is.
    next.world.aws.credentials.set(accessKeyId, { ...next.reader, accessKeyId, secretAccessKey });
    next.reader = { ...next.reader, accessKeyId, secretAccessKey };
    this.subject = next;
  }
}

/** `/demo`: what the demo bar of the page calls. Only the demo has these routes. */
// biome-ignore lint/suspicious/noExplicitAny: any Hono environment
export function addDemoRoutes(app: Hono<any>, demo: Demo): void {
  const now = () => new Date(demo.subject.world.clock.now()).toISOString();
  app.get('/demo', (c) => c.json({ faults: demo.faults, now: now() }));
  app.post('/demo/advance', async (c) => {
    const { hours } = await c.req.json().catch(() => ({}));
    if (typeof hours !== 'number' || !(hours > 0 && hours <= 24 * 365)) {
      return c.json({ title: 'Bad request', status: 400, detail: 'hours must be a number between 0 and 8760.' }, 400);
    }
    demo.advance(hours);
    return c.json({ now: now() });
  });
  app.post('/demo/reset', (c) => {
    demo.reset();
    return c.json({ now: now() });
  });
  app.post('/demo/break', async (c) => {
    const { fault, externalId } = await c.req.json().catch(() => ({}));
    const inputs = typeof fault === 'string' ? demo.break(fault, typeof externalId === 'string' ? externalId : undefined) : undefined;
    if (!inputs) return c.json({ title: 'Not found', status: 404, detail: 'There is no such fault; GET /demo lists them.' }, 404);
    return c.json({ now: now(), inputs });
  });
}
