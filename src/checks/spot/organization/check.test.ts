import { expect, test } from 'vitest';
import { runCheck } from '../../run-checks.ts';
import { answer, listed } from '../testing.ts';
import organization from './check.ts';

const judge = (accounts: ReturnType<typeof answer>) =>
  runCheck(organization, {
    inputs: {},
    evidence: { 'spot/accounts': accounts },
    now: new Date('2026-11-23T12:00:00Z'),
  });

test('an answer is enough, also one without accounts', () => {
  expect(judge(answer([listed('act-1a2b3c4d')])).status).toBe('pass');
  expect(judge(answer([])).status).toBe('pass');
});

test.each([
  ['no list', answer(undefined)],
  ['half a list', answer([listed('act-1a2b3c4d')], 200, { count: 2 })],
  ['an error besides', answer([listed('act-1a2b3c4d')], 200, { errors: [{ message: 'x' }] })],
  [
    'accounts of two organizations',
    answer([listed('act-1a2b3c4d'), { ...listed('act-2'), organizationId: 606_000_000_002 }]),
  ],
])('%s says nothing', (_, accounts) =>
  expect(judge(accounts)).toMatchObject({ status: 'undetermined', findings: [] }),
);

test.each([
  [401, 'SPOT-TOKEN-001'],
  [403, 'SPOT-TOKEN-002'],
])('%i is %s', (code, expected) => {
  const result = judge(answer([], code));
  expect(result.status).toBe('fail');
  expect(result.findings.map((finding) => finding.code)).toEqual([expected]);
});

test('another refusal says nothing about the organization', () => {
  expect(judge(answer([], 404)).status).toBe('undetermined');
  expect(judge({ status: 'unreachable', message: 'no network' }).status).toBe('undetermined');
});
