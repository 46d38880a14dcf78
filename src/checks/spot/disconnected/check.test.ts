import { expect, test } from 'vitest';
import { runCheck } from '../../run-checks.ts';
import { answer, listed } from '../testing.ts';
import disconnected from './check.ts';

const judge = (accounts: ReturnType<typeof answer>) =>
  runCheck(disconnected, {
    inputs: { spotAccountId: 'act-1a2b3c4d' },
    evidence: { 'spot/accounts': accounts },
    now: new Date(),
  });

test('gone is right, there is wrong, and a refusal is neither', () => {
  expect(judge(answer([listed('act-00000000')])).status).toBe('pass');
  expect(judge(answer([listed('act-1a2b3c4d', '111122223333')])).findings).toMatchObject([
    { code: 'SPOT-UNDO-001', observed: 'act-1a2b3c4d (name-of-act-1a2b3c4d) holds 111122223333' },
  ]);
  expect(judge(answer([], 401)).status).toBe('fail');
  expect(judge(answer([], 500)).status).toBe('undetermined');
});
