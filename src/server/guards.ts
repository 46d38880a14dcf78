import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type RequestIdVariables, requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { rateLimiter } from 'hono-rate-limiter';
import type { Logger } from 'pino';
import { clientAddress } from './client-address.ts';
import type { ServerOptions } from './options.ts';
import { bodyTooLarge, ProblemError } from './problems.ts';

export interface ServerEnv {
  Variables: RequestIdVariables;
}

/**
 * A name for each request, always our own: what a client sends as one may be anything, and would
 * stand in the log.
 */
export const nameRequest: MiddlewareHandler<ServerEnv> = requestId({ headerName: '' });

/**
 * Tells the client the name of its request, and writes one line of log for it: no query, no headers, no bodies. Of a path
 * that brought nothing only the ones of the API (`known`) are kept: in others a value may stand
 * that somebody put there by mistake.
 */
export function requestLog(
  logger: Logger,
  known: ReadonlySet<string>,
): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const id = c.get('requestId');
    const startedAt = performance.now();
    c.header('x-request-id', id);
    await next();
    const { method } = c.req;
    const { status } = c.res;
    const path = status < 400 || known.has(c.req.path) ? { path: c.req.path.slice(0, 200) } : {};
    logger.info(
      {
        requestId: id,
        method,
        ...path,
        status,
        durationMs: Math.round(performance.now() - startedAt),
      },
      'request',
    );
  };
}

/**
 * Headers of every answer. The content security policy of pages is set where they are served, and
 * whether a name is for HTTPS alone (HSTS) is for whoever holds its certificate to say.
 */
export const securityHeaders: MiddlewareHandler = secureHeaders({
  overwrite: false,
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [] },
  referrerPolicy: 'strict-origin-when-cross-origin',
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
});

/** Answers only for its own names (a rebound DNS name is not one), and only to its own pages. */
export function ownHostOnly({ mode, allowedHosts }: ServerOptions): MiddlewareHandler {
  if (mode === 'local' && !allowedHosts?.length)
    throw new Error('Local mode needs allowedHosts: the loopback addresses it is opened at.');
  return async (c, next) => {
    // The demo's simple requests need no permission of a browser: a page from elsewhere could move
    // its worlds.
    if (
      mode === 'demo' &&
      c.req.method !== 'GET' &&
      c.req.header('sec-fetch-site') === 'cross-site'
    )
      throw wrongOrigin();
    if (!allowedHosts) return next();
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    if (!allowedHosts.includes(host)) {
      throw new ProblemError(
        421,
        'wrong-host',
        'This server has another name',
        `It answers at ${allowedHosts.join(', ')} only. Open the page at one of these.`,
      );
    }
    const origin = c.req.header('origin');
    if (
      origin !== undefined &&
      !allowedHosts.some(
        (allowed) => origin === `http://${allowed}` || origin === `https://${allowed}`,
      )
    ) {
      throw wrongOrigin();
    }
    return next();
  };
}

const wrongOrigin = () =>
  new ProblemError(
    403,
    'wrong-origin',
    'Another site asked',
    'Only the pages of this server may use its API. Open the guide from this server.',
  );

/**
 * Local mode: whoever asks must have opened the page with the token that was printed at the start.
 */
export function startTokenOnly({ mode, startToken }: ServerOptions): MiddlewareHandler {
  if (mode === 'local' && !startToken)
    throw new Error(
      'Local mode needs a startToken: it keeps other pages and users of the machine out.',
    );
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return async (c, next) => {
    if (
      startToken &&
      !timingSafeEqual(digest(c.req.header('x-start-token') ?? ''), digest(startToken))
    ) {
      throw new ProblemError(
        401,
        'start-token',
        'The start token is missing or wrong',
        'Open the page with the whole address that was printed when the server was started.',
      );
    }
    return next();
  };
}

/** JSON bodies only, and no more of them than `bytes`, whether or not their length is announced. */
export function jsonBody(bytes: number): MiddlewareHandler[] {
  return [
    async (c, next) => {
      const type = c.req.header('content-type') ?? '';
      if (!/^application\/json\s*(;|$)/i.test(type)) {
        throw new ProblemError(
          415,
          'not-json',
          'The body is of another type',
          `Send application/json, not ${type ? `“${type.slice(0, 80)}”` : 'a body without a content-type'}.`,
        );
      }
      return next();
    },
    bodyLimit({
      maxSize: bytes,
      onError: () => {
        throw bodyTooLarge(bytes);
      },
    }),
  ];
}

/** At most `limit` requests a minute from one client. Counted in memory, so per instance. */
export function perMinute(limit: number, trustedProxies?: number): MiddlewareHandler {
  return rateLimiter({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-7',
    keyGenerator: (c) => clientAddress(c, trustedProxies),
    handler: (c) => {
      const seconds = c.res.headers.get('retry-after') ?? '60';
      throw new ProblemError(
        429,
        'too-many-requests',
        'Too many requests',
        `At most ${limit} a minute are answered. Try again in ${seconds} seconds.`,
        {
          headers: { 'retry-after': seconds },
        },
      );
    },
  });
}
