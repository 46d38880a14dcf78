import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customRolePermissions } from '../../../src/evidence/gcp/_shared/spot-permissions.ts';
import { commandLines, environmentFor, runScript } from '../../../src/simulator/command-line.ts';
import { Simulator } from '../../../src/simulator/index.ts';
import { startProxy } from '../../../src/simulator/proxy.ts';
import { WarmStart } from '../../../src/simulator/warm-start/index.ts';
import { createEmptyWorld, findAccount, findCustomRole, type GcpWorld } from '../_world/world.ts';

const file = new URL('connect.sh', import.meta.url);
const source = readFileSync(file, 'utf8');

test('the role in the script is the role of the page', () => {
  const array = /permissions=\(\n(.*?)\n {2}\)/s.exec(source)?.[1] ?? '';
  const { stdout } = spawnSync(
    'bash',
    ['-c', `printf '%s\\n' ${array.trim().split(/\s+/).join(' ')}`],
    { encoding: 'utf8' },
  );
  expect(stdout.trim().split('\n').sort()).toEqual([...customRolePermissions].sort());
});

test('the script downloads nothing and runs nothing that it was not written with', () => {
  expect(source).not.toMatch(/curl|wget|eval|https?:/);
});

describe('bad input is refused before anything happens', () => {
  test.each([
    [[], /needs three words/],
    [['shop-prod', 'spotinst-role'], /needs three words/],
    [['My Shop', 'spotinst-role', 'editor'], /no project ID/],
    [['GCP_PROJECT_ID', 'spotinst-role', 'editor'], /no project ID/],
    [['123456789012', 'spotinst-role', 'editor'], /no project ID/],
    [['shop-prod', 'Spotinst-role-act', 'editor'], /no service account ID/],
    [['shop-prod', 'spotinst-role', 'spot-role'], /no role ID/],
    [['shop-prod', 'spotinst-role', '$(touch x)'], /no role ID/],
  ])('%j', (words, message) => {
    const { status, stderr, stdout } = spawnSync('bash', [file.pathname, ...words], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin' },
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
  });
});

describe.skipIf(!commandLines.gcp.find())('the real gcloud', () => {
  const simulator = new Simulator();
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let warmStart: WarmStart;
  const homes: string[] = [];
  beforeAll(async () => {
    warmStart = await WarmStart.open();
    proxy = await startProxy(simulator);
  });
  afterAll(async () => {
    await warmStart[Symbol.asyncDispose]();
    await proxy.stop();
    for (const home of homes) rmSync(home, { recursive: true, force: true });
  });

  async function terminal(world: GcpWorld) {
    const home = mkdtempSync(join(tmpdir(), 'connect-'));
    homes.push(home);
    const environment = await environmentFor({ proxy, identities: world.reader, home, warmStart });
    const { projectId, serviceAccountId, customRoleId = 'editor' } = world.inputs;
    const run = () =>
      runScript(`bash ${file.pathname} ${projectId} ${serviceAccountId} ${customRoleId}`, {
        environment,
        cwd: home,
        timeoutMs: 120_000,
      });
    return { home, run };
  }

  test('run twice it leaves one account, one key and one role, and brings a deleted role back', async () => {
    const world = createEmptyWorld(simulator, { roleChoice: 'custom' });
    const { run } = await terminal(world);
    expect(await run()).toMatchObject({ exitCode: 0 });
    const role = findCustomRole(world);
    role.deletedAt = world.world.clock.now();
    role.includedPermissions = ['compute.zones.list'];
    const again = await run();
    expect(again).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('bringing it back'),
    });
    expect(world.world.gcp.serviceAccounts.size).toBe(1);
    expect(findAccount(world).keys.size).toBe(1);
    expect(role).toMatchObject({
      stage: 'GA',
      includedPermissions: { length: customRolePermissions.length },
    });
    expect(role.deletedAt).toBeUndefined();
  }, 180_000);

  test("does not overwrite or hand out another account's key", async () => {
    const world = createEmptyWorld(simulator);
    const { home, run } = await terminal(world);
    writeFileSync(
      join(home, 'spotinst_key.json'),
      '{\n  "client_email": "spotinst-role@shop-staging.iam.gserviceaccount.com"\n}\n',
    );
    expect(await run()).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('is the key of another account'),
    });
    expect(world.world.calls).toEqual([]);
  }, 60_000);
});
