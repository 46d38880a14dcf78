import { setTimeout as delay } from 'node:timers/promises';

/** Waits; rejects with an AbortError when the signal aborts. */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal });
}
