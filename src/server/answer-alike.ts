import { createHash } from 'node:crypto';
import type { Context } from 'hono';

/**
 * Handles a GET whose answer is the same for everybody as long as the server runs: it is made once,
 * at the first request, and sent again only to those who do not have it yet.
 */
export default function answerAlike(make: () => unknown): (c: Context) => Response {
  let made: { body: string; etag: string } | undefined;
  return (c) => {
    made ??= prepare(make());
    c.header('cache-control', 'no-cache');
    c.header('etag', made.etag);
    if (isKnown(c.req.header('if-none-match'), made.etag)) return c.body(null, 304);
    return c.body(made.body, 200, { 'content-type': 'application/json' });
  };
}

function prepare(value: unknown): { body: string; etag: string } {
  const body = JSON.stringify(value);
  return { body, etag: etagOf(body) };
}

/** The name of a content, for `If-None-Match`. */
export const etagOf = (content: string | Buffer): string =>
  `"${createHash('sha256').update(content).digest('base64url').slice(0, 24)}"`;

/** Whether a client has it: proxies that compress weaken the name (`W/"…"`). */
export const isKnown = (ifNoneMatch: string | null | undefined, etag: string): boolean =>
  ifNoneMatch?.includes(etag) ?? false;
