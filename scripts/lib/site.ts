import { type StdioOptions, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import makeReference from './make-reference.ts';
import { listShipped, writeNotices } from './notices.ts';

const root = new URL('../..', import.meta.url).pathname;
const sources = [
  'docs',
  'runbooks',
  'src',
  'static',
  'docusaurus.config.ts',
  'sidebars.ts',
  'package-lock.json',
];

/**
 * Builds the site into build/ unless it is newer than everything it is made from: nobody shall
 * judge an old page. Throws when the build fails.
 */
export function buildSite(): void {
  const built = join(root, 'build', 'index.html');
  if (
    existsSync(built) &&
    statSync(built).mtimeMs >
      Math.max(...sources.flatMap((source) => changesOf(join(root, source))))
  )
    return;
  runBuild();
}

/**
 * Builds the site into build/, with `licences.txt` and `sbom.cdx.json`. Throws when a package
 * may not be shipped, and when the build fails.
 */
export function runBuild(stdio: StdioOptions = 'inherit'): void {
  const shipped = listShipped();
  makeReference(stdio);
  const { status } = spawnSync('docusaurus', ['build'], { cwd: root, stdio });
  if (status !== 0) throw new Error('The site does not build; the output is above.');
  writeNotices(join(root, 'build'), shipped);
}

function changesOf(path: string): number[] {
  if (!statSync(path).isDirectory()) return [statSync(path).mtimeMs];
  return [
    statSync(path).mtimeMs,
    ...readdirSync(path).flatMap((name) => changesOf(join(path, name))),
  ];
}
