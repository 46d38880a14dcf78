/**
 * npm run serve: the built site and the API for real accounts, in the mode that MODE names: `local`
 * (default; the credentials of this machine, on loopback only) or `hosted`. Everything else it
 * reads from the environment is described in src/server/main.ts.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runBuild } from './lib/site.ts';

const root = new URL('..', import.meta.url).pathname;
if (!process.env.SITE_DIR && !existsSync(join(root, 'build', 'index.html')))
  runBuild(['ignore', 2, 2]);
await import('../src/server/main.ts');
