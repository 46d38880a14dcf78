#!/usr/bin/env node
// Runs src/cli/main.ts with a Node that understands TypeScript: the one that came with this
// project, else the current one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundled = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const current = major > 23 || (major === 23 && minor >= 6) ? process.execPath : undefined;
const node = existsSync(bundled) ? bundled : current;

if (!node) {
  console.error(
    `spot-runbooks needs Node 24, and this is ${process.version}. Run npm install in ${root}: it brings its own.`,
  );
  process.exit(3);
}

const child = spawn(
  node,
  [
    '--disable-warning=ExperimentalWarning',
    join(root, 'src', 'cli', 'main.ts'),
    ...process.argv.slice(2),
  ],
  {
    stdio: 'inherit',
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`spot-runbooks could not be started: ${error.message}`);
  process.exit(3);
});
child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 3)));
