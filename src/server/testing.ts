import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { expect } from 'vitest';
import { verificationEventSchema } from '../verification/events.ts';
import { judgeHere } from '../verification/judging.ts';
import { inputs, type TestWorld, testRunbook } from '../verification/testing/aws-world.ts';
import { createApp } from './app.ts';
import type { JudgingPool } from './judging/pool.ts';
import type { ServerOptions } from './options.ts';
import { problemSchema } from './problems.ts';

/** For tests only: a server over a simulated world. */

const sessionKey = 'a key for tests of thirty-two bytes and more';
const { externalId: _, ...withoutExternalId } = inputs;
export const typed = withoutExternalId;

/** Judges in this thread: what is judged here is known to end. */
export const judgingHere: JudgingPool = {
  judgeFor: () => judgeHere,
  isReady: () => true,
  counts: () => ({ waiting: 0, restarts: 0, overruns: 0 }),
  close: async () => undefined,
};

/** A server over a simulated world, and what it logged. */
export function startOver(subject: TestWorld, options: Partial<ServerOptions> = {}) {
  const server = serve({
    credentials: {
      reader: { aws: async () => subject.reader },
      spot: { aws: async () => subject.spot },
    },
    now: () => new Date(subject.world.clock.now()),
    propagation: {
      timeoutMs: 4_000,
      intervalMs: 2_000,
      sleep: async (milliseconds) => subject.world.clock.advance(milliseconds),
    },
    ...options,
  });
  return { ...subject, ...server };
}

/** A server, and what it logged. */
export function serve(options: Partial<ServerOptions> = {}) {
  const lines: string[] = [];
  const registry = new Registry();
  const app = createApp({
    mode: 'demo',
    runbooks: { [testRunbook.id]: testRunbook },
    credentials: {},
    judging: judgingHere,
    sessionKey,
    logger: pino({ base: undefined }, { write: (line: string) => void lines.push(line) }),
    registry,
    ...options,
  });
  const post = (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
    init: RequestInit = {},
  ) =>
    app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
    });
  return { app, post, lines, registry };
}

export const wanted = { runbook: testRunbook.id, step: 'bucket', vantage: 'reader', inputs: typed };

export async function problem(response: Response | Promise<Response>) {
  const answer = await response;
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const body = problemSchema.parse(await answer.json());
  expect(body.status).toBe(answer.status);
  expect(body.detail).toMatch(/\S/);
  return body;
}

export async function eventsOf(response: Response) {
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  for await (const chunk of response.body ?? [])
    parser.feed(new TextDecoder().decode(chunk as Uint8Array));
  return events.map(({ event, data }) =>
    verificationEventSchema.parse({ type: event, ...JSON.parse(data) }),
  );
}
