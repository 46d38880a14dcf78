import { spawnSync } from 'node:child_process';

/** A program that tests need and npm does not bring, and the Debian package that does. */
const tools = [
  {
    name: 'AWS CLI v2',
    package: 'awscli',
    found: () => runs('/usr/bin/aws', ['--version'], 'aws-cli/2') || runs('aws', ['--version'], 'aws-cli/2'),
  },
  { name: 'Chromium', package: 'chromium', found: () => runs('/usr/bin/chromium', ['--version'], 'Chromium') },
];

function runs(program: string, args: string[], expected: string): boolean {
  const result = spawnSync(program, args, { encoding: 'utf8', timeout: 30_000 });
  return `${result.stdout}${result.stderr}`.includes(expected);
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
