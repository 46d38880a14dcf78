// Every npm script starts here: installs what is missing, then runs scripts/<name>.ts on this
// project's own Node 24. Plain JavaScript for Node 20 without dependencies, because it runs before
// anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...rest] = process.argv.slice(2);

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(
    `Node ${process.versions.node} is too old. Install Node 20 or newer; the project brings its own Node 24 through npm.`,
  );
}
installPackages();
const node = join(root, 'node_modules', 'node', 'bin', 'node');
if (!existsSync(node))
  fail(`Node 24 is missing at ${node}. Run "npm install" and look at its output.`);
const script = ['ts', 'mjs']
  .map((ending) => join(root, 'scripts', `${name}.${ending}`))
  .find((file) => existsSync(file));
if (!script) fail(`There is no script "${name}" in scripts/.`);

const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `${dirname(node)}:${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
  },
});
// The script decides what a signal ends. Ctrl-C reaches it from the terminal; what is sent to this
// process alone is passed on.
process.on('SIGINT', () => {});
for (const signal of ['SIGHUP', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => fail(`${node} does not start: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));

/**
 * Installs what the lock file says, when packages are missing or were installed from another one.
 * Not with `npm ci`: that refuses a lock file without other platforms' optional packages, and npm
 * leaves those out where the registry in use does not have them.
 */
function installPackages() {
  const lock = join(root, 'package-lock.json');
  const stamp = join(root, 'node_modules', '.installed-from');
  const digest = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  console.error('Installing npm packages (once, about two minutes) …');
  const npm = spawnSync(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  );
  if (npm.status !== 0)
    fail('npm install failed; its output is above. Is the npm registry reachable?');
  writeFileSync(stamp, digest);
}

/** `npm test` ends with its one plain line even when it could not begin. */
function fail(message) {
  console.error(message);
  if (name === 'test') console.log('0 passed, 1 failed');
  process.exit(1);
}
