import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../../evidence/define-evidence.ts';
import { runCheck } from '../../run-checks.ts';
import { answer, listed } from '../testing.ts';
import account from './check.ts';

const own = 'act-1a2b3c4d';
const inputs = { spotAccountId: own, cloudAccountId: '111122223333' };
const judge = (...items: unknown[]) =>
  runCheck(account, {
    inputs,
    evidence: { 'spot/accounts': answer(items) },
    now: new Date(),
  });
const codes = (...items: unknown[]) => judge(...items).findings.map((finding) => finding.code);

test('free, or holding this very cloud account', () => {
  expect(codes(listed(own))).toEqual([]);
  expect(codes(listed(own, '111122223333'), listed('act-00000000', '444455556666'))).toEqual([]);
});

test('an ID that Spot says is of another cloud', () => {
  const at = (cloudProvider: unknown) => judge({ ...listed(own, '111122223333'), cloudProvider });
  expect(at('AWS').status).toBe('pass');
  expect(at('aws').status).toBe('pass');
  expect(at(null).status).toBe('pass');
  for (const other of ['AZURE', 'GCP', 'NUTANIX'])
    expect(at(other)).toMatchObject({ status: 'undetermined', findings: [] });
});

test('unknown to the organization', () => {
  expect(codes(listed('act-00000000'))).toEqual(['SPOT-ACCOUNT-001']);
  expect(codes()).toEqual(['SPOT-ACCOUNT-001']);
});

test('holding another, and held by another', () => {
  expect(codes(listed(own, '444455556666'))).toEqual(['SPOT-ACCOUNT-002']);
  expect(codes(listed(own), listed('act-00000000', '111122223333'))).toEqual(['SPOT-ACCOUNT-003']);
});

describe('near misses', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const inputs = {
    cloudAccountId: 's-1',
    spotAccountId: 'act-1a2b3c4d',
    expirationDate: '2028-01-01',
  };
  const acc = (evidence: Evidence) =>
    runCheck(account, { inputs, evidence: { 'spot/accounts': evidence }, now });
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
});
