import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { commandLines, environmentFor, runScript } from './command-line.ts';

const environment = { PATH: '/usr/bin:/bin' };
afterEach(() => vi.unstubAllEnvs());

test('a script stops at its first failing command, also inside a pipe', async () => {
  expect(await runScript('echo one; false | cat; echo two', { environment })).toMatchObject({
    exitCode: 1,
    stdout: 'one\n',
  });
  const unset = await runScript('echo "$NOPE"', { environment });
  expect(unset.exitCode).not.toBe(0);
  expect(unset.stderr).toMatch(/unbound variable/);
});

test('a command that reads its input does not eat the script', async () => {
  expect((await runScript('cat\necho after', { environment })).stdout).toBe('after\n');
});

test('a script that runs too long is killed with everything it started', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cli-'));
  const result = await runScript('(sleep 1; echo late > late.txt) & sleep 30', {
    environment,
    cwd: folder,
    timeoutMs: 200,
  });
  expect(result.exitCode).toBe(124);
  expect(result.stderr).toMatch(/longer than 0\.2 s/);
  expect(result.durationMs).toBeLessThan(10_000);
  const later = await runScript('sleep 1.2; ls', { environment, cwd: folder });
  expect(later.stdout).toBe('');
  await rm(folder, { recursive: true });
});

test('a background process does not hold the script up', async () => {
  const result = await runScript('sleep 20 & echo done', { environment });
  expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n' });
  expect(result.durationMs).toBeLessThan(15_000);
});

test('an abort kills the script and rejects with its reason', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error('left')), 100);
  await expect(runScript('sleep 30', { environment, signal: controller.signal })).rejects.toThrow(
    'left',
  );
});

test('the CLI of version 2 is found, whatever comes first in the PATH', async () => {
  expect((await runScript('aws --version', { environment: await sample() })).stdout).toMatch(
    /^aws-cli\/2\./,
  );
  expect(commandLines.aws.find()).toMatch(/\/aws$/);
});

test('nothing of the caller that could reach a real account is inherited', async () => {
  for (const name of [
    'AWS_PROFILE',
    'AWS_SESSION_TOKEN',
    'AWS_ROLE_ARN',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_ENDPOINT_URL',
  ])
    vi.stubEnv(name, 'real');
  const home = await mkdtemp(join(tmpdir(), 'cli-'));
  await writeFile(join(home, 'x'), '');
  const { stdout } = await runScript('env', { environment: await sample(home) });
  expect(stdout).not.toMatch(/real/);
  expect(stdout).toContain('HTTPS_PROXY=http://127.0.0.1:1\n');
  expect(stdout).toContain(`HOME=${home}\n`);
  expect(stdout).toContain('AWS_REGION=us-east-1\n');
  await rm(home, { recursive: true });
});

function sample(home = tmpdir()) {
  return environmentFor({
    proxy: { url: 'http://127.0.0.1:1', caPath: '/ca.pem', bundlePath: '/bundle.pem' },
    identities: { aws: { accessKeyId: 'AKIA', secretAccessKey: 's' } },
    home,
  });
}
