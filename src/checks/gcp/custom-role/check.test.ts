import { describe, expect, it } from 'vitest';
import { customRolePermissions } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import customRole from '../../../evidence/gcp/custom-role.ts';
import { codes, prints } from '../../testing.ts';
import { absent, commands, customRoleName, denied, look } from '../testing.ts';
import customRoleCheck from './check.ts';

const role = (changes: object) =>
  prints(customRole, {
    name: customRoleName,
    stage: 'GA',
    includedPermissions: customRolePermissions,
    ...changes,
  });

describe('gcp/custom-role', () => {
  it('passes, also with a harmless permission more', () => {
    expect(look(customRoleCheck).status).toBe('pass');
    expect(
      look(
        customRoleCheck,
        role({ includedPermissions: [...customRolePermissions, 'compute.commitments.list'] }),
      ).status,
    ).toBe('pass');
  });
  it('001: missing', () => {
    const result = look(customRoleCheck, { [customRole.id]: absent() });
    expect(codes(result)).toEqual(['GCP-CUSTOMROLE-001']);
    expect(commands(result)[0]).toContain(`--permissions=${customRolePermissions.join(',')}`);
  });
  it('002: deleted', () =>
    expect(codes(look(customRoleCheck, role({ deleted: true })))).toEqual(['GCP-CUSTOMROLE-002']));
  it('003: disabled', () =>
    expect(codes(look(customRoleCheck, role({ stage: 'DISABLED' })))).toEqual([
      'GCP-CUSTOMROLE-003',
    ]));
  it('004: adds exactly what is missing', () => {
    const result = look(
      customRoleCheck,
      role({ includedPermissions: customRolePermissions.slice(2) }),
    );
    expect(codes(result)).toEqual(['GCP-CUSTOMROLE-004']);
    expect(commands(result)[0]).toContain(
      `--add-permissions=${customRolePermissions.slice(0, 2).join(',')}`,
    );
  });
  it('004: a role without permissions', () => {
    expect(codes(look(customRoleCheck, role({ includedPermissions: undefined })))).toEqual([
      'GCP-CUSTOMROLE-004',
    ]);
  });
  it.each([
    'resourcemanager.projects.setIamPolicy',
    'iam.serviceAccounts.getAccessToken',
    'iam.serviceAccountKeys.create',
    'iam.roles.update',
  ])('005: %s', (extra) =>
    expect(
      codes(
        look(customRoleCheck, role({ includedPermissions: [...customRolePermissions, extra] })),
      ),
    ).toEqual(['GCP-CUSTOMROLE-005']),
  );
  it('is undetermined when denied', () =>
    expect(look(customRoleCheck, { [customRole.id]: denied() }).status).toBe('undetermined'));
});

describe('near misses', () => {
  it('what was pasted of the custom role of another project says nothing about this one', () => {
    const other = role({ name: 'projects/shop-staging-77/roles/spot' });
    expect(look(customRoleCheck, other)).toMatchObject({ status: 'undetermined', findings: [] });
  });
});
