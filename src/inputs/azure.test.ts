import { describe, expect, test } from 'vitest';
import type { InputDefinition, InputKind } from './define-input.ts';
import { isSecret, validateInput } from './kinds.ts';

const judge = (kind: InputKind, raw: string) =>
  validateInput({ kind, label: 'Field', help: 'Help.' } satisfies InputDefinition, raw);
const guid = '1b2c3d4e-1111-4222-8333-444455556666';

describe.each([
  'azure-tenant-id',
  'azure-subscription-id',
  'azure-client-id',
  'azure-object-id',
] as const)('%s', (kind) => {
  test.each([
    [guid, guid],
    [guid.toUpperCase(), guid],
    [`{${guid}}`, guid],
    [` "${guid}" `, guid],
    [guid.replaceAll('-', ''), guid],
  ])('takes %s', (raw, value) => expect(judge(kind, raw)).toMatchObject({ ok: true, value }));

  test.each([
    ['111122223333', /AWS account/],
    [guid.slice(0, -1), /has 35/],
    ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', /Azure CLI itself/],
    ['00000000-0000-0000-0000-000000000000', /zeros/],
    [`see ${guid}, please`, new RegExp(guid)],
    ['Production', /8-4-4-4-12/],
  ])('says of %s what it is', (raw, message) => {
    const result = judge(kind, raw);
    expect(result.ok ? '' : result.message).toMatch(message);
  });
});

test('a subscription and a directory are found in what holds them', () => {
  expect(judge('azure-subscription-id', `/subscriptions/${guid}/resourceGroups/web`)).toMatchObject(
    { ok: true, value: guid },
  );
  expect(
    judge('azure-tenant-id', `https://login.microsoftonline.com/${guid}/oauth2/v2.0/token`),
  ).toMatchObject({ ok: true, value: guid });
  expect(judge('azure-tenant-id', 'contoso.onmicrosoft.com')).toMatchObject({
    ok: false,
    message: expect.stringContaining('name of a directory'),
  });
});

const secret = 'abc8Q~dEf0123456789_-.~dEf0123456789abcd';

describe('azure-client-secret', () => {
  test('is a secret, and takes what Microsoft makes', () => {
    expect(isSecret('azure-client-secret')).toBe(true);
    expect(judge('azure-client-secret', ` ${secret}\n`)).toMatchObject({ ok: true, value: secret });
  });

  test.each([
    [guid, /Secret ID/],
    ['abc**************', /hidden/],
    ['{"password": "x"}', /JSON/],
    ['two words of a secret', /blanks/],
    ['kurz8Q~', /shorter/],
    ['abc8Q~schlüsselschlüssel', /ü/],
  ])('refuses %s', (raw, message) => {
    const result = judge('azure-client-secret', raw);
    expect(result.ok ? '' : result.message).toMatch(message);
  });

  test('never repeats the secret, in whichever field it landed', () => {
    for (const kind of [
      'azure-client-id',
      'azure-tenant-id',
      'azure-object-id',
      'azure-subscription-id',
    ] as const) {
      const result = judge(kind, secret);
      expect(result.ok ? secret : result.message).not.toContain(secret);
    }
    const client = judge('azure-client-id', secret);
    expect(client.ok ? '' : client.message).toContain('looks like a client secret');
  });
});

test('names go into commands, so what a terminal reads otherwise is refused', () => {
  for (const kind of ['azure-role-name', 'azure-app-name'] as const) {
    expect(judge(kind, 'Spot (Elastigroup) v2.1_x-y')).toMatchObject({ ok: true });
    for (const bad of ['$(reboot)', 'a;b', 'a`b`', "it's", 'a"b', 'ä', guid])
      expect([kind, bad, judge(kind, bad).ok]).toEqual([kind, bad, false]);
    expect(judge(kind, 'x'.repeat(129)).ok).toBe(false);
  }
  expect(judge('azure-role-name', 'contributor')).toMatchObject({
    ok: false,
    message: expect.stringContaining('role of Azure itself'),
  });
});

describe('date', () => {
  test.each([
    ['2027-03-31', '2027-03-31'],
    ['2027-3-1', '2027-03-01'],
    ['2027-03-31T10:22:05Z', '2027-03-31'],
    ['31.03.2027', '2027-03-31'],
    ['3/31/2027', '2027-03-31'],
    ['3/31/2027, 10:22:05 AM', '2027-03-31'],
    ['4/4/2027', '2027-04-04'],
  ])('%s is %s', (raw, value) => expect(judge('date', raw)).toMatchObject({ ok: true, value }));

  test.each([
    ['3/4/2027', /two ways: 2027-03-04 or 2027-04-03/],
    ['2027-02-30', /no such day/],
    ['31/31/2027', /no such day/],
    ['in two years', /no date/],
    ['2027', /no date/],
  ])('%s is refused', (raw, message) => {
    const result = judge('date', raw);
    expect(result.ok ? '' : result.message).toMatch(message);
  });
});

describe('azure-billing-account-id', () => {
  const validate = (raw: string) => judge('azure-billing-account-id', raw);
  const first = '5e98e158-c63c-4d0a-9d1e-2f6a4b8c0d1e';
  const customer = `${first}:6f98e158-c63c-4d0a-9d1e-2f6a4b8c0d1e_2019-05-31`;

  test.each(['8608480', customer, first])('takes %s', (value) =>
    expect(validate(value)).toMatchObject({ ok: true, value }),
  );

  test('takes the ID out of a resource ID and out of an address, and writes it small', () => {
    expect(validate('/providers/Microsoft.Billing/billingAccounts/8608480')).toMatchObject({
      ok: true,
      value: '8608480',
    });
    const address = `https://portal.azure.com/#x/providers%2FMicrosoft.Billing%2FbillingAccounts%2F${encodeURIComponent(customer)}`;
    expect(validate(address.replace('#x/', '#x%2F'))).toMatchObject({ ok: true, value: customer });
    expect(validate(customer.toUpperCase())).toMatchObject({ ok: true, value: customer });
  });

  test.each([
    [`${first}:`, /cut off/],
    [`${first}:6f98e158-c63c-4d0a-9d1e-2f6a4b8c0d1e`, /cut off/],
    ['Contoso', /no billing account ID/],
    ['86 08480', /no billing account ID/],
    ['%E0%A4%A', /no billing account ID/],
  ])('refuses %s', (value, words) =>
    expect(validate(value)).toMatchObject({ ok: false, message: expect.stringMatching(words) }),
  );
});
