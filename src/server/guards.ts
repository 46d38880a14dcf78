import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { every } from 'hono/combine';
import { type RequestIdVariables, requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { rateLimiter } from 'hono-rate-limiter';
import type { Logger } from 'pino';
import { clientAddress, siteOf } from './client-address.ts';
import countClients from './count-clients.ts';
import type { Limits, ServerOptions } from './options.ts';
import { bodyTooLarge, ProblemError } from './problems.ts';
import { restarting, type Stopping } from './stopping.ts';

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
 * Headers of every answer. The content security policy of pages is set where they are served. That a
 * name is for HTTPS alone (HSTS) is said where the reader's own connection is HTTPS: a trusted proxy
 * says so, and holds the certificate. Of other names below it nothing is said: they may be anybody's.
 */
export function securityHeaders({
  mode,
  trustedProxies = 0,
}: Pick<ServerOptions, 'mode' | 'trustedProxies'>): MiddlewareHandler {
  const year = 31_536_000;
  return every(
    async (c, next) => {
      if (mode === 'hosted' && cameOverTls(c, trustedProxies))
        c.header('strict-transport-security', `max-age=${year}`);
      await next();
    },
    secureHeaders({
      overwrite: false,
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [] },
      referrerPolicy: 'strict-origin-when-cross-origin',
      strictTransportSecurity: false,
      xFrameOptions: 'DENY',
    }),
  );
}

/** Whether the trusted proxies say that the reader's connection is HTTPS. Never of this machine's own names. */
function cameOverTls(c: Context, trustedProxies: number): boolean {
  const host = c.req.header('host') ?? '';
  if (trustedProxies === 0 || /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/i.test(host)) return false;
  const hops = (c.req.header('x-forwarded-proto') ?? '').split(',').map((hop) => hop.trim());
  // Most proxies overwrite this header; some append to it.
  return (hops.at(-trustedProxies) ?? hops[0])?.toLowerCase() === 'https';
}

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
export function jsonBody(bytes: number): MiddlewareHandler {
  return every(
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
  );
}

/**
 * At most `limit` requests a minute from one client, and some times as many from the network that
 * many clients of IPv6 are in. Counted in memory, so per instance; which requests, `counts` says.
 */
export function perMinute(
  limit: number,
  trustedProxies: number | undefined,
  {
    counts = () => true,
    headers = true,
  }: {
    counts?: (c: Context) => boolean;
    /** Whether answers say how much is left. */
    headers?: boolean;
  } = {},
): MiddlewareHandler {
  const windowMs = 60_000;
  const limiter = (most: number, whose: (c: Context) => string | undefined, where = '') =>
    rateLimiter({
      windowMs,
      limit: most,
      standardHeaders: headers && where === '' ? 'draft-7' : false,
      store: countClients(windowMs),
      skip: (c) => !counts(c) || whose(c) === undefined,
      keyGenerator: (c) => whose(c) ?? '',
      handler: (c) => {
        const { resetTime } = c.get('rateLimit' as never) as { resetTime: Date };
        const seconds = String(Math.max(1, Math.ceil((resetTime.getTime() - Date.now()) / 1000)));
        throw new ProblemError(
          429,
          'too-many-requests',
          'Too many requests',
          `At most ${most} a minute are answered${where}. Try again in ${seconds} seconds.`,
          { headers: { 'retry-after': seconds } },
        );
      },
    });
  return every(
    // First: what a client is refused for itself must not be counted against its neighbours.
    limiter(limit, (c) => clientAddress(c, trustedProxies)),
    limiter(
      limit * clientsOfSite,
      (c) => siteOf(clientAddress(c, trustedProxies)),
      ' to one network',
    ),
  );
}

/** As many clients as one site (/48) may have at their limits at once. */
const clientsOfSite = 16;

/**
 * Limits what is not limited by a route of its own: reading the API, and the files of the site.
 * Never `/healthz` and `/readyz`: who orchestrates servers may ask through the same address as
 * readers, and would take a limit for an illness; both cost nothing.
 */
export function limitReading(
  limits: Pick<Limits, 'readsPerMinute' | 'filesPerMinute'>,
  trustedProxies?: number,
): MiddlewareHandler {
  const isProbe = ({ req }: Context) => /^\/(healthz|readyz)$/.test(req.path);
  const isFile = ({ req }: Context) =>
    (req.method === 'GET' || req.method === 'HEAD') && !isOfApi(req.path);
  return every(
    perMinute(limits.readsPerMinute, trustedProxies, {
      counts: (c) =>
        !isFile(c) && !isProbe(c) && !limitedByRoute.has(`${c.req.method} ${c.req.path}`),
    }),
    perMinute(limits.filesPerMinute, trustedProxies, { counts: isFile, headers: false }),
  );
}

/** Whether a path is the API's, and never a page's. */
export const isOfApi = (path: string): boolean => /^\/(v1|healthz|readyz|demo)(\/|$)/.test(path);

/** What has a limit of its own. */
const limitedByRoute = new Set(
  ['/v1/sessions', '/v1/verifications', '/v1/readings'].map((path) => `POST ${path}`),
);

/** Begins nothing new once the server is about to stop. */
export function refuseWhenStopping(stopping: Stopping): MiddlewareHandler {
  return async (_, next) => {
    if (stopping.phase === 'refusing') throw restarting();
    await next();
  };
}
