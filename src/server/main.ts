/**
 * Starts the server in local or hosted mode (the demo is started by `npm start`).
 *
 * Environment:
 * - `MODE`: `local` (default) or `hosted`
 * - `PORT`: default 4173; local mode listens on 127.0.0.1 only, hosted mode on all addresses
 * - `METRICS_PORT`, `METRICS_HOST`: where `/metrics` is, for Prometheus alone. Default: 9464 on
 *   127.0.0.1 in hosted mode, nowhere in local mode
 * - `SESSION_KEY`: hosted mode; at least 32 bytes, secret, the same in every instance
 * - `SESSION_KEY_PREVIOUS`: hosted mode; keys that were used before, separated by commas. To change
 *   the key, keep the old one here for seven days: until then sessions under it stay good
 * - `SESSIONS_NOT_BEFORE`: hosted mode; a time such as `2026-11-28T16:00:00Z`: sessions that were
 *   issued before are revoked
 * - `REVOKED_SESSIONS`, `REVOKED_SESSIONS_FILE`: hosted mode; ids of revoked sessions (`session` in
 *   the log), separated by commas, and a file with one a line, which is read again when it changes
 * - `SITE_DIR`: folder of the built site; default `build`, or empty for the API alone
 * - `ALLOWED_HOSTS`: hosted mode; values of the Host header that are answered, separated by commas;
 *   default all
 * - `TRUSTED_PROXIES`: proxies in front that append to X-Forwarded-For (or, without that header, to
 *   Forwarded) and set X-Forwarded-Proto; default 0. Without it, all who come through a proxy are one
 *   client, and share what one client may have
 * - `SHUTDOWN_GRACE_SECONDS`: how long everything is still answered after SIGTERM, while `/readyz`
 *   already fails; longer than load balancers take to notice. Default 5, in local mode 0
 * - `SHUTDOWN_DEADLINE_SECONDS`: how long verifications that are under way may take after that;
 *   default 60. Kubernetes waits for both only if terminationGracePeriodSeconds is their sum and 5
 * - `LOG_LEVEL`: default `info`
 * - `SPOT_TOKEN`: local mode; the reader's API token at Spot, for guides that look there
 *
 * Other credentials come from where each provider's own command line finds them: the reader's in
 * local mode. In hosted mode only AWS is asked, for Spot's principal: elsewhere Spot has none, but
 * looks with a secret of the customer's, which a hosted server never gets.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createAdaptorServer } from '@hono/node-server';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import { findMachineCredentials } from '../collectors/index.ts';
import { createApp } from './app.ts';
import { giveBackMemory } from './give-back-memory.ts';
import createHttpServer from './http-server.ts';
import { openJudgingPool } from './judging/pool.ts';
import { createMetricsApp } from './metrics.ts';
import { defaultLimits } from './options.ts';
import { traceOf } from './problems.ts';
import readRevokedSessions from './revoked-sessions.ts';
import readSettings, { type Settings } from './settings.ts';
import { shutDownOnSignals } from './shut-down.ts';
import createStopping from './stopping.ts';

try {
  await start(readSettings(process.env));
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function start(settings: Settings): Promise<void> {
  const { mode, port, trustedProxies } = settings;
  const siteDir = settings.siteDir && existsSync(settings.siteDir) ? settings.siteDir : undefined;
  if (settings.siteDir && !siteDir)
    console.error(
      `There is no folder “${settings.siteDir}”: serving the API alone. Build the site first, or set SITE_DIR.`,
    );
  const local = mode === 'local';
  const startToken = local ? randomBytes(24).toString('base64url') : undefined;
  const credentials = findMachineCredentials();
  const logger = pino({ level: settings.logLevel, base: undefined });
  const registry = new Registry();
  const stopping = createStopping();
  const judging = await openJudgingPool({
    onDefect: (error) => logger.error({ ...traceOf(error) }, 'judging'),
  });
  const app = createApp({
    mode,
    runbooks: await loadRunbooks(),
    credentials: local ? { reader: credentials } : { spot: { aws: credentials.aws } },
    judging,
    sessionKey: settings.sessionKey,
    previousSessionKeys: settings.previousSessionKeys,
    revokedSessions: readRevokedSessions({
      ids: settings.revokedSessions,
      file: settings.revokedSessionsFile,
      notBefore: settings.sessionsNotBefore,
      logger,
    }),
    siteDir,
    allowedHosts: local ? [`127.0.0.1:${port}`, `localhost:${port}`] : settings.allowedHosts,
    startToken,
    trustedProxies,
    stopping,
    registry,
    logger,
  });
  const http = createHttpServer({
    fetch: app.fetch,
    bodyBytes: defaultLimits.bodyBytes,
    closes: () => stopping.phase === 'refusing',
    trustedProxies,
  });
  http.server.on('error', (error) => fail(whyNotListening(error, 'PORT', port)));
  giveBackMemory();
  http.server.listen(port, local ? '127.0.0.1' : '0.0.0.0', () => {
    if (local) console.log(`Open http://127.0.0.1:${port}/#token=${startToken}`);
    else logger.info({ port }, 'listening');
  });
  const numbers = createAdaptorServer({ fetch: createMetricsApp(registry).fetch });
  if (settings.metrics) {
    const { asked, ...where } = settings.metrics;
    numbers.on('error', (error) => {
      const why = whyNotListening(error, 'METRICS_PORT', where.port);
      // Two servers on one machine must not need a setting that nobody reads.
      if (asked) fail(why);
      logger.warn(`There is no /metrics. ${why}`);
    });
    numbers.listen(where, () => logger.info({ ...where }, 'metrics'));
  }
  shutDownOnSignals({
    http,
    stopping,
    graceMs: settings.graceMs,
    deadlineMs: settings.deadlineMs,
    closeLast: [() => void numbers.close(), judging.close],
    logger,
  });
}

function whyNotListening(error: NodeJS.ErrnoException, name: string, port: number): string {
  return error.code === 'EADDRINUSE'
    ? `Port ${port} is taken. Set ${name} to another one, or stop what uses it.`
    : `Listening on port ${port} failed: ${error.message}`;
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
