import { spawnSync } from 'node:child_process';
import { commandLines } from '../../src/simulator/command-line.ts';
import { findBrowser } from './browser.ts';

/** A program that tests need and npm does not bring, and the Debian package that does. */
interface Tool {
  name: string;
  package: string;
  found: () => boolean;
  /**
   * What is typed. Tests that run it begin with “the real <program>”, so that they may be left out
   * where it is missing.
   */
  program?: string;
  /**
   * Debian itself does not have it: only machines with its maker's repository can install it.
   * Without it, what needs it is counted as not proven.
   */
  elsewhere?: string;
}

const tools: readonly Tool[] = [
  { name: 'AWS CLI v2', package: 'awscli', found: () => commandLines.aws.find() !== undefined },
  { name: 'Azure CLI', package: 'azure-cli', found: () => commandLines.azure.find() !== undefined },
  {
    name: 'Google Cloud CLI',
    package: 'google-cloud-cli',
    program: 'gcloud',
    found: () => commandLines.gcp.find() !== undefined,
    elsewhere: 'https://cloud.google.com/sdk/docs/install',
  },
  { name: 'curl', package: 'curl', found: () => commandLines.spot.find() !== undefined },
  { name: 'jq', package: 'jq', found: () => spawnSync('jq', ['--version']).status === 0 },
  { name: 'Chromium', package: 'chromium', found: () => findBrowser() !== undefined },
];

/**
 * Installs through apt what is missing, where it may (root, or sudo that asks nothing). Returns
 * what is still missing and cannot be had from Debian: whatever needs that is not proven on this
 * machine, and every proof says so. `program` is what is missing, `name` says so with its source.
 * @throws when something else is still missing, naming it and how to install it; nothing is
 *   silently skipped.
 */
export function installTools(): { program: string; name: string }[] {
  const missing = tools.filter((tool) => !tool.found());
  if (missing.length === 0) return [];
  console.error(`Installing ${missing.map((tool) => tool.name).join(' and ')} (once) …`);
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args: string[]) => {
    const [program, ...rest] = [...sudo, 'apt-get', ...args] as [string, ...string[]];
    spawnSync(program, rest, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  apt('update', '-q');
  const install = (packages: readonly string[]) =>
    packages.length > 0 && apt('install', '-y', '-q', '--no-install-recommends', ...packages);
  install(missing.filter((tool) => !tool.elsewhere).map((tool) => tool.package));
  // One by one: apt installs nothing at all when it does not know one of the names.
  for (const tool of missing.filter((tool) => tool.elsewhere)) install([tool.package]);
  const still = missing.filter((tool) => !tool.found());
  const fatal = still.filter((tool) => !tool.elsewhere);
  if (fatal.length > 0) {
    throw new Error(
      `Not installed: ${fatal.map((tool) => tool.name).join(', ')}. The tests run the real programs and cannot do without. ` +
        `On Debian: apt-get install ${fatal.map((tool) => tool.package).join(' ')}. For the AWS CLI elsewhere: version 2, first in PATH.`,
    );
  }
  return still.map((tool) => ({
    program: tool.program ?? tool.name,
    name: `${tool.name} (${tool.elsewhere})`,
  }));
}
