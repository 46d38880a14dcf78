import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'vitest';
import { Reader } from './reader.ts';

/** The account the demo's reader is signed in to. */
const accountId = '111122223333';

const steps = ['account', 'bucket', 'bucket-policy', 'report', 'delivery', 'role', 'connect'];

/** Fills in what a reader types; the rest is printed by commands or issued by the server. */
async function fillIn(reader: Reader, values: Record<string, string> = {}): Promise<void> {
  for (const [name, value] of Object.entries({
    bucketName: `spot-cur-${accountId}`,
    reportPrefix: 'spotinst_eco',
    reportName: 'spotinst-cur-report',
    roleName: 'SpotByNetApp_Finops_ReadOnly',
    ...values,
  })) {
    await reader.fill(name, value);
  }
}

for (const method of ['cli', 'cloudformation']) {
  test(`a reader with a terminal gets from red to green to undone, with ${method}`, async () => {
    await using reader = await Reader.open();
    await fillIn(reader);
    await reader.choose(method);
    expect(await Promise.all(steps.map((step) => reader.state(step)))).toEqual([
      'open',
      ...steps.slice(1).map(() => 'locked'),
    ]);

    // Step 1 prints the account number itself; without it there is nothing to check yet.
    expect(await reader.doStep('account')).toBe(2);
    expect(await reader.check('account')).toBe('pass');

    for (const step of ['bucket', 'bucket-policy', 'report']) {
      const commands = await reader
        .step(step)
        .locator('[data-method-panel]:visible [data-language="bash"]')
        .count();
      if (commands > 0) expect(await reader.check(step), `${step} before`).toBe('fail');
      expect(await reader.doStep(step)).toBe(commands);
      expect(await reader.check(step), `${step} after`).toBe('pass');
      expect(await reader.state(step)).toBe('passed');
    }

    await reader.doStep('delivery');
    expect(await reader.check('delivery')).toBe('pending');
    expect(await reader.state('role'), 'waiting does not hold the reader up').toBe('open');

    // The ARN is printed by the step itself; spelling it out lets the check run before, and be red.
    expect(await reader.check('role'), 'role before').toBe('fail');
    expect(await reader.doStep('role')).toBeGreaterThan(1);
    expect(await reader.check('role'), 'role after').toBe('pass');

    expect(await reader.check('connect', 'spot')).toBe('pending');
    await reader.page.getByTestId('demo-advance').click();
    expect(await reader.check('delivery')).toBe('pass');
    expect(await reader.check('connect', 'spot')).toBe('pass');

    // Progress is there after a reload.
    await reader.page.reload();
    await expect
      .poll(() => Promise.all(steps.map((step) => reader.state(step))))
      .toEqual(steps.map(() => 'passed'));

    expect(await reader.check('undo'), 'undo before').toBe('fail');
    await reader.doStep('undo');
    expect(await reader.check('undo'), 'undo after').toBe('pass');
  });
}

