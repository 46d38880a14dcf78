import { setImmediate as nextTurn } from 'node:timers/promises';

let last: Promise<unknown> = Promise.resolve();

/**
 * Waits for a turn of the event loop that nobody else of those who wait here has. What a thousand
 * verifications do at the same moment is then done one after the other, and between two of them
 * everybody else is served.
 */
export function takeTurn(): Promise<void> {
  const mine = last.then(() => nextTurn());
  last = mine;
  return mine;
}
