/**
 * Starts the server in local or hosted mode (the demo is started by `npm start`).
 *
 * Environment:
 * - `MODE`: `local` (default) or `hosted`
 * - `PORT`: default 4173; local mode listens on 127.0.0.1 only, hosted mode on all addresses
 * - `SESSION_KEY`: hosted mode; at least 32 bytes, secret, the same in every instance
 * - `SESSION_KEY_PREVIOUS`: hosted mode; keys that were used before, separated by commas. To change
 *   the key, keep the old one here for seven days: until then sessions under it stay good
 * - `SITE_DIR`: folder of the built site; default `build`, or empty for the API alone
 * - `ALLOWED_HOSTS`: hosted mode; values of the Host header that are answered, separated by commas;
 *   default all
 * - `TRUSTED_PROXIES`: proxies in front that append to X-Forwarded-For; default 0. Without it, all
 *   who come through a proxy are one client, and share what one client may have
 * - `LOG_LEVEL`: default `info`
 * - `SPOT_TOKEN`: local mode; the reader's API token at Spot, for guides that look there Other
 *   credentials come from where each provider's own command line finds them: the reader's in local
 *   mode. In hosted mode only AWS is asked, for Spot's principal: elsewhere Spot has none, but
 *   looks with a secret of the customer's, which a hosted server never gets.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { pino } from 'pino';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import { findMachineCredentials } from '../collectors/index.ts';
import { createApp } from './app.ts';
import { openJudgingPool } from './judging/pool.ts';
import { traceOf } from './problems.ts';

const {
  MODE = 'local',
  PORT = '4173',
  SESSION_KEY,
  SESSION_KEY_PREVIOUS,
  SITE_DIR = 'build',
  ALLOWED_HOSTS,
  TRUSTED_PROXIES = '0',
  LOG_LEVEL = 'info',
} = process.env;

function listOf(text: string | undefined): string[] | undefined {
  return text
    ?.split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

if (MODE !== 'local' && MODE !== 'hosted')
  fail(
    `MODE is “${MODE}”, which this server does not know. Set it to local or hosted; for the demo run npm start.`,
  );
const port = Number(PORT);
if (!Number.isInteger(port) || port < 1 || port > 65_535)
  fail(`PORT is “${PORT}”, which is not a port. Set it to a number from 1 to 65535.`);
const siteDir = SITE_DIR && existsSync(SITE_DIR) ? SITE_DIR : undefined;
if (SITE_DIR && !siteDir)
  console.error(
    `There is no folder “${SITE_DIR}”: serving the API alone. Build the site first, or set SITE_DIR.`,
  );

const local = MODE === 'local';
const startToken = local ? randomBytes(24).toString('base64url') : undefined;
const credentials = findMachineCredentials();
const logger = pino({ level: LOG_LEVEL, base: undefined });

try {
  const judging = await openJudgingPool({
    onDefect: (error) => logger.error({ ...traceOf(error) }, 'judging'),
  });
  const app = createApp({
    mode: MODE,
    runbooks: await loadRunbooks(),
    credentials: local ? { reader: credentials } : { spot: { aws: credentials.aws } },
    judging,
    sessionKey: SESSION_KEY,
    previousSessionKeys: listOf(SESSION_KEY_PREVIOUS),
    siteDir,
    allowedHosts: local ? [`127.0.0.1:${port}`, `localhost:${port}`] : listOf(ALLOWED_HOSTS),
    startToken,
    trustedProxies: Number(TRUSTED_PROXIES) || 0,
    logger,
  });
  const server = serve(
    {
      fetch: app.fetch,
      port,
      hostname: local ? '127.0.0.1' : '0.0.0.0',
      serverOptions: { requestTimeout: 30_000, headersTimeout: 10_000 },
    },
    () => {
      if (local) console.log(`Open http://127.0.0.1:${port}/#token=${startToken}`);
      else logger.info({ port }, 'listening');
    },
  );
  // A reader who stops reading is let go: nothing was taken or sent for this long (streams of
  // events are never silent for so long).
  server.setTimeout(120_000);
  server.on('error', (error: NodeJS.ErrnoException) =>
    fail(
      error.code === 'EADDRINUSE'
        ? `Port ${port} is taken. Set PORT to another one, or stop what uses it.`
        : `Listening on port ${port} failed: ${error.message}`,
    ),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close(() => judging.close().finally(() => process.exit(0)));
      setTimeout(() => process.exit(0), 5_000).unref();
    });
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
