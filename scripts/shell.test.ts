import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const shell = join(import.meta.dirname, 'shell.ts');
const folder = mkdtempSync(join(tmpdir(), 'shell-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the script against a demo file, as `npm run shell -- …words` would. */
function run(demo: string, words: string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [shell, ...words], { env: { ...process.env, SPOT_DEMO_FILE: demo, AWS_PROFILE: 'real' } });
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

function demoFile(proxyPort: number): string {
  const home = mkdtempSync(join(folder, 'home-'));
  const file = join(home, 'demo.json');
  writeFileSync(
    file,
    JSON.stringify({
      ...{ proxyPort, caPath: '/ca.pem', bundlePath: '/bundle.pem', home },
      identities: { 'aws/management-account': { aws: { accessKeyId: 'AKIA', secretAccessKey: 's' } } },
    }),
  );
  return file;
}

async function withDemo(check: (file: string) => Promise<void>): Promise<void> {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await check(demoFile((server.address() as AddressInfo).port));
  } finally {
    server.close();
  }
}

test('says what to do when the demo never ran, has stopped, or left nonsense', async () => {
  expect(await run('/nowhere/demo.json', ['true'])).toMatchObject({ code: 1, err: expect.stringContaining('Start it with npm start') });
  expect(await run(demoFile(1), ['true'])).toMatchObject({ code: 1, err: expect.stringContaining('nothing answers on port 1') });
  const nonsense = demoFile(1);
  writeFileSync(nonsense, '{');
  expect(await run(nonsense, ['true'])).toMatchObject({ code: 1, err: expect.stringContaining('is not what npm start writes') });
});

test('runs a command with its words as they are, and passes its exit code on', () =>
  withDemo(async (file) => {
    expect(await run(file, ['printf', '%s|', 'a b', '$HOME'])).toMatchObject({ code: 0, out: 'a b|$HOME|' });
    expect(await run(file, ['exit 7'])).toMatchObject({ code: 7 });
    const { out } = await run(file, ['env']);
    expect(out).toContain('AWS_ACCESS_KEY_ID=AKIA');
    expect(out).not.toContain('AWS_PROFILE');
  }));

test('without a command it is a shell with its own prompt', () =>
  withDemo(async (file) => {
    const { code, err } = await run(file, [], 'exit 3\n');
    expect(code).toBe(3);
    expect(err).toContain('spot-demo$ ');
  }));
