/**
 * The demo as `npm start` serves it, for attacks: on the port PORT, with the log of a hosted server, and with
 * limits a minute that let the attacker through.
 */
import './watch-loop.ts';
import { setupServer } from 'msw/node';
import { pino } from 'pino';
import createHttpServer from '../../../src/server/http-server.ts';
import { openJudgingPool } from '../../../src/server/judging/pool.ts';
import { defaultLimits } from '../../../src/server/options.ts';
import { shutDownOnSignals } from '../../../src/server/shut-down.ts';
import createStopping from '../../../src/server/stopping.ts';
import { Simulator } from '../../../src/simulator/index.ts';
import { Demo } from '../../lib/demo.ts';
import { createDemoApp } from '../../lib/demo-app.ts';

const simulator = new Simulator();
setupServer(...simulator.mswHandlers()).listen({ onUnhandledFrame: 'error' });
const unlimited = 1_000_000;
const logger = pino({ base: undefined });
const stopping = createStopping();
const judging = await openJudgingPool();
const limits = {
  ...defaultLimits,
  concurrentPerClient: 32,
  verificationsPerMinute: unlimited,
  sessionsPerMinute: unlimited,
  readsPerMinute: unlimited,
};
const app = createDemoApp(new Demo(simulator), {
  ...{ judging, logger, limits, stopping },
  siteDir: process.env.SITE_DIR as string,
});
const http = createHttpServer({
  fetch: app.fetch,
  bodyBytes: limits.bodyBytes,
  closes: () => stopping.phase === 'refusing',
});
http.server.listen(Number(process.env.PORT), '127.0.0.1');
shutDownOnSignals({
  ...{ http, stopping, logger },
  graceMs: 0,
  deadlineMs: 5_000,
  closeLast: [judging.close],
});
