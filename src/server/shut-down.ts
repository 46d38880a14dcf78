import { once } from 'node:events';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { HttpServer } from './http-server.ts';
import type { Stopping } from './stopping.ts';

interface ShutDown {
  http: HttpServer;
  stopping: Stopping;
  /** Milliseconds between readiness saying no and the first refusal: what balancers take to notice. */
  graceMs: number;
  /** Milliseconds that what is under way may still take after that. */
  deadlineMs: number;
  /** What is closed when no request can come any more, in this order. */
  closeLast?: readonly (() => unknown)[];
  sleep?: (milliseconds: number) => Promise<unknown>;
}

/** Milliseconds for telling those who are still waiting that it is over. */
const farewellMs = 2_000;

/**
 * Stops serving without cutting anybody off: readiness fails first; after the grace nothing new
 * begins, while what is under way goes on until the deadline and is then told why it ends; last the
 * port closes. Resolves when everything is closed.
 */
export default async function shutDown({
  http: { server, whenIdle },
  stopping,
  graceMs,
  deadlineMs,
  closeLast = [],
  sleep = (milliseconds) => delay(milliseconds, undefined, { ref: false }),
}: ShutDown): Promise<void> {
  stopping.leave();
  await sleep(graceMs);
  stopping.refuse();
  server.closeIdleConnections();
  await Promise.race([whenIdle(), sleep(deadlineMs)]);
  stopping.end();
  await Promise.race([whenIdle(), sleep(farewellMs)]);
  const closed = once(server, 'close');
  server.close();
  // Who was just answered may still be reading.
  await Promise.race([closed, sleep(farewellMs)]);
  server.closeAllConnections();
  await closed;
  for (const close of closeLast) await close();
}

/** Shuts down at the first SIGTERM or SIGINT and ends the process with 0; at the second ends it at once. */
export function shutDownOnSignals({ logger, ...options }: ShutDown & { logger: Logger }): void {
  let begun = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (begun) process.exit(128 + constants.signals[signal]);
      begun = true;
      logger.info({ signal }, 'stopping');
      shutDown(options).then(
        () => process.exit(0),
        (error) => {
          logger.error({ error: error instanceof Error ? error.name : 'unknown' }, 'stopping');
          process.exit(1);
        },
      );
    });
}
