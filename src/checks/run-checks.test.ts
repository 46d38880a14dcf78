import { expect, test } from 'vitest';
import type { Evidence, EvidenceKind } from '../evidence/define-evidence.ts';
import { type Check, defineCheck } from './define-check.ts';
import { runCheck } from './run-checks.ts';

const check = defineCheck({
  id: 'test/role',
  title: 'The role exists',
  inputs: ['roleName'],
  needs: {},
  diagnoses: {},
  assess() {},
}) as unknown as Check;

test('a value that is missing is asked for by the label of its input', () => {
  const result = runCheck(check, {
    inputs: {},
    labels: { roleName: 'Name of the role' },
    evidence: {},
    now: new Date(0),
  });
  expect(result).toMatchObject({
    status: 'undetermined',
    unseen: [
      {
        title: 'your value for “Name of the role”',
        reason: 'notCollected',
        message: 'Fill in “Name of the role” first.',
      },
    ],
  });
});

const looking = defineCheck({
  id: 'aws/role',
  title: 'The role exists',
  inputs: [],
  needs: { role: { id: 'aws/role', title: 'the role', command: '' } as EvidenceKind },
  diagnoses: {},
  assess(_, __, judge) {
    judge.refusedBy('x with an explicit deny in a service control policy');
    judge.refusedBy('y with an explicit deny in a service control policy');
    judge.refusedBy('Access Denied');
    judge.refusedBy(undefined);
  },
}) as unknown as Check;

const look = (role: Evidence) =>
  runCheck(looking, { inputs: {}, evidence: { 'aws/role': role }, now: new Date(0) });
const denied = (who: string) =>
  look({
    status: 'denied',
    code: 'AccessDenied',
    message: `User: ${who} is not authorized to perform: iam:GetRole on resource: role x with an explicit deny in a service control policy`,
  });

test('the rule that keeps somebody from looking is named, as a warning', () => {
  expect(denied('arn:aws:iam::111122223333:user/alice')).toMatchObject({
    status: 'undetermined',
    findings: [{ code: 'AWS-GUARD-001', severity: 'warning' }],
  });
});

test('a rule that keeps only this program from looking as Spot is in nobody’s way', () => {
  expect(
    denied('arn:aws:sts::111122223333:assumed-role/SpotRole/spot-runbooks-0a1b2c3d'),
  ).toMatchObject({ status: 'undetermined', findings: [] });
});

test('a rule that refuses what has to succeed is a failure, once', () => {
  const { status, findings } = look({ status: 'found', value: {} });
  expect(status).toBe('fail');
  expect(findings.map(({ code }) => code)).toEqual(['AWS-GUARD-001']);
});
