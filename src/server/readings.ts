import type { Context } from 'hono';
import { JudgingStopped } from '../verification/judging.ts';
import type { Reading, ReadingRequest } from '../verification/reading.ts';
import { createSecretRedactor } from '../verification/redact-secrets.ts';
import { clientAddress } from './client-address.ts';
import type { ServerEnv } from './guards.ts';
import type { ServerOptions } from './options.ts';
import type { Places } from './places.ts';
import { clientLeft, ProblemError } from './problems.ts';
import { resolveRequest } from './resolve-request.ts';
import type { Sessions } from './sessions.ts';

interface Parts {
  options: ServerOptions;
  sessions: Sessions | undefined;
  places: Places;
}

/** Handles `POST /v1/readings`, whose body the schema has let through. */
export function readingHandler(
  parts: Parts,
): (c: Context<ServerEnv>, body: ReadingRequest) => Promise<Reading> {
  const { judging, trustedProxies, now = () => new Date() } = parts.options;
  return async (c, { text, ...body }) => {
    const { runbook, inputs } = resolveRequest({ ...body, vantage: 'pasted' }, parts);
    const client = clientAddress(c, trustedProxies);
    const place = parts.places.take('reading', client);
    const { signal } = c.req.raw;
    try {
      await parts.places.waitFor(place, signal);
      const request = { runbook, step: body.step, inputs, text, now: now(runbook.id) };
      const reading = await judging.judgeFor(client, signal).readAnything(request);
      return createSecretRedactor(runbook, inputs)(reading);
    } catch (error) {
      if (signal.aborted) throw clientLeft();
      throw error instanceof JudgingStopped ? notRead(error) : error;
    } finally {
      place.leave();
    }
  };
}

/** The same text would take as long again: that is for the sender to change. */
function notRead({ reason, message, retryAfterSeconds: seconds }: JudgingStopped): ProblemError {
  if (reason === 'too-much')
    return new ProblemError(422, 'too-much-to-read', 'This is too much to read', message);
  if (reason === 'busy')
    return new ProblemError(503, 'busy', 'Too much is read at the moment', message, {
      headers: seconds === undefined ? {} : { 'retry-after': String(seconds) },
    });
  return new ProblemError(500, 'internal', 'Something failed on our side', message);
}
