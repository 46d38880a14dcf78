import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How a process is, and what can be done about it. For tests. */
export interface MemoryOf {
  /** Bytes that it holds. */
  rss(): number;
  /** The part of the time since the last question in which it did something, 0 to 1. */
  busy(): number;
  /** Gives back what it does not need; stops it for a tenth of a second. */
  giveBack(): void;
}

/** Bytes: so much may a process grow without being asked. */
const growth = 64 * 1024 * 1024;
const everyMs = 2_000;

/**
 * Gives memory back that a burst of work needed, once it is quiet again. Node by itself keeps all
 * pages that its heap ever had: it collects when it needs room, and not when it has nothing to do.
 * Looks every two seconds, for as long as the process lives.
 */
export function giveBackMemory(): void {
  const look = createMemoryWatch(ofThisProcess());
  setInterval(look, everyMs).unref();
}

/** What is done at each look: see {@link giveBackMemory}. */
export function createMemoryWatch({ rss, busy, giveBack }: MemoryOf): () => void {
  let least = rss();
  return () => {
    const isQuiet = busy() < 0.1;
    const held = rss();
    least = Math.min(least, held);
    if (!isQuiet || held < least + growth) return;
    giveBack();
    // What is still held is needed: it is not asked for again.
    least = rss();
  };
}

function ofThisProcess(): MemoryOf {
  let before = performance.eventLoopUtilization();
  let collect: ((options: object) => void) | undefined;
  return {
    rss: () => process.memoryUsage.rss(),
    busy() {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, before);
      before = now;
      return utilization;
    },
    giveBack() {
      if (!collect) {
        setFlagsFromString('--expose-gc');
        collect = runInNewContext('gc') as (options: object) => void;
      }
      // The flavour that also unmaps the pages of what it collects.
      collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    },
  };
}
