import type { Context, Hono } from 'hono';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import { openCollectors } from '../../src/collectors/index.ts';
import { createApp, type ServerOptions } from '../../src/server/app.ts';
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
    Pick<Partial<ServerOptions>, 'sessionKey' | 'siteDir' | 'logger' | 'limits'>,
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

/**
 * `/demo`: what the demo bar of the page calls, always with the id of the page's runbook. Only the
 * demo has these routes.
 */
// biome-ignore lint/suspicious/noExplicitAny: any Hono environment
function addDemoRoutes(app: Hono<any>, demo: Demo): void {
  const problem = (c: Context, status: 400 | 404, title: string, detail: string) =>
    c.json({ title, status, detail }, status);
  const unknown = (c: Context) =>
    problem(
      c,
      404,
      'Not found',
      `There is no such runbook. Known: ${Object.keys(runbooks).join(', ')}.`,
    );
  const knows = (runbook: unknown): runbook is string =>
    typeof runbook === 'string' && Object.hasOwn(runbooks, runbook);
  const body = (c: Context): Promise<Record<string, unknown>> => c.req.json().catch(() => ({}));

  app.get('/demo', (c) => {
    const runbook = c.req.query('runbook');
    return knows(runbook)
      ? c.json({ faults: demo.faults(runbook), now: demo.now(runbook).toISOString() })
      : unknown(c);
  });
  app.post('/demo/advance', async (c) => {
    const { runbook, hours } = await body(c);
    if (!knows(runbook)) return unknown(c);
    if (typeof hours !== 'number' || !(hours > 0 && hours <= 24 * 365))
      return problem(c, 400, 'Bad request', 'hours must be a number between 0 and 8760.');
    demo.advance(runbook, hours);
    return c.json({ now: demo.now(runbook).toISOString() });
  });
  app.post('/demo/reset', async (c) => {
    const { runbook } = await body(c);
    if (!knows(runbook)) return unknown(c);
    demo.reset(runbook);
    return c.json({ now: demo.now(runbook).toISOString() });
  });
  app.post('/demo/break', async (c) => {
    const { runbook, fault, externalId } = await body(c);
    if (!knows(runbook)) return unknown(c);
    const inputs =
      typeof fault === 'string'
        ? demo.break(runbook, fault, typeof externalId === 'string' ? externalId : undefined)
        : undefined;
    if (!inputs)
      return problem(c, 404, 'Not found', 'There is no such fault; GET /demo lists them.');
    return c.json({ now: demo.now(runbook).toISOString(), inputs });
  });
}
