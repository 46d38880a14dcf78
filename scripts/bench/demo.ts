/**
 * A process that is the demo of a bench: the app of `npm start` over its simulated clouds, and a
 * reader who verifies again and again.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { setupServer } from 'msw/node';
import { pino } from 'pino';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { listWorkflows, loadRunbooks } from '../../runbooks/workflows.ts';
import { openJudgingPool } from '../../src/server/judging/pool.ts';
import { Simulator } from '../../src/simulator/index.ts';
import { vantagesFor } from '../../src/verification/vantages.ts';
import { Demo } from '../lib/demo.ts';
import { createDemoApp } from '../lib/demo-app.ts';

/** What it is told: how many verifications to make. */
export interface DemoOrder {
  verifications: number;
}

/** What it answers: megabytes of the heap that are held. */
export interface DemoState {
  heap: number;
}

const runbooks = await loadRunbooks();
const simulator = new Simulator();
setupServer(...simulator.mswHandlers()).listen({ onUnhandledFrame: 'error' });
const demo = new Demo(simulator);
const app = createDemoApp(demo, {
  judging: await openJudgingPool(),
  logger: pino({ level: 'silent' }),
  limits: { verificationsPerMinute: 1_000_000, concurrent: 1_000, concurrentPerClient: 1_000 },
});
const { session, externalId } = await post('/v1/sessions', {});
/** Whoever looks, in worlds that are set up but for one mistake. */
const looks = listWorkflows().flatMap((runbook) => {
  const [fault] = demo.faults(runbook);
  const { externalId: _, ...inputs } = demo.break(runbook, fault?.name ?? '', externalId) ?? {};
  const vantages = vantagesFor('demo', runbooks[runbook] as Runbook);
  return vantages
    .filter((vantage) => vantage !== 'pasted')
    .map((vantage) => ({ runbook, vantage, session, inputs }));
});
let made = 0;

process.on('message', async ({ verifications }: DemoOrder) => {
  for (let first = 0; first < verifications; first += 10)
    await Promise.all(Array.from({ length: Math.min(10, verifications - first) }, verifyNext));
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await delay(100);
  }
  process.send?.({ heap: process.memoryUsage().heapUsed / 1024 / 1024 } satisfies DemoState);
});
process.on('disconnect', () => process.exit(0));
process.send?.({});

function verifyNext(): Promise<unknown> {
  return post('/v1/verifications', looks[made++ % looks.length] as object);
}

async function post(path: string, body: object): Promise<Record<string, string>> {
  const answer = await app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${JSON.stringify(body)} was answered ${text}`);
  return JSON.parse(text);
}
