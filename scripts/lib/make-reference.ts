import { type StdioOptions, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/**
 * Makes what the reference pages show (`scripts/reference.ts`), unless it is up to date: to be called
 * before Docusaurus, which only reads it. In a process of its own, because the simulator takes every
 * call of the process it is in. Throws when a diagnosis has nothing to show.
 */
export default function makeReference(stdio: StdioOptions = 'inherit'): void {
  const { status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'scripts/reference.ts')],
    { cwd: root, stdio },
  );
  if (status !== 0) throw new Error('The reference pages cannot be made; the reason is above.');
}
