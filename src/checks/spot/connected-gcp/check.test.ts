import { expect, test } from 'vitest';
import { runCheck } from '../../run-checks.ts';
import { answer } from '../testing.ts';
import connectedGcp from './check.ts';

const email = 'spotinst-role@shop-prod-417.iam.gserviceaccount.com';
const inputs = {
  spotAccountId: 'act-1a2b3c4d',
  cloudAccountId: 'shop-prod-417',
  serviceAccountEmail: email,
};
const judge = (...items: unknown[]) =>
  runCheck(connectedGcp, {
    inputs,
    evidence: { 'spot/gcp-credentials': answer(items) },
    now: new Date(),
  });
const codes = (...items: unknown[]) => judge(...items).findings.map(({ code }) => code);
const held = (client_email: string, project_id: string, private_key_id: unknown = 'a1b2') => ({
  serviceAccount: { client_email, project_id, private_key_id },
});

test('the key of this service account, whichever key', () => {
  expect(codes(held(email, 'shop-prod-417'))).toEqual([]);
});

test('nothing, another service account, another project', () => {
  expect(codes()).toEqual(['SPOT-CONNECT-001']);
  expect(codes(held('terraform@shop-prod-417.iam.gserviceaccount.com', 'shop-prod-417'))).toEqual([
    'SPOT-CONNECT-003',
  ]);
  expect(codes(held(email, 'shop-test'))).toEqual(['SPOT-CONNECT-003']);
});

test('every key that Spot lists counts, and one without an ID is not seen', () => {
  const right = held(email, 'shop-prod-417');
  expect(judge(right, right).status).toBe('pass');
  expect(codes(right, held(email, 'shop-test'))).toEqual(['SPOT-CONNECT-003']);
  const typed = { ...right.serviceAccount, type: 'authorized_user' };
  expect(judge({ serviceAccount: typed }).status).toBe('undetermined');
  for (const id of ['', null])
    expect(judge(held(email, 'shop-prod-417', id))).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  expect(
    judge({ serviceAccount: { client_email: email, project_id: 'shop-prod-417' } }).status,
  ).toBe('undetermined');
});