test('a reader makes mistakes on the way, and the widget says how to fix them', async () => {
  await using reader = await Reader.open();
  await fillIn(reader);
  await reader.choose('cli');
  await reader.doStep('account');
  expect(await reader.check('account')).toBe('pass');
  await reader.doStep('bucket');
  expect(await reader.check('bucket')).toBe('pass');

  // Another account's number slipped into the policy.
  const [block] = await reader
    .step('bucket-policy')
    .locator('[data-method-panel]:visible [data-language="bash"]')
    .all();
  if (!block) throw new Error('The bucket-policy step has no command.');
  await reader.type(
    (await reader.copy(block)).replaceAll(
      `"aws:SourceAccount": "${accountId}"`,
      '"aws:SourceAccount": "999988887777"',
    ),
  );
  expect(await reader.check('bucket-policy')).toBe('fail');
  expect(await reader.findings('bucket-policy')).toEqual(['AWS-BUCKETPOLICY-004']);
  expect(await reader.state('report')).toBe('locked');
  await reader.fix('bucket-policy');
  expect(await reader.check('bucket-policy')).toBe('pass');

  await reader.doStep('report');
  expect(await reader.check('report')).toBe('pass');
  await reader.page.getByTestId('demo-advance').click();
  expect(await reader.check('delivery')).toBe('pass');

  // The external ID lost its last character on the way.
  await reader.doStep('role');
  const arn = await reader.page.getByTestId('output-roleArn').first().inputValue();
  const role = arn.split('/').at(-1) ?? '';
  await reader.type(
    [
      `aws iam get-role --role-name ${role} --query Role.AssumeRolePolicyDocument --output json > trust.json`,
      `sed -i -E 's/("sts:ExternalId": ".*)."/\\1"/' trust.json`,
      `aws iam update-assume-role-policy --role-name ${role} --policy-document file://trust.json`,
    ].join('\n'),
  );
  expect(await reader.check('role')).toBe('fail');
  expect(await reader.findings('role')).toEqual(['AWS-TRUST-005']);
  await reader.fix('role');
  expect(await reader.check('role')).toBe('pass');
  expect(await reader.check('connect', 'spot')).toBe('pass');
});

test('pasted output is judged in the browser, and nothing of it is sent', async () => {
  await using reader = await Reader.open();
  await fillIn(reader, { accountId });
  await reader.choose('cli');
  const sent: string[] = [];
  reader.page.on('request', (request) => {
    if (request.resourceType() !== 'script') sent.push(request.url());
  });
  const widget = reader.page.getByTestId('check-account');
  await widget.getByTestId('vantage-pasted').check();
  // The commands are the page's own: each stands above its field.
  const commands = await widget.locator('[data-testid="code"][data-language="bash"]').all();
  const fields = await widget.locator('[data-testid^="paste-"]').all();
  expect(commands.length).toBe(fields.length);
  for (const [index, field] of fields.entries()) {
    const command = commands[index];
    if (command) await field.fill(await reader.type(await reader.copy(command)));
  }
  expect(await reader.check('account')).toBe('pass');
  expect(sent).toEqual([]);
});

test('the keyboard alone is enough', async () => {
  await using reader = await Reader.open();
  const { page } = reader;
  await page.getByTestId('input-accountId').first().focus();
  await page.keyboard.type(`1111-2222-3333`);
  await page.keyboard.press('Tab');
  await page.getByTestId('check-account').getByTestId('check').focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(() =>
      page.getByTestId('check-account').getByTestId('check-status').getAttribute('data-status'),
    )
    .toBe('pass');
  expect(await reader.state('bucket')).toBe('open');
  // What the check did did not take the focus away.
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(
    'check',
  );
});

test('skipping stays visible, and a wrong value is refused with what to paste instead', async () => {
  await using reader = await Reader.open();
  const { page } = reader;
  await reader.step('bucket').getByTestId('skip').click();
  expect(await reader.state('account')).toBe('skipped');
  await page.reload();
  await expect.poll(() => reader.state('account')).toBe('skipped');
  await reader.fill('accountId', 'my-company');
  await expect
    .poll(() => page.getByTestId('input-accountId').first().getAttribute('aria-invalid'))
    .toBe('true');
  await reader.fill('accountId', accountId);
  await reader.fill('bucketName', 'Spot_CUR');
  await expect
    .poll(() => page.getByTestId('input-bucketName').first().getAttribute('aria-invalid'))
    .toBe('true');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no accessibility violations, ${colorScheme}`, async () => {
    await using reader = await Reader.open({ colorScheme });
    await fillIn(reader, { accountId });
    await reader.check('account');
    await reader.check('bucket');
    for (const path of ['/guides/aws/management-account', '/', '/api']) {
      if (path !== '/guides/aws/management-account') await reader.page.goto(`${reader.url}${path}`);
      const { violations } = await new AxeBuilder({ page: reader.page as never }).analyze();
      expect(
        violations.map(
          ({ id, nodes }) =>
            `${path} ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
        ),
      ).toEqual([]);
    }
  });
}
