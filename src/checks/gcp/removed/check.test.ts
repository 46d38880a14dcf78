import { describe, expect, it } from 'vitest';
import customRole from '../../../evidence/gcp/custom-role.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import serviceAccount from '../../../evidence/gcp/service-account.ts';
import { codes, prints } from '../../testing.ts';
import { absent, commands, customRoleName, deletedMember, denied, look } from '../testing.ts';
import removed from './check.ts';

const gone = {
  ...prints(serviceAccount, []),
  ...prints(projectPolicy, {
    bindings: [{ role: 'roles/owner', members: ['user:alice@example.com'] }],
  }),
  [customRole.id]: absent(),
};

describe('gcp/removed', () => {
  it('passes when nothing is left, or only a deleted role', () => {
    expect(look(removed, gone).status).toBe('pass');
    expect(
      look(removed, { ...gone, ...prints(customRole, { name: customRoleName, deleted: true }) })
        .status,
    ).toBe('pass');
  });
  it('001, 002 and 003: everything is left; roles go before the account', () => {
    const result = look(removed);
    expect(codes(result)).toEqual(['GCP-REMOVED-001', 'GCP-REMOVED-002', 'GCP-REMOVED-003']);
    expect(commands(result)[0]).toContain('remove-iam-policy-binding');
  });
  it('001: an entry of the deleted account', () => {
    const left = prints(projectPolicy, {
      bindings: [{ role: 'roles/editor', members: [deletedMember] }],
    });
    const result = look(removed, { ...gone, ...left });
    expect(codes(result)).toEqual(['GCP-REMOVED-001']);
    expect(commands(result)[0]).toContain(`--member="${deletedMember}"`);
  });
  it('does not take denied for gone', () => {
    expect(look(removed, { ...gone, [serviceAccount.id]: denied() })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
    const hidden = { ...gone, [customRole.id]: denied() };
    expect(look(removed, hidden, { roleChoice: 'custom' })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
    expect(look(removed, hidden, { roleChoice: 'editor' }).status).toBe('pass');
  });
});
