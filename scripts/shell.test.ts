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
function run(
  demo: string,
  words: string[],
  input = '',
  environment: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [shell, ...words], {
    env: { ...process.env, SPOT_DEMO_FILE: demo, AWS_PROFILE: 'real', ...environment },
  });
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
  const identities = {
    'aws/management-account': { aws: { accessKeyId: 'AKIA', secretAccessKey: 's' } },
    'aws/linked-account': {
      aws: { accessKeyId: 'AKIALINKED', secretAccessKey: 's' },
      spot: { token: 'of-linked' },
    },
    'spot/finish': { spot: { token: 'of-finish' } },
    'gcp/project': {
      gcp: { email: 'alice@example.com', accessToken: 'ya29.x', projectId: 'shop-prod-417' },
    },
  };
  writeFileSync(
    file,
    JSON.stringify({ proxyPort, caPath: '/ca.pem', bundlePath: '/bundle.pem', home, identities }),
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
  expect(await run('/nowhere/demo.json', ['true'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('Start it with npm start'),
  });
  expect(await run(demoFile(1), ['true'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('nothing answers on port 1'),
  });
  const nonsense = demoFile(1);
  writeFileSync(nonsense, '{');
  expect(await run(nonsense, ['true'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('is not what npm start writes'),
  });
});

test('runs a command with its words as they are, and passes its exit code on', () =>
  withDemo(async (file) => {
    expect(await run(file, ['printf', '%s|', 'a b', '$HOME'])).toMatchObject({
      code: 0,
      out: 'a b|$HOME|',
    });
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

test('--in is the reader of that runbook, and nobody else', () =>
  withDemo(async (file) => {
    const environment = async (runbook: string) => {
      const { code, out, err } = await run(file, ['--in', runbook, 'env']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      return Object.fromEntries(out.split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2)));
    };
    const linked = await environment('aws/linked-account');
    expect(linked).toMatchObject({ AWS_ACCESS_KEY_ID: 'AKIALINKED', SPOT_TOKEN: 'of-linked' });
    const finish = await environment('spot/finish');
    expect(finish).toMatchObject({
      SPOT_TOKEN: 'of-finish',
      HOME: expect.stringMatching(/\/spot-finish$/),
    });
    expect(finish).not.toHaveProperty('AWS_ACCESS_KEY_ID');
    expect(linked.HOME).not.toBe(finish.HOME);
  }));

test('without --in it is the management account', () =>
  withDemo(async (file) => {
    expect((await run(file, ['printenv AWS_ACCESS_KEY_ID HOME'])).out).toMatch(
      /^AKIA\n.*\/aws-management-account\n$/,
    );
  }));

test('words after --in are a command as without it, and its exit code is passed on', () =>
  withDemo(async (file) => {
    expect(
      await run(file, ['--in', 'spot/finish', 'printf', '%s|', '--in', '$HOME']),
    ).toMatchObject({ code: 0, out: '--in|$HOME|' });
    expect(await run(file, ['--in', 'spot/finish'], 'exit 5\n')).toMatchObject({ code: 5 });
  }));

test.each([['aws/nothing'], ['toString'], ['']])('an unknown runbook is refused: “%s”', (runbook) =>
  withDemo(async (file) => {
    const { code, out, err } = await run(file, ['--in', runbook, 'env']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      `The demo has no runbook “${runbook}”. It has: aws/management-account, aws/linked-account, spot/finish, gcp/project.\n`,
    );
  }),
);

test('--in without a runbook is refused, too', () =>
  withDemo(async (file) => {
    expect(await run(file, ['--in'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('has no runbook “”'),
    });
  }));

test("a machine without the runbook's program is told so; other runbooks work", () =>
  withDemo(async (file) => {
    const hide = join(folder, 'hide.mjs');
    const lines = [
      "import fs from 'node:fs';",
      "import { syncBuiltinESMExports } from 'node:module';",
      'const real = fs.existsSync;',
      "fs.existsSync = (path) => !String(path).endsWith('/gcloud') && real(path);",
      'syncBuiltinESMExports();',
    ];
    writeFileSync(hide, lines.join('\n'));
    const without = { NODE_OPTIONS: `--import ${hide}` };
    const { code, err } = await run(file, ['--in', 'gcp/project', 'env'], '', without);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^gcloud is not installed\./),
    });
    expect(await run(file, ['--in', 'spot/finish', 'true'], '', without)).toMatchObject({
      code: 0,
    });
  }));
