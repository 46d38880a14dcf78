/**
 * npm start [-- --built] [--port N] [--api-port N]: the demo. A simulated cloud, the verification
 * API looking into it, and the site: with hot reload for writers, or with --built the static site
 * served by the API itself, as an operator would. No real credentials are read and nothing leaves
 * this machine.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { setupServer } from 'msw/node';
import { pino } from 'pino';
import { listWorkflows } from '../runbooks/workflows.ts';

import createHttpServer from '../src/server/http-server.ts';
import { openJudgingPool } from '../src/server/judging/pool.ts';
import { defaultLimits } from '../src/server/options.ts';
import { shutDownOnSignals } from '../src/server/shut-down.ts';
import createStopping from '../src/server/stopping.ts';

import { Simulator } from '../src/simulator/index.ts';
import { startProxy } from '../src/simulator/proxy.ts';
import { Demo } from './lib/demo.ts';
import { createDemoApp } from './lib/demo-app.ts';
import makeReference from './lib/make-reference.ts';

const root = new URL('..', import.meta.url).pathname;
const { values } = parseArgs({
  options: {
    built: { type: 'boolean', default: false },
    port: { type: 'string' },
    'api-port': { type: 'string' },
    quiet: { type: 'boolean', default: false },
  },
});
const sitePort = Number(values.port ?? 3000);
const apiPort = values.built ? sitePort : Number(values['api-port'] ?? 4174);
const build = join(root, 'build');
if (values.built && !existsSync(join(build, 'index.html'))) {
  console.error('There is no built site. Run npm run build first, or npm start without --built.');
  process.exit(1);
}

if (!values.built) makeReference();

const simulator = new Simulator();
const proxy = await startProxy(simulator);
// The API's own SDK calls end in the simulator, and nothing else may leave this process.
setupServer(...simulator.mswHandlers()).listen({ onUnhandledFrame: 'error' });
const demoFile = process.env.SPOT_DEMO_FILE ?? join(root, '.spot', 'demo.json');
const state = dirname(demoFile);
const home = join(state, 'home');
rmSync(home, { recursive: true, force: true });
mkdirSync(home, { recursive: true });
const demo = new Demo(simulator, writeIdentities);
writeIdentities(demo);

const logger = pino({ level: values.quiet ? 'silent' : 'warn', base: undefined });
const stopping = createStopping();
// All who ask are on this machine: one client.
const limits = {
  ...defaultLimits,
  concurrentPerClient: 32,
  verificationsPerMinute: 600,
  sessionsPerMinute: 600,
  readsPerMinute: 6_000,
};
const judging = await openJudgingPool();
const app = createDemoApp(demo, {
  judging,
  sessionKey: sessionKey(),
  ...(values.built ? { siteDir: build } : {}),
  logger,
  limits,
  stopping,
});
const http = createHttpServer({
  fetch: app.fetch,
  bodyBytes: limits.bodyBytes,
  closes: () => stopping.phase === 'refusing',
});
http.server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${apiPort} is taken. Stop what uses it, or choose another: npm start -- ${values.built ? '--port' : '--api-port'} ${apiPort + 1}`
      : error.message,
  );
  process.exit(1);
});
http.server.listen(apiPort, '127.0.0.1', () => {
  if (values.built) announce();
});
const site = values.built ? undefined : startSite();
shutDownOnSignals({
  http,
  stopping,
  graceMs: 0,
  // Whoever presses Ctrl-C waits for it.
  deadlineMs: 5_000,
  closeLast: [() => site?.kill(), judging.close],
  logger,
});

/** The site that is built anew with every change. It ends with the API, and the API with it. */
function startSite(): ChildProcess {
  const site = spawn(
    'docusaurus',
    ['start', '--port', String(sitePort), '--host', '127.0.0.1', '--no-open'],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, API_PORT: String(apiPort) },
    },
  );
  site.on('exit', (code) => {
    if (stopping.phase === 'serving') process.exit(code ?? 0);
  });
  announce();
  return site;
}

/**
 * Who the reader of each runbook's world is now, for `npm run shell`. A shell that is open keeps
 * who it was.
 */
function writeIdentities(demo: Demo): void {
  const identities = Object.fromEntries(listWorkflows().map((id) => [id, demo.subject(id).reader]));
  const { port: proxyPort, caPath, bundlePath } = proxy;
  writeFileSync(
    demoFile,
    JSON.stringify({ proxyPort, caPath, bundlePath, identities, home }, null, 2),
    { mode: 0o600 },
  );
}

/** Kept between starts, so that an external ID which a browser remembers stays good. */
function sessionKey(): string {
  const file = join(state, 'session-key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

function announce(): void {
  console.log(`The guides:          http://localhost:${sitePort}`);
  console.log(
    'A simulated account: npm run shell -- --in <guide, e.g. gcp/project>   (in a second terminal)',
  );
}
