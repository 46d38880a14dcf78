/**
 * npm run lint: the form of the code (Biome), the arrows between its folders (scripts/arrows.ts), and
 * what is exported and used by nobody (knip; ISC, made for exactly this). All always run, so that one
 * look shows everything.
 */
import { spawnSync } from 'node:child_process';

const parts = [
  ['biome', 'check', '--error-on-warnings', '.'],
  [process.execPath, '--disable-warning=ExperimentalWarning', 'scripts/arrows.ts'],
  ['knip', '--no-config-hints'],
] as const;
const failed = parts.filter(
  ([program, ...args]) => spawnSync(program, args, { stdio: 'inherit' }).status !== 0,
);
process.exit(failed.length > 0 ? 1 : 0);
