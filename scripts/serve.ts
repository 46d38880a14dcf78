/**
 * npm run serve: the built site and the API for real accounts, in the mode that MODE names: `local`
 * (default; the credentials of this machine, on loopback only) or `hosted`. Everything else it
 * reads from the environment is described in src/server/main.ts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import makeReference from './lib/make-reference.ts';

const root = new URL('..', import.meta.url).pathname;
if (!process.env.SITE_DIR && !existsSync(join(root, 'build', 'index.html'))) {
  makeReference(['ignore', 2, 2]);
  const { status } = spawnSync('docusaurus', ['build'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
await import('../src/server/main.ts');
