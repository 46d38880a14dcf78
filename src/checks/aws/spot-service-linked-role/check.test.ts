import { expect, it } from 'vitest';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import linkedRoleAccess from '../../../evidence/aws/linked-role-access.ts';
import spotServiceLinkedRole from '../../../evidence/aws/spot-service-linked-role.ts';
import { prints } from '../../testing.ts';
import { access, gone, lookLinked, unseen } from '../_linked/testing.ts';
import spotServiceLinkedRoleCheck from './check.ts';

const look = (changes = {}) => lookLinked(spotServiceLinkedRoleCheck, changes);

it('passes when the role is there', () => {
  expect(look().status).toBe('pass');
});

it('says whether Spot could make it itself', () => {
  expect(look(gone(spotServiceLinkedRole)).codes).toEqual(['AWS-SLR-001']);
  expect(look({ ...gone(spotServiceLinkedRole), ...unseen(linkedRoleAccess) }).codes).toEqual([
    'AWS-SLR-001',
  ]);
  const refused = access((action) =>
    action === 'iam:CreateServiceLinkedRole' ? { decision: 'implicitDeny' } : undefined,
  );
  expect(look({ ...gone(spotServiceLinkedRole), ...refused }).codes).toEqual(['AWS-SLR-002']);
});

it('does not take another role for it', () => {
  const other = { Role: { RoleName: 'SpotRole', Arn: 'arn:aws:iam::111122223333:role/SpotRole' } };
  expect(() => prints(spotServiceLinkedRole, other)).toThrow();
});

it('is never green where it could not look, or looked elsewhere', () => {
  expect(look(unseen(spotServiceLinkedRole)).status).toBe('undetermined');
  const elsewhere = prints(callerIdentity, {
    Account: '999988887777',
    Arn: 'arn:aws:iam::999988887777:user/x',
    UserId: 'AIDA',
  });
  expect(look(elsewhere).status).toBe('undetermined');
});
