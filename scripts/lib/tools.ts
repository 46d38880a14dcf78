import { spawnSync } from 'node:child_process';
import { findAwsCli } from '../../src/simulator/command-line.ts';
import { findBrowser } from './browser.ts';

/** A program that tests need and npm does not bring, and the Debian package that does. */
const tools = [
  { name: 'AWS CLI v2', package: 'awscli', found: hasAwsCli },
  { name: 'Chromium', package: 'chromium', found: () => findBrowser() !== undefined },
];

function hasAwsCli(): boolean {
  try {
    return findAwsCli() !== '';
  } catch {
    return false;
  }
}

/**
 * Installs through apt what is missing, where it may (root, or sudo that asks nothing).
 * @throws when something is still missing, naming it and how to install it; nothing is silently skipped.
 */
export function installTools(): void {
  const missing = tools.filter((tool) => !tool.found());
  if (missing.length === 0) return;
  const packages = missing.map((tool) => tool.package);
  console.error(`Installing ${missing.map((tool) => tool.name).join(' and ')} (once) …`);
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const args of [
    ['apt-get', 'update', '-q'],
    ['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages],
  ]) {
    const [program, ...rest] = [...sudo, ...args] as [string, ...string[]];
    spawnSync(program, rest, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  const still = missing.filter((tool) => !tool.found());
  if (still.length > 0) {
    throw new Error(
      `Not installed: ${still.map((tool) => tool.name).join(', ')}. The tests run the real programs and cannot do without. ` +
        `On Debian: apt-get install ${still.map((tool) => tool.package).join(' ')}. For the AWS CLI elsewhere: version 2, first in PATH.`,
    );
  }
}
