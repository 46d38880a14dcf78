import { ForeignAnswer } from './foreign-answer.ts';
import { raceSignal } from './race-signal.ts';
import { readLimitedBody } from './read-limited-body.ts';

/** What an answer may take. */
export interface AnswerLimits {
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
  /** Milliseconds from asking to the last byte. */
  timeoutMs: number;
  /** More than the longest answer that there is to what is asked. */
  maximumBytes: number;
}

/** An answer that was read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/**
 * Asks by `fetch`, and reads the answer within limits of time and bytes; what comes later or beyond is
 * dropped, with its connection.
 *
 * Throws a ForeignAnswer for a redirect, which would take credentials to wherever it points, and for an
 * answer that is too long; a TimeoutError when the time is up; the signal's reason when it aborts; and what
 * `fetch` throws where nobody answered.
 */
export async function fetchAnswer(
  url: string | URL,
  init: RequestInit,
  { signal, timeoutMs, maximumBytes }: AnswerLimits,
): Promise<Answer> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const ask = async (): Promise<Answer> => {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: limited });
    const { status, headers } = response;
    const body = await readLimitedBody(response.body, maximumBytes);
    if (status >= 300 && status < 400)
      throw new ForeignAnswer(`a redirect (HTTP ${status}) came back`);
    return { status, headers, body };
  };
  // Whoever brings the answer may not stop for a signal.
  return raceSignal(ask(), limited);
}
