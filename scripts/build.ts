/** npm run build: the static site into build/. */
import { spawnSync } from 'node:child_process';
import makeReference from './lib/make-reference.ts';

makeReference();
const result = spawnSync('docusaurus', ['build', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(result.status ?? 1);
