import { expect, it } from 'vitest';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import { prints } from '../../testing.ts';
import { lookLinked, unseen } from '../_linked/testing.ts';
import linkedAccount from './check.ts';

const signedIn = (Account: string, Arn: string) =>
  prints(callerIdentity, { Account, Arn, UserId: 'AIDA' });

it('passes whoever is signed in to the account and wants servers', () => {
  expect(lookLinked(linkedAccount).status).toBe('pass');
});

it('leads who wants Eco to the other guide', () => {
  const result = lookLinked(linkedAccount, {}, { purpose: 'eco' });
  expect(result.codes).toEqual(['AWS-LINK-001']);
  expect(result.findings[0]?.fix.summary).toContain('Connect an AWS management account');
});

it.each([
  [
    'another account',
    signedIn('999988887777', 'arn:aws:iam::999988887777:user/x'),
    'AWS-ACCOUNT-001',
  ],
  [
    'GovCloud',
    signedIn('111122223333', 'arn:aws-us-gov:iam::111122223333:user/x'),
    'AWS-ACCOUNT-003',
  ],
  [
    'an expired session',
    {
      [callerIdentity.id]: { status: 'denied' as const, code: 'ExpiredToken', message: 'expired' },
    },
    'AWS-ACCOUNT-003',
  ],
  ['root', signedIn('111122223333', 'arn:aws:iam::111122223333:root'), 'AWS-ACCOUNT-005'],
])('finds %s', (_, evidence, code) => {
  expect(lookLinked(linkedAccount, evidence).codes).toEqual([code]);
});

it('cannot tell when AWS did not say who is signed in', () => {
  expect(lookLinked(linkedAccount, unseen(callerIdentity)).status).toBe('undetermined');
});
