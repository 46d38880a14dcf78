import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../../evidence/define-evidence.ts';
import { runCheck } from '../../run-checks.ts';
import { answer, listed } from '../testing.ts';
import disconnected from './check.ts';

const judge = (accounts: ReturnType<typeof answer>) =>
  runCheck(disconnected, {
    inputs: { spotAccountId: 'act-1a2b3c4d', spotOrganizationId: '606000000001' },
    evidence: { 'spot/accounts': accounts },
    now: new Date(),
  });

test('gone is right, there is wrong, and a refusal is neither', () => {
  expect(judge(answer([listed('act-00000000')])).status).toBe('pass');
  const others = listed('act-00000000');
  expect(judge(answer([others, listed('act-1a2b3c4d', '111122223333')])).findings).toMatchObject([
    { code: 'SPOT-UNDO-001', observed: 'act-1a2b3c4d (name-of-act-1a2b3c4d) holds 111122223333' },
  ]);
  expect(judge(answer([], 401)).status).toBe('fail');
  expect(judge(answer([], 500)).status).toBe('undetermined');
});

test('gone from another organization is not gone', () => {
  const other = { ...listed('act-00000000'), organizationId: '606000000002' };
  expect(judge(answer([other]))).toMatchObject({ status: 'undetermined', findings: [] });
  expect(judge(answer([listed('act-00000000')], 200, { count: 2 })).status).toBe('undetermined');
});

describe('near misses', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const inputs = {
    cloudAccountId: 's-1',
    spotAccountId: 'act-1a2b3c4d',
    expirationDate: '2028-01-01',
  };
  const acc = (evidence: Evidence) =>
    runCheck(disconnected, { inputs, evidence: { 'spot/accounts': evidence }, now });
  test('empty list', () => {
    expect(acc(answer([])).status).toBe('undetermined');
    expect(acc({ status: 'found', value: { response: { status: { code: 200 } } } }).status).toBe(
      'undetermined',
    );
  });
});

test('the only account that is left is the default one: Support is asked', () => {
  const [finding] = judge(answer([listed('act-1a2b3c4d', '111122223333')])).findings;
  expect(finding).toMatchObject({ code: 'SPOT-UNDO-002', fix: { commands: [] } });
  expect(finding?.fix.send).toBeTruthy();
});
