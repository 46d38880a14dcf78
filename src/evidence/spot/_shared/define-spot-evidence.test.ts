import { expect, test } from 'vitest';
import { parsePasted } from '../../parse-pasted.ts';
import accounts from '../accounts.ts';

const answer = (method: string, code: number) =>
  JSON.stringify({
    request: { id: 'x', url: '/setup/account', method },
    response: { status: { code }, items: [] },
  });

test('what changes something is no answer to a look at the same address', () => {
  expect(parsePasted(accounts, answer('GET', 200)).ok).toBe(true);
  expect(parsePasted(accounts, answer('GET', 401)).ok).toBe(true);
  expect(parsePasted(accounts, answer('POST', 400))).toMatchObject({
    ok: false,
    message: expect.stringContaining('what Spot answers to POST /setup/account'),
  });
});
