import { randomBytes } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { vantages } from '../providers/vantages.ts';
import { vantagesFor } from '../verification/vantages.ts';
import answerAlike from './answer-alike.ts';
import { describeRunbook } from './describe-runbook.ts';
import {
  isOfApi,
  jsonBody,
  limitReading,
  nameRequest,
  ownHostOnly,
  perMinute,
  refuseWhenStopping,
  requestLog,
  type ServerEnv,
  securityHeaders,
  startTokenOnly,
} from './guards.ts';
import { createMetrics } from './metrics.ts';
import { defaultLimits, issuesExternalIds, type ServerOptions } from './options.ts';
import { createPlaces } from './places.ts';
import { answerProblem, asProblem, invalidBody, ProblemError, traceOf } from './problems.ts';
import { createReadiness } from './readiness.ts';
import { readingHandler } from './readings.ts';
import {
  readingsRoute,
  runbooksRoute,
  sessionsRoute,
  statusRoute,
  verificationsRoute,
} from './routes.ts';
import { createSessions } from './sessions.ts';
import { createSite } from './site.ts';
import createStopping from './stopping.ts';
import { verificationHandler } from './verifications.ts';

export type { ServerOptions } from './options.ts';

/**
 * The verification API and the site, without listening. Routes added to the answer before the first
 * request work: the site only gets what no route wants. Throws when the options do not make a safe
 * server.
 */
export function createApp(options: ServerOptions): OpenAPIHono<ServerEnv> {
  const { mode, runbooks, now = () => new Date() } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const logger = options.logger ?? pino({ base: undefined });
  const places = createPlaces(limits);
  const metrics = createMetrics(options.registry ?? new Registry(), places, options.judging.counts);
  const stopping = options.stopping ?? createStopping();
  const sessions = issuesExternalIds(mode)
    ? createSessions(
        sessionKeyOf(options),
        undefined,
        options.previousSessionKeys,
        options.revokedSessions,
      )
    : undefined;
  const site = options.siteDir ? createSite(options.siteDir) : undefined;
  const ready = createReadiness(options);
  const verification = verificationHandler({
    options,
    limits,
    sessions,
    stopping,
    places,
    metrics,
    logger,
  });
  const reading = readingHandler({ options, sessions, places });

  const app = new OpenAPIHono<ServerEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalidBody(result.error.issues);
    },
  });
  app.onError((error, c) => {
    const problem = asProblem(error);
    const trace = problem.problem.status >= 500 ? traceOf(error) : undefined;
    if (trace) logger.error({ requestId: c.get('requestId'), ...trace }, 'unexpected');
    return answerProblem(c, problem);
  });
  app.notFound(async (c) => {
    if (site && !isOfApi(c.req.path) && (c.req.method === 'GET' || c.req.method === 'HEAD')) {
      const answer = await site(c.req.raw);
      for (const [name, value] of answer.headers) c.header(name, value);
      return c.newResponse(answer.body, answer.status as 200);
    }
    return answerProblem(
      c,
      new ProblemError(
        404,
        'not-found',
        'Nothing here',
        'See /v1/openapi.json for what this server has.',
      ),
    );
  });

  app.use(
    nameRequest,
    requestLog(logger, new Set(methods.map(([path]) => path))),
    securityHeaders(options),
    ownHostOnly(options),
    limitReading(limits, options.trustedProxies),
  );
  app.use('/v1/*', startTokenOnly(options), async (c, next) => {
    c.header('cache-control', 'no-store');
    await next();
  });
  app.post('/v1/sessions', perMinute(limits.sessionsPerMinute, options.trustedProxies));
  for (const path of ['/v1/verifications', '/v1/readings'])
    app.post(
      path,
      refuseWhenStopping(stopping),
      perMinute(limits.verificationsPerMinute, options.trustedProxies),
      jsonBody(limits.bodyBytes),
    );

  app.openapi(statusRoute, (c) => {
    const { runbook } = c.req.valid('query');
    const asked =
      runbook !== undefined && Object.hasOwn(runbooks, runbook)
        ? [runbooks[runbook] as Runbook]
        : Object.values(runbooks);
    const eyes = new Set(asked.flatMap((one) => vantagesFor(mode, one)));
    const offered = vantages.filter((vantage) => eyes.has(vantage));
    return c.json(
      {
        mode,
        vantages: offered,
        now: now(runbook).toISOString(),
        issuesExternalIds: sessions !== undefined,
      },
      200,
    );
  });
  app.openapi(
    runbooksRoute,
    answerAlike(() => ({
      runbooks: Object.values(runbooks).map((runbook) => describeRunbook(runbook, mode)),
    })) as never,
  );
  app.openapi(sessionsRoute, (c) => {
    if (sessions) {
      const { id, ...session } = sessions.issue();
      logger.info({ requestId: c.get('requestId'), session: id }, 'session');
      return c.json(session, 201);
    }
    throw new ProblemError(
      409,
      'no-sessions',
      'This server issues no external IDs',
      'In local mode the external ID that the Spot console shows is an input.',
    );
  });
  // The handler answers either form; the document describes both, the type system knows only JSON.
  app.openapi(verificationsRoute, ((
    c: Context<ServerEnv> & { req: { valid: (target: 'json') => never } },
  ) => verification(c, c.req.valid('json'))) as never);
  app.openapi(readingsRoute, async (c) => c.json(await reading(c, c.req.valid('json')), 200));
  app.get(
    '/v1/openapi.json',
    answerAlike(() =>
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'Spot runbooks: verification API',
          version: '1',
          description:
            'Looks into a cloud account, read-only, and says what is right, wrong, not yet, or out of sight.',
        },
      }),
    ),
  );
  app.get('/healthz', (c) => c.json({ status: 'up' }));
  app.get('/readyz', async (c) => {
    const missing = await ready();
    if (missing.length === 0) return c.json({ status: 'ready' });
    throw new ProblemError(503, 'not-ready', 'Not ready', missing.join(' '), {
      headers: { 'retry-after': '10' },
    });
  });

  for (const [path, allow] of methods) {
    app.all(path, (c) => {
      throw new ProblemError(
        405,
        'method-not-allowed',
        'Another method is needed',
        `${path} knows ${allow} only, not ${c.req.method}.`,
        {
          headers: { allow },
        },
      );
    });
  }
  return app;
}

const methods = [
  ['/v1/status', 'GET'],
  ['/v1/runbooks', 'GET'],
  ['/v1/sessions', 'POST'],
  ['/v1/verifications', 'POST'],
  ['/v1/readings', 'POST'],
  ['/v1/openapi.json', 'GET'],
  ['/healthz', 'GET'],
  ['/readyz', 'GET'],
] as const;

function sessionKeyOf({ mode, sessionKey }: ServerOptions): string {
  if (sessionKey !== undefined) return sessionKey;
  if (mode === 'demo') return randomBytes(32).toString('hex');
  throw new Error(
    'Hosted mode needs SESSION_KEY: at least 32 bytes, secret, and the same in every instance. Make one with: openssl rand -hex 32',
  );
}
