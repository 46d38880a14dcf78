import { expect, test } from 'vitest';
import { runCheck } from '../../run-checks.ts';
import { answer, listed } from '../testing.ts';
import account from './check.ts';

const own = 'act-1a2b3c4d';
const inputs = { spotAccountId: own, cloudAccountId: '111122223333' };
const codes = (...items: unknown[]) =>
  runCheck(account, {
    inputs,
    evidence: { 'spot/accounts': answer(items) },
    now: new Date(),
  }).findings.map((finding) => finding.code);

test('free, or holding this very cloud account', () => {
  expect(codes(listed(own))).toEqual([]);
  expect(codes(listed(own, '111122223333'), listed('act-00000000', '444455556666'))).toEqual([]);
});

test('unknown to the organization', () => {
  expect(codes(listed('act-00000000'))).toEqual(['SPOT-ACCOUNT-001']);
  expect(codes()).toEqual(['SPOT-ACCOUNT-001']);
});

test('holding another, and held by another', () => {
  expect(codes(listed(own, '444455556666'))).toEqual(['SPOT-ACCOUNT-002']);
  expect(codes(listed(own), listed('act-00000000', '111122223333'))).toEqual(['SPOT-ACCOUNT-003']);
});
