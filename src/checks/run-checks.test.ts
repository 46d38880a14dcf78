import { expect, test } from 'vitest';
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
