import { expect, test } from 'vitest';
import { commandLines } from '../src/simulator/command-line.ts';
import { Reader } from './reader.ts';

/** Debian has no gcloud. Where it is missing, npm test says that this is not proven. */
const withGcloud = test.skipIf(!commandLines.gcp.find());

/** Does a step by its commands: not green before, green after. */
async function doStep(reader: Reader, step: string, vantage?: 'spot'): Promise<void> {
  expect(await reader.check(step, vantage), `${step} before`).not.toBe('pass');
  expect(await reader.doStep(step), `${step} has commands`).toBeGreaterThan(0);
  expect(await reader.check(step, vantage), `${step} after`).toBe('pass');
}

/** Every place where a page could keep or send something. */
async function keptBy(reader: Reader): Promise<string> {
  return reader.page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.cookie]),
  );
}

withGcloud(
  'the real gcloud: the script, the key as Spot would use it, and nothing of the key is kept',
  async () => {
    await using reader = await Reader.open({ runbook: 'gcp/project' });
    await reader.choose('script');
    await reader.takeSuggestions();
    await reader.doStep('project');
    expect(await reader.check('project')).toBe('pass');
    expect(await reader.check('org-policies')).toBe('pass');
    await doStep(reader, 'script');
    expect(await reader.check('custom-role')).toBe('pass');
    expect(await reader.check('connect', 'spot')).toBe('pass');

    const key = JSON.parse(await reader.type('cat spotinst_key.json')) as {
      private_key: string;
      private_key_id: string;
    };
    const inner = key.private_key.split('\n')[1] as string;
    expect(inner.length).toBeGreaterThan(40);
    expect(await keptBy(reader)).not.toContain(inner);
    expect(await reader.page.locator('body').textContent()).not.toContain(inner);
    await reader.page.reload();
    await expect.poll(() => reader.state('connect')).toBe('passed');
    expect(await reader.page.getByTestId('output-keyFile').first().inputValue()).toBe('');

    await doStep(reader, 'undo');
  },
);

withGcloud(
  'the real gcloud: a role lost a permission, and the widget says how to fix it',
  async () => {
    await using reader = await Reader.open({ runbook: 'gcp/project' });
    await reader.choose('script');
    await reader.takeSuggestions();
    for (const step of ['project', 'org-policies', 'script', 'custom-role']) {
      await reader.doStep(step);
      expect(await reader.check(step), step).toBe('pass');
    }
    const project = await reader.page.getByTestId('output-projectId').first().inputValue();
    await reader.type(
      `gcloud iam roles update spotinstCustomRole --project=${project} --remove-permissions=compute.instances.delete --quiet --format=none`,
    );
    expect(await reader.check('custom-role')).toBe('fail');
    expect(await reader.findings('custom-role')).toEqual(['GCP-CUSTOMROLE-004']);
    const finding = reader.page.getByTestId('check-custom-role').getByTestId('finding').first();
    expect(await finding.textContent()).toContain('compute.instances.delete');
    await reader.fix('custom-role');
    expect(await reader.check('custom-role')).toBe('pass');
  },
);

test('Azure: an app, its secret, its role, and the secret as Spot would use it', async () => {
  await using reader = await Reader.open({ runbook: 'azure/subscription' });
  await reader.choose('cli');
  await reader.takeSuggestions();
  await reader.fill(
    'expirationDate',
    new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10),
  );
  await reader.doStep('subscription');
  expect(await reader.check('subscription')).toBe('pass');
  for (const step of ['app', 'secret', 'role']) {
    await reader.doStep(step);
    expect(await reader.check(step), step).toBe('pass');
  }
  expect(await reader.check('assignment'), 'assignment before').toBe('fail');
  await reader.doStep('assignment');
  expect(await reader.check('assignment'), 'roles take minutes to spread').toBe('pending');
  await reader.page.getByTestId('demo-advance').click();
  expect(await reader.check('assignment'), 'assignment after').toBe('pass');
  await doStep(reader, 'providers');
  expect(await reader.check('connect', 'spot')).toBe('pass');
  const secret = await reader.page.getByTestId('output-clientSecret').first().inputValue();
  expect(secret.length).toBeGreaterThan(30);
  expect(await keptBy(reader)).not.toContain(secret);
});

test('AWS linked account by hand: a reader chooses what Spot may do, and the check knows', async () => {
  await using reader = await Reader.open({ runbook: 'aws/linked-account-manual' });
  await reader.choose('cli');
  await reader.takeSuggestions();
  await reader.doStep('account');
  expect(await reader.check('account')).toBe('pass');
  for (const step of ['policy', 'role', 'attachment', 'spot-role']) await doStep(reader, step);
  expect(await reader.check('connect', 'spot')).toBe('pass');
});

test('the way in leads to the guide of what was chosen, and only to that', async () => {
  await using reader = await Reader.open({ runbook: 'spot/get-started' });
  const links = async () => {
    const all = await reader.page.getByTestId('when').locator('a[href*="/guides/"]:visible').all();
    return Promise.all(all.map((link) => link.getAttribute('href')));
  };
  const choose = async (name: string, value: string) =>
    reader.page.getByTestId(`option-${name}-${value}`).first().check();
  expect(await links()).toEqual([
    '/guides/aws/linked-account',
    '/guides/aws/linked-account-manual',
  ]);
  await choose('product', 'eco');
  expect(await links()).toEqual(['/guides/aws/management-account']);
  await choose('cloud', 'azure');
  expect(await links()).toEqual(['/guides/azure/billing-account']);
  await choose('product', 'servers');
  expect(await links()).toEqual(['/guides/azure/subscription']);
});
