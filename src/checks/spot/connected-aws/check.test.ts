import { expect, test } from 'vitest';
import { runCheck } from '../../run-checks.ts';
import { answer } from '../testing.ts';
import connectedAws from './check.ts';

const role = 'arn:aws:iam::111122223333:role/Spot-Role';
const judge = (held: ReturnType<typeof answer>) =>
  runCheck(connectedAws, {
    ...{ inputs: { spotAccountId: 'act-1a2b3c4d', roleArn: role }, now: new Date() },
    evidence: { 'spot/aws-credentials': held },
  });

test('the very role', () => {
  expect(judge(answer([{ iamRole: role }])).status).toBe('pass');
});

test('nothing, or another role: the fix names the right one', () => {
  const nothing = judge(answer([]));
  expect(nothing.findings.map(({ code }) => code)).toEqual(['SPOT-CONNECT-001']);
  const [other] = judge(answer([{ iamRole: `${role}-old` }])).findings;
  expect(other).toMatchObject({
    code: 'SPOT-CONNECT-002',
    observed: `${role}-old`,
    expected: role,
  });
  expect(other?.fix.commands.join()).toContain(`{"iamRole":"${role}"}`);
});

test('every role that Spot lists counts', () => {
  expect(judge(answer([{ iamRole: role }, { iamRole: role }])).status).toBe('pass');
  for (const items of [
    [{ iamRole: role }, { iamRole: `${role}-old` }],
    [{ iamRole: `${role}-old` }, { iamRole: role }],
    [{ iamRole: role }, { iamRole: '' }],
  ])
    expect(judge(answer(items)).findings.map(({ code }) => code)).toEqual(['SPOT-CONNECT-002']);
});

test('an answer without its list, or with half of it, is none', () => {
  expect(judge(answer(undefined)).status).toBe('undetermined');
  expect(judge(answer([], 200, { count: 1 }))).toMatchObject({
    status: 'undetermined',
    findings: [],
  });
});

test('a refusal is never an empty account', () => {
  expect(judge(answer([], 401)).findings.map(({ code }) => code)).toEqual(['SPOT-TOKEN-001']);
  expect(judge(answer([], 404)).status).toBe('undetermined');
});
