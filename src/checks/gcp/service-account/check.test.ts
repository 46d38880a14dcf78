import { describe, expect, it } from 'vitest';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import serviceAccount from '../../../evidence/gcp/service-account.ts';
import { codes, prints } from '../../testing.ts';
import { deletedMember, denied, email, look } from '../testing.ts';
import serviceAccountCheck from './check.ts';

const none = prints(serviceAccount, []);

describe('gcp/service-account', () => {
  it('passes', () => expect(look(serviceAccountCheck).status).toBe('pass'));
  it('001: missing, also when another one was printed', () => {
    expect(codes(look(serviceAccountCheck, none))).toEqual(['GCP-ACCOUNT-001']);
    const other = prints(serviceAccount, [
      { email: email.replace('act', 'acc'), uniqueId: '1', projectId: 'x' },
    ]);
    expect(codes(look(serviceAccountCheck, other))).toEqual(['GCP-ACCOUNT-001']);
  });
  it('002: disabled', () => {
    const disabled = prints(serviceAccount, [
      { email, uniqueId: '1', projectId: 'x', disabled: true },
    ]);
    expect(codes(look(serviceAccountCheck, disabled))).toEqual(['GCP-ACCOUNT-002']);
  });
  it('003: deleted, as its roles show, with its unique ID', () => {
    const left = prints(projectPolicy, {
      bindings: [{ role: 'roles/editor', members: [deletedMember] }],
    });
    const result = look(serviceAccountCheck, { ...none, ...left });
    expect(codes(result)).toEqual(['GCP-ACCOUNT-003']);
    expect(result.findings[0]?.explanation).toContain('undelete 101234567890123456789');
  });
  it('is undetermined when denied', () => {
    expect(look(serviceAccountCheck, { [serviceAccount.id]: denied() })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });
});

describe('near misses', () => {
  const policyOf = (role: string, ...members: string[]) => ({ bindings: [{ role, members }] });
  it('a deleted account is known by its address in any case', () => {
    const left = prints(
      projectPolicy,
      policyOf('roles/editor', deletedMember.replace('spotinst', 'Spotinst')),
    );
    expect(codes(look(serviceAccountCheck, { ...prints(serviceAccount, []), ...left }))).toEqual([
      'GCP-ACCOUNT-003',
    ]);
  });
});
