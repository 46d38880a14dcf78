/**
 * A process that is the hosted server of a bench: the real app on a real socket, without the limits
 * that keep one client from opening a thousand streams unless BENCH_LIMITS is set.
 */

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { pino } from 'pino';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import { createApp } from '../../src/server/app.ts';
import { giveBackMemory } from '../../src/server/give-back-memory.ts';
import { openJudgingPool } from '../../src/server/judging/pool.ts';
import { defaultLimits, type Limits } from '../../src/server/options.ts';
import type { CloudWorld } from './cloud.ts';

/** First message of this process. */
export interface ServerReady {
  port: number;
}

/** What it is told: whose credentials Spot has, or to say how it is after forgetting what it can. */
export type ServerOrder = { key: CloudWorld['key'] } | { measure: true };

/** How it is. Memory in megabytes. */
export interface ServerState {
  /** What it holds after the garbage was taken away. */
  rss: number;
  heap: number;
  /** The most that it ever held. */
  peakRss: number;
  /** The longest time for which it answered nobody, since it was last asked. */
  longestDelayMs: number;
  /** Processor time since it was last asked. */
  cpuMs: number;
}

const megabyte = 1024 * 1024;
let key: CloudWorld['key'] | undefined;
let usage = process.cpuUsage();
const delays = monitorEventLoopDelay({ resolution: 10 });
delays.enable();

const app = createApp({
  mode: 'hosted',
  runbooks: await loadRunbooks(),
  credentials: { spot: { aws: async () => key ?? Promise.reject(new Error('No key yet.')) } },
  judging: await openJudgingPool({ patienceMs: 300_000, requestMs: 300_000 }),
  sessionKey: 'a key for a bench, of thirty-two bytes and more',
  logger: pino({ level: 'silent' }),
  // A client is whom the bench says that it is.
  ...(process.env.BENCH_LIMITS
    ? { trustedProxies: 1 }
    : { limits: { ...liftLimits(), deadlineMs: 300_000 } }),
});
giveBackMemory();
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.({ port } satisfies ServerReady),
);

process.on('message', async (order: ServerOrder) => {
  if ('key' in order) {
    key = order.key;
    process.send?.({});
  } else process.send?.(await measure());
});
process.on('disconnect', () => process.exit(0));

async function measure(): Promise<ServerState> {
  const longestDelayMs = delays.max / 1e6;
  const { user, system } = process.cpuUsage(usage);
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await delay(100);
  }
  const { rss, heapUsed } = process.memoryUsage();
  delays.reset();
  usage = process.cpuUsage();
  return {
    rss: rss / megabyte,
    heap: heapUsed / megabyte,
    peakRss: process.resourceUsage().maxRSS / 1024,
    longestDelayMs,
    cpuMs: (user + system) / 1000,
  };
}

/** All limits of how much one client may have, or all together, so high that none is met. */
function liftLimits(): Partial<Limits> {
  const plenty = 1_000_000;
  const lift = (limit: unknown): unknown =>
    typeof limit === 'object' && limit !== null
      ? Object.fromEntries(Object.entries(limit).map(([name, value]) => [name, lift(value)]))
      : plenty;
  const counts = Object.entries(defaultLimits).filter(([name]) => !/(Ms|Bytes)$/.test(name));
  return Object.fromEntries(counts.map(([name, limit]) => [name, lift(limit)]));
}
