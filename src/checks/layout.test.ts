import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Check } from './define-check.ts';
import { findCheckFolders, importCheck } from './testing.ts';

const root = import.meta.dirname;
const folders = findCheckFolders();

/** Made for each guide by a function that the folder exports. */
const madeForGuides = [
  'azure/elevated-access-rights',
  'aws/reader-rights',
  'azure/reader-rights',
  'gcp/reader-rights',
];

describe.each(folders)('$id', (folder) => {
  it('has a check and its test', () => {
    expect(existsSync(join(folder.path, 'check.ts'))).toBe(true);
    expect(existsSync(join(folder.path, 'check.test.ts'))).toBe(true);
  });

  it('is called as its folder', async () => {
    const module = await importCheck(folder);
    const made = Object.values(module).some((value) => typeof value === 'function');
    if (made) expect(madeForGuides).toContain(folder.id);
    else expect((module.default as Check | undefined)?.id).toBe(folder.id);
  });
});

/** The folder below `<provider>/` that a file is in, e.g. `_policy`; undefined for loose files. */
function folderOf(file: string): string | undefined {
  const [provider, folder, ...rest] = relative(root, file).split('/');
  return rest.length > 0 ? `${provider}/${folder}` : undefined;
}

const isShared = (folder: string) => folder.includes('/_');

/**
 * Files that a check (or what checks share) takes from another check's folder. A test may look at
 * another check itself, to say how the two differ.
 */
function findTrespasses(file: string, text: string): string[] {
  const own = folderOf(file);
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)];
  return imports
    .map(([, path = '']) => join(dirname(file), path))
    .filter((target) => !(file.endsWith('.test.ts') && target.endsWith('/check.ts')))
    .filter((target) => {
      const other = target.startsWith(root) ? folderOf(target) : undefined;
      return own !== undefined && other !== undefined && other !== own && !isShared(other);
    })
    .map((target) => `${relative(root, file)} takes ${relative(root, target)}`);
}

it('no check takes anything from another: what two of them need lies in a folder with _', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(root, file));
  expect(files.length).toBeGreaterThan(200);
  expect(files.flatMap((file) => findTrespasses(file, readFileSync(file, 'utf8')))).toEqual([]);
});

it('sees a check that takes something from another', () => {
  const file = join(root, 'aws/cur-report/check.ts');
  const line = "import { newBucket } from '../cur-bucket/fixes.ts';";
  expect(findTrespasses(file, line)).toEqual([
    'aws/cur-report/check.ts takes aws/cur-bucket/fixes.ts',
  ]);
  expect(findTrespasses(file, "import { roleArn } from '../_policy/arns.ts';")).toEqual([]);
});
