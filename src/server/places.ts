import { siteOf } from './client-address.ts';
import {
  createFairQueue,
  type FairQueue,
  type Place,
  QueueFull,
  type Standing,
} from './fair-queue.ts';
import type { Limits } from './options.ts';
import { ProblemError } from './problems.ts';

/** What is done in a place: looking into an account, or only reading what was pasted. */
export const works = ['looking', 'reading'] as const;
export type Work = (typeof works)[number];

export interface Places {
  /** A place for the work of a client, when it is its turn. Throws the problem when there is no room. */
  take(work: Work, client: string): Place;
  /**
   * Waits for its turn, and leaves the queue when the client leaves. Rejects with the problem when it
   * is sent away.
   */
  waitFor(place: Place, signal: AbortSignal): Promise<void>;
  /** How many wait for a place. */
  waiting(work: Work): number;
}

/**
 * Places for verifications and readings. Whoever only pastes never waits for those who look, which
 * takes as long as clouds take. Half of the places are for others than any one site (/48): who has
 * one has more clients than there are places.
 */
export function createPlaces(limits: Limits): Places {
  const open = () =>
    createFairQueue({
      places: limits.concurrent,
      perClient: limits.concurrentPerClient,
      siteOf,
      perSite: Math.max(1, Math.floor(limits.concurrent / 2)),
      waiting: limits.waiting,
      waitingPerClient: limits.waitingPerClient,
      patienceMs: limits.patienceMs,
      longestMs: limits.deadlineMs,
    });
  const queues: Record<Work, FairQueue> = { looking: open(), reading: open() };
  const asProblem = (error: unknown) => (error instanceof QueueFull ? busy(error, limits) : error);
  return {
    take(work, client) {
      try {
        return queues[work].join(client);
      } catch (error) {
        throw asProblem(error);
      }
    },
    async waitFor(place, signal) {
      signal.addEventListener('abort', place.leave, { once: true });
      if (signal.aborted) place.leave();
      try {
        await place.turn;
      } catch (error) {
        throw asProblem(error);
      } finally {
        signal.removeEventListener('abort', place.leave);
      }
    },
    waiting: (work) => queues[work].waiting,
  };
}

function busy(
  { share, retryAfterSeconds: seconds }: QueueFull,
  { concurrentPerClient }: Limits,
): ProblemError {
  const headers = { 'retry-after': String(seconds) };
  const next = `Try again in ${count(seconds, 'second')}.`;
  return share === 'client'
    ? new ProblemError(
        429,
        'too-many-at-once',
        'Too many verifications of yours are under way',
        `At most ${concurrentPerClient} run at the same time from one address, and some wait. ${next}`,
        { headers },
      )
    : new ProblemError(
        503,
        'busy',
        'Too many verifications are under way',
        `All places are taken, and those who wait are many. ${next}`,
        { headers },
      );
}

/** What whoever waits is told. */
export function explainWait({ before, isOwnShare, untilMs }: Standing): string {
  const seconds = count(Math.ceil(untilMs / 1_000), 'second');
  const why = isOwnShare
    ? 'As many verifications as may run at the same time from one address are under way from yours.'
    : 'As many verifications as may run at the same time are under way.';
  const others =
    before === 0
      ? 'Yours is the next.'
      : `${count(before, 'other')} ${before === 1 ? 'is' : 'are'} before yours.`;
  return `${why} ${others} It begins within ${seconds}, or you are told when to try again.`;
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
