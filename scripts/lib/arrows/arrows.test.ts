import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import findCircles from './find-circles.ts';
import findWrongArrows, { findPlace } from './find-wrong-arrows.ts';
import places from './places.ts';
import { readModules } from './read-modules.ts';

const root = new URL('../../..', import.meta.url).pathname;
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A project of these files, read. */
function readPlanted(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'arrows-'));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return readModules(folder);
}

/** Messages without their reasons. */
const complaints = (files: Readonly<Record<string, string>>) =>
  findWrongArrows(readPlanted(files)).map(
    ({ file, line, message }) => `${file}:${line} ${message.split('. ')[0]}`,
  );

describe('this project', () => {
  const modules = readModules(root);

  test('is read whole: the modules are the source files, and every import is known', () => {
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    });
    const sources = listed
      .split('\n')
      .filter((file) => /\.([cm]?[jt]s|[jt]sx|mdx)$/.test(file) && existsSync(join(root, file)))
      .filter((file) => !file.includes('__fixtures__'));
    expect(sources.length).toBeGreaterThan(500);
    expect(modules.map(({ file }) => file)).toEqual(sources.sort());
    // A parser that reads nothing would say that all is well.
    expect(modules.flatMap(({ imports }) => imports).length).toBeGreaterThan(4 * sources.length);
  });

  test('has no wrong arrow', () => expect(findWrongArrows(modules)).toEqual([]));
  test('has no circle', () => expect(findCircles(modules)).toEqual([]));

  test('has a place for every file, and only names places that there are', () => {
    expect(modules.filter(({ file }) => !findPlace(file))).toEqual([]);
    for (const { places: others } of Object.values(places))
      if (others !== 'all')
        expect(Object.keys(places)).toEqual(expect.arrayContaining([...(others ?? [])]));
  });
});

describe('a forbidden arrow is found', () => {
  test.each([
    ['static', `import { z } from 'zod';\n`, 'inputs may not use the package zod'],
    ['of types', `import type { z } from 'zod';\n`, 'inputs may not use the package zod'],
    ['of an export', `export * from 'zod';\n`, 'inputs may not use the package zod'],
    ['in a type', `export type Z = typeof import('zod');\n`, 'inputs may not use the package zod'],
    ['dynamic', `await import('zod');\n`, 'inputs may not use the package zod'],
    [
      'to a scope',
      `import '@azure/identity/x';\n`,
      'inputs may not use the package @azure/identity',
    ],
    ['to Node', `import 'node:fs/promises';\n`, "inputs may not use Node's fs/promises"],
    ['to Node without a prefix', `import 'fs';\n`, "inputs may not use Node's fs"],
    ['beside `await using`', `await using x = y;\nimport 'fs';\n`, "inputs may not use Node's fs"],
  ])('%s', (_name, text, complaint) => {
    const line = text.split('\n').length - 1;
    expect(complaints({ 'src/inputs/planted.ts': text })).toEqual([
      `src/inputs/planted.ts:${line} ${complaint}`.replace(/\.$/, ''),
    ]);
  });

  test('between folders, also by the name of the site, a template, or a string that is run', () => {
    const files = {
      'src/simulator/index.ts': '',
      'src/server/planted.ts': `import '../simulator/index.ts';`,
      'src/components/planted.tsx': `const a = <p>{import('@site/src/simulator/index.ts')}</p>;`,
      'runbooks/aws/x/proof.ts': '',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: code that holds a template
      'src/cli/planted.ts': 'import(`../../runbooks/${id}/proof.ts`);',
      'src/remark/planted.ts': `spawn("node", [join(root, "src/simulator/index.ts")]);`,
    };
    expect(complaints(files)).toEqual([
      'src/cli/planted.ts:1 cli may not import the proofs of runbooks ("../../runbooks/*/proof.ts")',
      'src/components/planted.tsx:1 components may not import simulator ("@site/src/simulator/index.ts")',
      'src/remark/planted.ts:1 remark may not import simulator ("src/simulator/index.ts")',
      'src/server/planted.ts:1 server may not import simulator ("../simulator/index.ts")',
    ]);
  });

  test('from a guide, outside of its fences', () => {
    const fence = "```ts\nimport x from 'x';\n```\n";
    expect(complaints({ 'docs/aws/x.mdx': `${fence}import y from 'react';\n` })).toEqual([
      'docs/aws/x.mdx:4 guides may not use the package react',
    ]);
  });

  test('from product code to what only tests share', () => {
    expect(
      complaints({
        'src/checks/testing.ts': '',
        'src/checks/x.ts': `import './testing.ts';`,
        'src/checks/x.test.ts': `import './testing.ts'; import '../simulator/index.ts'; import 'vitest';`,
        'src/simulator/index.ts': '',
      }),
    ).toEqual(['src/checks/x.ts:1 checks may not import tests ("./testing.ts")']);
  });

  test('from and to a new folder, until it is listed', () => {
    const found = complaints({
      'src/new-folder/x.ts': '',
      'src/checks/x.ts': `import '../new-folder/x.ts';`,
    });
    expect(found).toHaveLength(2);
    for (const complaint of found)
      expect(complaint).toContain('src/new-folder/x.ts stands in no place');
  });

  test('to a file that is not there, and to a path that nobody can know', () => {
    const [missing, computed] = complaints({
      'src/checks/x.ts': `import './gone.ts';`,
      'src/checks/y.ts': 'import(path);',
    });
    expect(missing).toContain(
      'Nobody can tell what "./gone.ts" is: there is no src/checks/gone.ts',
    );
    expect(computed).toContain('its path is computed');
  });

  test('with what a thing is for, so that one knows where it belongs', () => {
    const [wrong] = findWrongArrows(readPlanted({ 'src/inputs/x.ts': `import 'zod';` }));
    expect(wrong?.message).toBe(`inputs may not use the package zod. ${places.inputs?.why}`);
  });
});

test('a circle of types is found, and a way that does not come back is none', () => {
  const modules = readPlanted({
    'src/checks/a.ts': `import type { B } from './b.ts';`,
    'src/checks/b.ts': `export type B = import('./c.ts').C;`,
    'src/checks/c.ts': `await import('./a.ts');`,
    'src/checks/d.ts': `import './a.ts';`,
  });
  expect(findCircles(modules)).toEqual([['src/checks/a.ts', 'src/checks/b.ts', 'src/checks/c.ts']]);
});
