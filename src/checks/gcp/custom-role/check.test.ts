import { describe, expect, it } from 'vitest';
import { customRolePermissions } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import customRole from '../../../evidence/gcp/custom-role.ts';
import customRoles from '../../../evidence/gcp/custom-roles.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import { codes, prints } from '../../testing.ts';
import {
  absent,
  bindings,
  commands,
  customRoleName,
  denied,
  type Granted,
  look,
} from '../testing.ts';
import customRoleCheck from './check.ts';

const user = 'roles/iam.serviceAccountUser';
/** The custom role, and the roles that the service account has. */
const role = (changes: object, roles: readonly Granted[] = [customRoleName, user]) => ({
  ...prints(customRole, {
    name: customRoleName,
    stage: 'GA',
    includedPermissions: customRolePermissions,
    ...changes,
  }),
  ...prints(projectPolicy, bindings(...roles)),
});
const with_ = (...extra: string[]) =>
  role({ includedPermissions: [...customRolePermissions, ...extra] });

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
  it('cannot tell what a stage does that it does not know', () =>
    expect(look(customRoleCheck, role({ stage: 'PAUSED' }))).toMatchObject({
      status: 'undetermined',
      findings: [],
    }));
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
  it('passes with what the account has by its custom roles together, and not by one that rests', () => {
    const rest = customRoleName.replace(/Role$/, 'Rest');
    const half = role({ includedPermissions: customRolePermissions.slice(2) }, [
      customRoleName,
      user,
      rest,
    ]);
    const all = (changes: object) =>
      prints(customRoles, {
        roles: [{ name: rest, includedPermissions: customRolePermissions.slice(0, 2), ...changes }],
      });
    expect(look(customRoleCheck, { ...half, ...all({}) }).status).toBe('pass');
    for (const change of [{ stage: 'DISABLED' }, { deleted: true }, { includedPermissions: [] }])
      expect(codes(look(customRoleCheck, { ...half, ...all(change) }))).toEqual([
        'GCP-CUSTOMROLE-004',
      ]);
  });
  it('004 is not found where another role may hold the rest', () => {
    const half = { includedPermissions: customRolePermissions.slice(2) };
    const others: [string, boolean][] = [
      [customRoleName.replace(/Role$/, 'Rest'), true],
      ['organizations/5566/roles/spotRest', true],
      ['projects/shop-staging-77/roles/spotRest', false],
      ['roles/servicemanagement.serviceController', false],
      ['roles/compute.instanceAdmin.v1', true],
      ['roles/dataproc.serviceAgent', true],
      ['roles/container.viewer', true],
      ['roles/monitoring.admin', false],
      ['roles/storage.admin', false],
      ['roles/viewer', false],
    ];
    for (const [other, may] of others) {
      const result = look(customRoleCheck, role(half, [customRoleName, user, other]));
      expect([other, codes(result)]).toEqual([other, may ? [] : ['GCP-CUSTOMROLE-004']]);
      expect(result.status).toBe(may ? 'undetermined' : 'fail');
    }
    const over = 'request.time < timestamp("2020-01-01T00:00:00Z")';
    const ended = role(half, [customRoleName, user, [others[0]?.[0] ?? '', over]]);
    expect(codes(look(customRoleCheck, ended))).toEqual(['GCP-CUSTOMROLE-004']);
  });
  it.each([
    'compute.firewalls.update',
    'compute.instances.getSerialPortOutput',
    'dataproc.clusters.create',
    'iam.serviceAccounts.delete',
    'run.jobs.run',
    'storage.objects.get',
    'secretmanager.versions.access',
    'container.secrets.list',
  ])('006: %s is outside the list, and is not removed blindly', (extra) => {
    const result = look(customRoleCheck, with_(extra));
    expect(codes(result)).toEqual(['GCP-CUSTOMROLE-006']);
    expect(result.status).toBe('warning');
    expect(result.findings[0]?.observed).toBe(extra);
    expect(commands(result)).toEqual([]);
  });
  it.each(['iam.serviceAccounts.actAs', 'compute.firewalls.list', 'container.nodes.get'])(
    'passes with %s, which is of the work or looks at it',
    (extra) => expect(look(customRoleCheck, with_(extra)).status).toBe('pass'),
  );
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
