import { startChild } from './child.ts';
import type { DemoOrder, DemoState } from './demo.ts';
import { within } from './within.ts';

const counts = [500, 2_000, 4_100];
/** Kilobytes: a record that is kept for each call would take more. */
const mostForEach = 5;

/** What the demo holds after some thousand verifications of all its worlds, the garbage taken away. */
export async function benchDemo(): Promise<void> {
  await using demo = await startChild('demo.ts', { execArgv: ['--expose-gc'] });
  const heaps: number[] = [];
  let made = 0;
  for (const count of counts) {
    const { heap } = await demo.ask<DemoState>({ verifications: count - made } satisfies DemoOrder);
    heaps.push(heap);
    made = count;
  }
  // Until then the worlds fill up with as many sessions and tokens as they remember.
  const [full = 0, last = 0] = heaps.slice(-2);
  const forEach = ((last - full) * 1024) / (made - (counts.at(-2) as number));
  console.log(
    `demo: heap after ${counts.join(', ')} verifications: ${heaps.map((heap) => heap.toFixed(0)).join(', ')} MB; ${forEach.toFixed(1)} kB for each of the last (${within(forEach, mostForEach)})`,
  );
}
