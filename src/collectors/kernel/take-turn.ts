import { setImmediate as nextTurn } from 'node:timers/promises';

/** What is done between two looks at who else wants something: some milliseconds of work. */
const atOnce = 8;

let taken = 0;
let isTurning = false;
const waiting: (() => void)[] = [];

/**
 * Lets few go on in one turn of the event loop; the others wait for the next, first come, first
 * served. What a thousand verifications want to do at the same moment is so done in parts, and in
 * between everybody else is served.
 */
export function takeTurn(): Promise<void> {
  if (!isTurning) void turn();
  if (taken < atOnce && waiting.length === 0) {
    taken++;
    return Promise.resolve();
  }
  return new Promise((resolve) => waiting.push(resolve));
}

async function turn(): Promise<void> {
  isTurning = true;
  do {
    await nextTurn();
    taken = Math.min(atOnce, waiting.length);
    for (const goOn of waiting.splice(0, taken)) goOn();
  } while (taken > 0);
  isTurning = false;
}
