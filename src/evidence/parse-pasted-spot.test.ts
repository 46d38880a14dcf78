import { expect, test } from 'vitest';
import { parsePasted } from './parse-pasted.ts';
import accounts from './spot/accounts.ts';
import awsCredentials from './spot/aws-credentials.ts';

const inputs = { spotAccountId: 'act-1a2b3c4d', spotOrganizationId: '606000000001' };
const answer = (url: string, ...items: object[]) =>
  JSON.stringify({ request: { url }, response: { status: { code: 200 }, items } }, null, 2);

test.each([
  ['this account', '/setup/credentials/aws?accountId=act-1a2b3c4d', true],
  ['no word of what was asked', undefined, false],
  ['another account', '/setup/credentials/aws?accountId=act-99999999', false],
  ['another cloud', '/azure/setup/credentials?accountId=act-1a2b3c4d', false],
  ['whichever account the token has', '/setup/credentials/aws', false],
])('credentials of %s', (_, url, ok) => {
  const text = url
    ? answer(url, { iamRole: 'r' })
    : JSON.stringify({ response: { status: { code: 200 }, items: [] } }, null, 2);
  expect(parsePasted(awsCredentials, text, inputs).ok).toBe(ok);
});

test('accounts of another organization, and a part of the accounts, are not the accounts', () => {
  const account = { accountId: 'act-1a2b3c4d', name: 'a', organizationId: 606000000001 };
  const parse = (text: string) => parsePasted(accounts, text, inputs);
  expect(parse(answer('/setup/account', account)).ok).toBe(true);
  expect(parse(answer('/setup/account?cloudAccountId=111122223333', account)).ok).toBe(false);
  const other = parse(answer('/setup/account', { ...account, organizationId: '606000000002' }));
  expect(other).toMatchObject({ ok: false, message: expect.stringContaining('606000000002') });
});
