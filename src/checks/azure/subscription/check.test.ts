import { expect, test } from 'vitest';
import subscription from '../../../evidence/azure/subscription.ts';
import subscriptions from '../../../evidence/azure/subscriptions.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { codes, prints } from '../../testing.ts';
import { absent, denied, ids, look } from '../testing.ts';
import subscriptionCheck from './check.ts';

const other = '99999999-7777-4888-9999-aaaaaaaaaaaa';
const seen = (changes: object) =>
  prints(subscription, {
    subscriptionId: ids.subscriptionId,
    displayName: 'Production',
    state: 'Enabled',
    tenantId: ids.tenantId,
    ...changes,
  });

test('an active subscription of the named directory passes', () => {
  expect(look(subscriptionCheck).status).toBe('pass');
  expect(look(subscriptionCheck, seen({ tenantId: ids.tenantId.toUpperCase() })).status).toBe(
    'pass',
  );
});

test('an unknown one lists those that can be seen', () => {
  const result = look(subscriptionCheck, absent(subscription, 'SubscriptionNotFound'));
  expect(codes(result)).toEqual(['AZ-SUB-001']);
  expect(result.findings[0]?.explanation).toContain('“Production”');
  expect(
    look(subscriptionCheck, { ...absent(subscription), ...prints(subscriptions, { value: [] }) })
      .findings[0]?.explanation,
  ).toContain('no subscription at all');
});

test('one that differs by a character is named', () => {
  const typed = ids.subscriptionId.replace(/5$/, '6');
  const result = look(subscriptionCheck, absent(subscription), { subscriptionId: typed });
  expect(result.findings[0]).toMatchObject({
    code: 'AZ-SUB-001',
    expected: ids.subscriptionId,
    fix: { summary: expect.stringContaining(ids.subscriptionId) },
  });
});

test('the ID of the directory in the wrong field is recognised', () => {
  expect(
    codes(look(subscriptionCheck, absent(subscription), { subscriptionId: ids.tenantId })),
  ).toEqual(['AZ-SUB-002']);
});

test('another directory: by the answer, and by the words of the refusal', () => {
  const at = (id: string) => prints(tenant, { value: [{ id }] });
  const inOther = (signedIn: object) =>
    look(subscriptionCheck, { ...seen({ tenantId: other }), ...signedIn });
  // Signed in where the subscription is: the field is wrong. Not seen: it may be.
  for (const signedIn of [at(other), denied(tenant)]) {
    const [finding] = inOther(signedIn).findings;
    expect(finding).toMatchObject({
      code: 'AZ-SUB-003',
      observed: expect.stringContaining(ids.tenantId),
      expected: expect.stringContaining(other),
    });
  }
  // Signed in where the app is: app and role have to be made again.
  const [apart] = inOther({}).findings;
  expect(apart).toMatchObject({ code: 'AZ-SUB-008', expected: expect.stringContaining(other) });
  expect(JSON.stringify(apart)).not.toContain('Nothing in Azure has to change');
  const words = (right: string) =>
    `The access token is from the wrong issuer 'https://sts.windows.net/x/'. It must match the tenant 'https://sts.windows.net/${right}/' associated with this subscription.`;
  const refused = (right: string) =>
    denied(subscription, 'InvalidAuthenticationTokenTenant', words(right));
  expect(codes(look(subscriptionCheck, refused(other)))).toEqual(['AZ-SUB-008']);
  expect(codes(look(subscriptionCheck, { ...refused(other), ...at(other) }))).toEqual([
    'AZ-SUB-003',
  ]);
  const elsewhere = look(subscriptionCheck, {
    ...refused(ids.tenantId),
    ...prints(tenant, { value: [{ id: other }] }),
  });
  expect(codes(elsewhere)).toEqual(['AZ-SUB-004']);
  expect(elsewhere.findings[0]?.observed).toContain(other);
});

test.each([
  ['Disabled', 'AZ-SUB-005', 'fail'],
  ['Deleted', 'AZ-SUB-005', 'fail'],
  ['Warned', 'AZ-SUB-006', 'warning'],
  ['PastDue', 'AZ-SUB-006', 'warning'],
])('the state %s is %s', (state, code, status) => {
  const result = look(subscriptionCheck, seen({ state }));
  expect([codes(result), result.status]).toEqual([[code], status]);
});

test('who was refused for another reason knows nothing', () => {
  const result = look(subscriptionCheck, denied(subscription));
  expect([result.status, codes(result)]).toEqual(['undetermined', []]);
});

test('an answer without its directory, and a state that nobody here knows, say nothing', () => {
  for (const changes of [{ tenantId: undefined }, { tenantId: null }, { state: 'Paused' }])
    expect(look(subscriptionCheck, seen(changes))).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
});

test.each([
  ['a trial', { quotaId: 'FreeTrial_2014-09-01', spendingLimit: 'Off' }],
  ['a spending limit', { quotaId: 'MSDN_2014-09-01', spendingLimit: 'On' }],
  ['a limit that comes back', { quotaId: 'X', spendingLimit: 'CurrentPeriodOff' }],
])('007: %s', (_, subscriptionPolicies) => {
  const result = look(subscriptionCheck, seen({ subscriptionPolicies }));
  expect([codes(result), result.status]).toEqual([['AZ-SUB-007'], 'warning']);
});

test('paying offers pass, known or not', () => {
  for (const quotaId of ['PayAsYouGo_2014-09-01', 'CSP_2015-05-01', 'Sponsored_2016-01-01', 'New'])
    expect(
      look(subscriptionCheck, seen({ subscriptionPolicies: { quotaId, spendingLimit: 'Off' } }))
        .status,
    ).toBe('pass');
});
