/**
 * Watches this process's event loop for whoever attacks it: which stretches it was blocked, and how much of
 * each it computed itself. A loop that waits for a processor which others use is not blocked by what it was
 * sent. Imported by the targets, before anything else of theirs.
 */
import { memoryUsage } from 'node:process';

/** A stretch in which the loop took nothing else; milliseconds. */
export interface Blocked {
  wall: number;
  /** Of this thread: what it computed, and not what it waited for. */
  cpu: number;
}

/** What the target says of itself when it is asked. */
export interface Vitals {
  /** Since it was last asked. */
  blocked: Blocked[];
  /** Milliseconds that this thread has computed since the time that was asked about. */
  cpu: number;
  /** Bytes. */
  heap: number;
  rss: number;
  /** Errors that nobody took. */
  unhandled: number;
}

const every = 20;
/** Shorter stretches are no news. */
const notable = 100;

let blocked: Blocked[] = [];
let unhandled = 0;
/** What this thread had computed at a time of the machine's clock, which the attacker shares; the last minute. */
const samples = [takeSample()];

setInterval(sample, every).unref();

function sample(): void {
  const before = samples.at(-1) as Sample;
  const now = takeSample();
  const wall = now.at - before.at - every;
  if (wall > notable) blocked.push({ wall, cpu: now.cpu - before.cpu });
  samples.push(now);
  if (samples.length > 6_000) samples.splice(0, 3_000);
}

process.on('unhandledRejection', (error) => {
  unhandled += 1;
  console.error('UNHANDLED', error instanceof Error ? error.stack : error);
});
process.on(
  'message',
  (message: { id: number; collect?: boolean; since?: number; peek?: boolean }) => {
    // The stretch that has just ended.
    sample();
    if (message.collect) globalThis.gc?.();
    const { heapUsed: heap, rss } = memoryUsage();
    const { since = Date.now() } = message;
    const before = samples.findLast(({ at }) => at <= since) ?? (samples[0] as Sample);
    const cpu = takeSample().cpu - before.cpu;
    const vitals: Vitals = { blocked, cpu, heap, rss, unhandled };
    if (!message.peek) blocked = [];
    process.send?.({ id: message.id, vitals });
  },
);
// Whoever started it ended: so does this.
process.on('disconnect', () => process.exit(0));

interface Sample {
  at: number;
  cpu: number;
}

function takeSample(): Sample {
  const { user, system } = process.threadCpuUsage();
  return { at: performance.timeOrigin + performance.now(), cpu: (user + system) / 1000 };
}
