import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal, writeWorkflow } from './write-workflow.ts';

const root = join(import.meta.dirname, '../..');
/** The project without its history: what is begun here is in nobody's way. */
const copy = mkdtempSync(join(tmpdir(), 'new-test-'));
beforeAll(() => {
  const parts = ['docs', 'runbooks', 'scripts', 'src'];
  const files = ['.gitignore', 'biome.json', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
  for (const part of [...parts, ...files])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true }));

const ids = ['aws/my-workflow', 'gcp/my-workflow', 'azure/my-workflow'];
const [aws = ''] = ids;

function run(program: string, ...words: string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn(program, words, { cwd: copy });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      out += text;
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out }));
  });
}

const node = (script: string, ...words: string[]) =>
  run(process.execPath, join(copy, 'scripts', `${script}.ts`), ...words);
const begin = (...words: string[]) => node('new', ...words);

test.each([
  ['my-workflow', '"my-workflow" is no id of a workflow'],
  ['aws/My_Workflow', '"aws/My_Workflow" is no id of a workflow'],
  ['aws/../x', '"aws/../x" is no id of a workflow'],
  ['aws/_shared', '"aws/_shared" is no id of a workflow'],
  ['toString/x', '"toString/x" is no id of a workflow'],
  ['constructor/x', 'There is no provider "constructor"'],
  ['oracle/x', 'There is no provider "oracle". Begin with one of aws, gcp, azure'],
  ['spot/x', "There is no first draft for Spot's own workflows. Copy runbooks/spot/get-started"],
  ['aws/linked-account', 'runbooks/aws/linked-account is there already'],
])('%s is refused, and nothing is written', (id, why) => {
  expect(() => writeWorkflow(copy, id)).toThrow(Refusal);
  expect(() => writeWorkflow(copy, id)).toThrow(why);
  expect(existsSync(join(copy, 'docs/oracle'))).toBe(false);
});

test('the command says what is wrong, without a stack, and fails', async () => {
  expect(await begin()).toEqual({
    code: 1,
    out: 'Name one workflow: npm run new -- <provider>/<workflow>.\n',
  });
  expect(await begin('aws/one', 'aws/two')).toMatchObject({ code: 1 });
});

test('what it writes is a page and folders, names them, and passes all proofs as it is', async () => {
  for (const id of ids) {
    const { code, out } = await begin(id);
    const written = [...out.matchAll(/^wrote (.*)$/gm)].map(([, file]) => file as string);
    expect({ code, written }).toEqual({
      code: 0,
      written: [
        `docs/${id}.mdx`,
        ...['runbook', 'card', 'permissions', 'drawing', 'proof'].map(
          (name) => `runbooks/${id}/${name}.ts`,
        ),
        ...['created', 'removed'].flatMap((name) => [
          `src/checks/${id}-${name}/check.ts`,
          `src/checks/${id}-${name}/check.test.ts`,
        ]),
      ],
    });
    for (const file of written) expect(existsSync(join(copy, file)), file).toBe(true);
  }
  expect((await begin(aws)).out).toContain(`runbooks/${aws} is there already`);

  const only = { extends: './tsconfig.json', include: ['**/my-workflow*/*.ts'], exclude: [] };
  writeFileSync(join(copy, 'tsconfig.new.json'), JSON.stringify(only));
  const proofs = await Promise.all([
    node('closure', ...ids),
    node('guides', aws),
    node('faults', aws),
    run('vitest', 'run', 'my-workflow', '--maxWorkers=1'),
    run('tsc', '-p', 'tsconfig.new.json'),
  ]);
  expect(proofs.filter(({ code }) => code !== 0).map(({ out }) => out)).toEqual([]);
  const [closure, guides, faults, units] = proofs;
  expect(closure?.out).toMatch(/orphans: 0$/m);
  expect(guides?.out).toMatch(/guides: 1, methods: 1, blocks run: 2, .*failed: 0$/m);
  expect(faults?.out).toMatch(
    /faults: 2, exact: 2, false positives: 0, fixes proven: 2 of 2, pairs: 0, wrong: 0$/m,
  );
  expect(units?.out).toMatch(/6 passed.*\n.*12 passed/);
}, 120_000);
