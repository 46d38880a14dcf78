import { expect, it } from 'vitest';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import linkedStack from '../../../evidence/aws/linked-stack.ts';
import role from '../../../evidence/aws/role.ts';
import { prints } from '../../testing.ts';
import { attached, gone, lookLinked, ownPolicyArn, unseen } from '../_linked/testing.ts';
import linkedRemoved from './check.ts';

it('passes when role and policy are gone', () => {
  expect(lookLinked(linkedRemoved, gone(role, linkedPolicy, linkedStack)).status).toBe('pass');
});

it('deletes the stack that made the role, after what others attached', () => {
  const result = lookLinked(
    linkedRemoved,
    attached(ownPolicyArn, 'arn:aws:iam::aws:policy/ReadOnlyAccess'),
  );
  expect(result.codes).toEqual(['AWS-LINK-003']);
  const [command = ''] = result.findings[0]?.fix.commands ?? [];
  expect(command).toMatch(/detach-role-policy .*ReadOnlyAccess\naws cloudformation delete-stack/);
  expect(command).not.toContain('delete-role ');
});

it('deletes a role made by hand with its policy', () => {
  const [finding] = lookLinked(linkedRemoved, gone(linkedStack)).findings;
  expect(finding?.fix.commands[0]).toContain('aws iam delete-role --role-name SpotRole');
  expect(finding?.fix.commands[0]).toContain(`aws iam delete-policy --policy-arn ${ownPolicyArn}`);
});

it('warns of a policy that is left', () => {
  expect(lookLinked(linkedRemoved, gone(role))).toMatchObject({
    status: 'warning',
    codes: ['AWS-LINK-004'],
  });
});

it('is never green where it could not look, or looked elsewhere', () => {
  expect(lookLinked(linkedRemoved, { ...gone(role), ...unseen(linkedPolicy) }).status).toBe(
    'undetermined',
  );
  const elsewhere = prints(callerIdentity, {
    Account: '999988887777',
    Arn: 'arn:aws:iam::999988887777:user/x',
    UserId: 'AIDA',
  });
  expect(lookLinked(linkedRemoved, { ...gone(role, linkedPolicy), ...elsewhere }).status).toBe(
    'undetermined',
  );
});
