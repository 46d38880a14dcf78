/**
 * npm run e2e [-- <vitest arguments>]: readers in a real browser, with a real terminal, in front of
 * the built site.
 */
import { spawnSync } from 'node:child_process';
import { buildSite } from './lib/site.ts';
import { installTools } from './lib/tools.ts';

const root = new URL('..', import.meta.url).pathname;
installTools();
buildSite();
const result = spawnSync(
  'vitest',
  ['run', '--config', 'e2e/vitest.config.ts', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
process.exit(result.status ?? 1);
