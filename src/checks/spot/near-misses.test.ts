import { expect, test } from 'vitest';
import type { Evidence } from '../../evidence/define-evidence.ts';
import { runCheck } from '../run-checks.ts';
import account from './account/check.ts';
import connectedAzure from './connected-azure/check.ts';
import disconnected from './disconnected/check.ts';
import { answer, listed } from './testing.ts';

// Answers of Spot that look like another one at first sight.

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
    evidence: { 'spot/azure-credentials': answer([{ ...az, expirationDate: '2028-01-01', ...e }]) },
    now,
  });
const acc = (evidence: Evidence, check: typeof account | typeof disconnected = account) =>
  runCheck(check as typeof account, { inputs, evidence: { 'spot/accounts': evidence }, now });
test.each(['31/12/2025', '1700000000000', 'never'])('no date: %s', (expirationDate) =>
  expect(az2({ expirationDate }).status).toBe('undetermined'),
);
test('case', () => expect(az2({ clientId: 'C-1' }).status).toBe('pass'));
test('empty list', () => {
  expect(acc(answer([]), disconnected).status).toBe('undetermined');
  expect(
    acc({ status: 'found', value: { response: { status: { code: 200 } } } }, disconnected).status,
  ).toBe('undetermined');
});
test('account refused', () => {
  expect(acc(answer([], 401)).findings.map((f) => f.code)).toEqual(['SPOT-TOKEN-001']);
  expect(acc(answer([], 500)).status).toBe('undetermined');
});
test('twice in capitals', () =>
  expect(
    acc(answer([listed('act-1a2b3c4d'), listed('act-00000000', 'S-1')])).findings.map(
      (f) => f.code,
    ),
  ).toEqual(['SPOT-ACCOUNT-003']));
