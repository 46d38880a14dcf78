import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { markers, secretInputs, secretRunbook } from '../verification/testing/secrets.ts';
import { inputsOf } from './given.ts';
import { runCommandLine } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'spot-cli-given-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const { clientSecret, keyFile, tenantId } = secretInputs;
const notes: string[] = [];
const read = (given: string[], stdin = '') =>
  inputsOf(secretRunbook, given, {
    stdin: Readable.from([Buffer.from(stdin)]),
    signal: new AbortController().signal,
    onNote: (note) => notes.push(note),
  });

describe('values', () => {
  test('typed, from a file, and from standard input', async () => {
    const path = file('key.json', keyFile);
    expect(
      await read(
        [`tenantId=${tenantId}`, `keyFile=@${path}`, 'clientSecret=@-'],
        `${clientSecret}\n`,
      ),
    ).toEqual({
      ...{ tenantId, keyFile, clientSecret },
    });
  });
  test('any input may come from a file, however the shell wrote it', async () => {
    expect(await read([`tenantId=@${file('plain', `${tenantId}\r\n`)}`])).toEqual({ tenantId });
    expect(
      await read([`tenantId=@${file('utf16', Buffer.from(`\ufeff${tenantId}\r\n`, 'utf16le'))}`]),
    ).toEqual({ tenantId });
    expect(await read([`tenantId=@${file('bom', `\ufeff${tenantId}\n`)}`])).toEqual({ tenantId });
  });
  test.each([
    [
      'a file that is not there',
      ['keyFile=@/nowhere/key.json'],
      /file for keyFile cannot be read \(ENOENT\): \/nowhere\/key\.json/,
    ],
    ['a folder', [`keyFile=@${folder}`], /cannot be read \(EISDIR\)/],
    [
      'two values from one standard input',
      ['keyFile=@-', 'clientSecret=@-'],
      /Standard input holds one value, not keyFile and clientSecret/,
    ],
    [
      'a wrong value beside an empty standard input',
      [`tenantId=${tenantId}x`, 'clientSecret=@-'],
      /^“Label” \(--input tenantId\): /,
    ],
    ['an unknown input', ['nothing=@-'], /has no input nothing/],
  ])('%s is refused', async (_name, given, message) => {
    await expect(read(given)).rejects.toThrow(message);
  });
});

describe('secrets', () => {
  test.each(['clientSecret', 'keyFile'] as const)(
    '%s is not taken from the command line',
    async (name) => {
      const refused = read([`${name}=${secretInputs[name]}`]);
      await expect(refused).rejects.toThrow(
        new RegExp(
          `“Label” \\(--input ${name}\\) opens an account.*--input ${name}=@file.*--input ${name}=@-.*history.*delete it`,
        ),
      );
      const { message } = await refused.catch((error: Error) => error as Error & never);
      for (const marker of markers) expect(message).not.toContain(marker);
    },
  );
  test('no complaint quotes one', async () => {
    const bad = file('bad.json', keyFile.slice(0, -4));
    for (const given of [
      [`clientSecret:${clientSecret}`],
      [`=${clientSecret}`],
      [`keyFile=@${bad}`],
      ['clientSecret=@-'],
    ]) {
      const { message } = await read(given, `${clientSecret} ${clientSecret}`).catch(
        (error: Error) => error as Error & never,
      );
      expect(message).toMatch(/\S/);
      for (const marker of markers) expect(message).not.toContain(marker);
    }
    for (const marker of markers) expect(notes.join()).not.toContain(marker);
  });
});

describe('the program', () => {
  async function run(...args: string[]) {
    let said = '';
    const write = (text: string) => {
      said += text;
    };
    const exitCode = await runCommandLine(args, {
      ...{
        runbooks: { [secretRunbook.id]: secretRunbook },
        credentials: () => ({}),
        signal: new AbortController().signal,
      },
      ...{ stdin: Readable.from([]), stdout: { write }, stderr: { write } },
    });
    return { exitCode, said };
  }
  test('ends with bad input for a secret on the command line', async () => {
    const { exitCode, said } = await run(
      'verify',
      secretRunbook.id,
      '--input',
      `clientSecret=${clientSecret}`,
    );
    expect({ exitCode, said }).toMatchObject({
      exitCode: 3,
      said: expect.stringMatching(/^“Label” \(--input clientSecret\) opens an account/),
    });
    for (const marker of markers) expect(said).not.toContain(marker);
  });
  test('tells how in its help, and which inputs they are in its list', async () => {
    expect((await run('verify', '--help')).said).toMatch(
      /@file, or @- for standard input[\s\S]*Secrets .*never from the command line:[\s\S]*keyFile=@/,
    );
    expect((await run('list')).said).toMatch(/clientSecret +Label \(secret: give @file or @-\)\n/);
    expect((await run('list')).said).toMatch(/tenantId +Label\n/);
  });
  test('reads a real standard input', () => {
    const program = new URL('../../bin/spot-runbooks.mjs', import.meta.url).pathname;
    const args = [
      program,
      'verify',
      'azure/subscription',
      '--step',
      'secret',
      '--vantage',
      'pasted',
      '--evidence',
      `azure/application=${file('x', '[]')}`,
    ];
    const { stderr, status } = spawnSync('node', [...args, '--input', 'clientSecret=@-'], {
      input: 'short',
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(stderr).toBe(
      '“Client secret” (--input clientSecret): This is shorter than any secret of Microsoft Entra. Copy the whole Value with its copy button.\n',
    );
    expect(status).toBe(3);
  }, 60_000);
});
