/**
 * npm run lint: the form of the code (Biome), and the arrows between its folders (scripts/arrows.ts).
 * Both always run, so that one look shows everything.
 */
import { spawnSync } from 'node:child_process';

const parts = [
  ['biome', 'check', '--error-on-warnings', '.'],
  [process.execPath, '--disable-warning=ExperimentalWarning', 'scripts/arrows.ts'],
] as const;
const failed = parts.filter(
  ([program, ...args]) => spawnSync(program, args, { stdio: 'inherit' }).status !== 0,
);
process.exit(failed.length > 0 ? 1 : 0);
