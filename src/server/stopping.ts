import { ProblemError } from './problems.ts';

/**
 * How far the end of this server is, for whoever asks: readiness, what refuses new work, and what is
 * under way.
 *
 * - `serving`: all is as ever
 * - `leaving`: everything is still answered, but readiness says no, so that balancers look elsewhere
 * - `refusing`: no new verification begins, and every answer closes its connection
 */
export interface Stopping {
  readonly phase: 'serving' | 'leaving' | 'refusing';
  leave(): void;
  refuse(): void;
  /** Ends what is still under way: tells each of those who asked why. */
  end(): void;
  /** Calls `end` once when what is under way has to end, or now if that was; the answer takes that back. */
  whenEnding(end: (why: ProblemError) => void): () => void;
}

export default function createStopping(): Stopping {
  let phase: Stopping['phase'] = 'serving';
  let over = false;
  const ends = new Set<(why: ProblemError) => void>();
  return {
    get phase() {
      return phase;
    },
    leave() {
      phase = 'leaving';
    },
    refuse() {
      phase = 'refusing';
    },
    end() {
      over = true;
      for (const end of ends) end(restarting());
      ends.clear();
    },
    whenEnding(end) {
      if (over) end(restarting());
      else ends.add(end);
      return () => ends.delete(end);
    },
  };
}

/** What a reader is told whose verification cannot begin, or not end, because the server stops. */
export const restarting = () =>
  new ProblemError(
    503,
    'restarting',
    'The server is restarting',
    'It stopped before there was a verdict, and changed nothing in your account. Check again in a few seconds.',
    { headers: { 'retry-after': '5' } },
  );
