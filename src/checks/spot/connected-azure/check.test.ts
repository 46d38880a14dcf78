import { describe, expect, test } from 'vitest';
import { runCheck } from '../../run-checks.ts';
import { answer } from '../testing.ts';
import connectedAzure from './check.ts';

const clientSecret = 'abc*****';
const ids = { tenantId: 't-1', clientId: 'c-1' };
const inputs = {
  ...ids,
  spotAccountId: 'act-1a2b3c4d',
  cloudAccountId: 's-1',
  expirationDate: '2028-01-01',
};
const judge = (...items: unknown[]) =>
  runCheck(connectedAzure, {
    inputs,
    evidence: { 'spot/azure-credentials': answer(items) },
    now: new Date('2026-11-23T12:00:00Z'),
  });
const held = (more: object = {}) => ({
  ...ids,
  clientSecret,
  subscriptionId: 's-1',
  expirationDate: '2027-11-01T00:00:00.000Z',
  ...more,
});

test('the application with a date far ahead', () => {
  expect(judge(held()).status).toBe('pass');
});

test.each([
  ['nothing', undefined, 'SPOT-CONNECT-001'],
  ['another application', { clientId: 'c-2' }, 'SPOT-CONNECT-004'],
  ['another directory', { tenantId: 't-2' }, 'SPOT-CONNECT-004'],
  ['another subscription', { subscriptionId: 's-2' }, 'SPOT-CONNECT-004'],
  ['no date', { expirationDate: null }, 'SPOT-CONNECT-005'],
  ['a date in the past', { expirationDate: '2026-11-22T00:00:00.000Z' }, 'SPOT-CONNECT-006'],
  ['a date in 29 days', { expirationDate: '2026-12-22T12:00:00.000Z' }, 'SPOT-CONNECT-007'],
])('%s', (_, change, code) => {
  expect(judge(...(change ? [held(change)] : [])).findings.map((finding) => finding.code)).toEqual([
    code,
  ]);
});

test('no secret, or two applications, is not what was made', () => {
  for (const secret of [null, '', undefined])
    expect(judge(held({ clientSecret: secret }))).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  expect(judge(held(), held({ clientId: 'c-2' })).status).toBe('undetermined');
});

test('a secret that ends soon is a warning, and no printed command holds a secret', () => {
  const result = judge(held({ expirationDate: '2026-12-01T00:00:00.000Z' }));
  expect(result.status).toBe('warning');
  expect(result.findings[0]?.observed).toContain('in 8 days');
});

describe('near misses', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const az = { clientId: 'c-1', tenantId: 't-1', subscriptionId: 's-1' };
  const inputs = {
    ...az,
    cloudAccountId: 's-1',
    spotAccountId: 'act-1a2b3c4d',
    expirationDate: '2028-01-01',
  };
  const az2 = (e: object) =>
    runCheck(connectedAzure, {
      inputs,
      evidence: {
        'spot/azure-credentials': answer([
          { ...az, clientSecret, expirationDate: '2028-01-01', ...e },
        ]),
      },
      now,
    });
  test.each(['31/12/2025', '1700000000000', 'never'])('no date: %s', (expirationDate) =>
    expect(az2({ expirationDate }).status).toBe('undetermined'),
  );

  test('case', () => expect(az2({ clientId: 'C-1' }).status).toBe('pass'));
});
