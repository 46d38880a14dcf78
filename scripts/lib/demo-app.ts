import type { Context } from 'hono';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import { openCollectors } from '../../src/collectors/index.ts';
import { createApp, type ServerOptions } from '../../src/server/app.ts';
import { jsonBody } from '../../src/server/guards.ts';
import { malformedJson, ProblemError } from '../../src/server/problems.ts';
import type { Demo } from './demo.ts';
import { credentialsOf } from './laboratory.ts';

const runbooks = await loadRunbooks();

/**
 * The verification API in demo mode: it looks into the demo's worlds, each in its own time, and has
 * the routes of the demo bar.
 */
export function createDemoApp(
  demo: Demo,
  options: Pick<ServerOptions, 'judging'> &
    Pick<Partial<ServerOptions>, 'sessionKey' | 'siteDir' | 'logger' | 'limits' | 'stopping'>,
): ReturnType<typeof createApp> {
  const app = createApp({
    ...options,
    mode: 'demo',
    runbooks,
    credentials: {},
    collectorsFor(runbook, vantage) {
      const subject = demo.subject(runbook.id);
      return openCollectors({
        vantage,
        credentials: credentialsOf(subject.world, subject[vantage]),
      });
    },
    now: (runbook) =>
      runbook && Object.hasOwn(runbooks, runbook) ? demo.now(runbook) : new Date(),
  });
  addDemoRoutes(app, demo);
  return app;
}

/** Milliseconds since 1970: after that, times have another form, and at last none. */
const endOfTime = Date.UTC(9999, 0);

/**
 * `/demo`: what the demo bar of the page calls, always with the id of the page's runbook. Only the
 * demo has these routes.
 */
function addDemoRoutes(app: ReturnType<typeof createApp>, demo: Demo): void {
  const known = (runbook: unknown): string => {
    if (typeof runbook === 'string' && Object.hasOwn(runbooks, runbook)) return runbook;
    throw new ProblemError(
      404,
      'unknown-runbook',
      'Unknown runbook',
      `There is no such runbook. Known: ${Object.keys(runbooks).join(', ')}.`,
    );
  };
  const body = async (c: Context): Promise<Record<string, unknown>> => {
    const sent: unknown = await c.req.json().catch(() => {
      throw malformedJson();
    });
    if (typeof sent === 'object' && sent !== null && !Array.isArray(sent))
      return sent as Record<string, unknown>;
    throw unfit('The body is no object. Send one with the id of the “runbook”.');
  };
  const unfit = (detail: string) =>
    new ProblemError(400, 'invalid-request', 'The request does not fit', detail);

  app.post('/demo/*', jsonBody(64 * 1024));
  app.get('/demo', (c) => {
    const runbook = known(c.req.query('runbook'));
    return c.json({ faults: demo.faults(runbook), now: demo.now(runbook).toISOString() });
  });
  app.post('/demo/advance', async (c) => {
    const sent = await body(c);
    const runbook = known(sent.runbook);
    const { hours } = sent;
    if (typeof hours !== 'number' || !(hours > 0 && hours <= 24 * 365))
      throw unfit('/hours: This must be a number between 0 and 8760.');
    if (demo.now(runbook).getTime() + hours * 3_600_000 > endOfTime)
      throw unfit('/hours: The years of this demo end with 9999. Reset it to go on.');
    demo.advance(runbook, hours);
    return c.json({ now: demo.now(runbook).toISOString() });
  });
  app.post('/demo/reset', async (c) => {
    const runbook = known((await body(c)).runbook);
    demo.reset(runbook);
    return c.json({ now: demo.now(runbook).toISOString() });
  });
  app.post('/demo/break', async (c) => {
    const sent = await body(c);
    const runbook = known(sent.runbook);
    const { fault, externalId } = sent;
    const inputs =
      typeof fault === 'string'
        ? demo.break(runbook, fault, typeof externalId === 'string' ? externalId : undefined)
        : undefined;
    if (!inputs)
      throw new ProblemError(
        404,
        'unknown-fault',
        'Unknown fault',
        'There is no such fault; GET /demo lists them.',
      );
    return c.json({ now: demo.now(runbook).toISOString(), inputs });
  });
}
