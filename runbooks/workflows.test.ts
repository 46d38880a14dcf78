import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const home = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

/**
 * The workflow that a file belongs to, e.g. `aws/linked-account`; none for what a provider's
 * workflows share, whose folders begin with `_`.
 */
function findWorkflow(file: string): string | undefined {
  return /^\w+\/(?!_)[\w-]+(?=\/)/.exec(file)?.[0];
}

/** Files below `runbooks/` that a file imports. */
function findImports(file: string): string[] {
  const source = readFileSync(join(home, file), 'utf8');
  return [...source.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)]
    .map(([, path = '']) => relative(home, join(home, dirname(file), path)))
    .filter((path) => !path.startsWith('..'));
}

/** What a workflow, or what workflows share, takes from another workflow. */
function findStrayImports(file: string, imports: readonly string[]): string[] {
  return imports.filter((path) => {
    const owner = findWorkflow(path);
    return owner !== undefined && owner !== findWorkflow(file);
  });
}

// Lists of all workflows stand beside them: their whole purpose is to import each.
const ofProviders = files.filter((file) => file.includes('/'));

test('the workflows and what they share are found', () => {
  expect(new Set(ofProviders.map(findWorkflow))).toContain('aws/linked-account');
  expect(findImports('aws/linked-account/proof.ts')).toContain('aws/_linked/worlds.ts');
});

test('an import from another workflow would be seen', () => {
  const stray = ['aws/linked-account/worlds.ts'];
  expect(findStrayImports('aws/linked-account-manual/worlds.ts', stray)).toEqual(stray);
  expect(findStrayImports('aws/_linked/worlds.ts', stray)).toEqual(stray);
  expect(findStrayImports('aws/linked-account/faults/trust.ts', stray)).toEqual([]);
});

test.each(ofProviders)('%s imports from no other workflow', (file) => {
  expect(
    findStrayImports(file, findImports(file)),
    'What two workflows need lives once, in a folder of their provider that begins with _.',
  ).toEqual([]);
});
