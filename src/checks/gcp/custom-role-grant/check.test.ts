import { describe, expect, it } from 'vitest';
import { customRolePermissions } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import ancestorPolicies from '../../../evidence/gcp/ancestor-policies.ts';
import customRole from '../../../evidence/gcp/custom-role.ts';
import customRoles from '../../../evidence/gcp/custom-roles.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import { codes, prints } from '../../testing.ts';
import { bindings, customRoleName, type Granted, look } from '../testing.ts';
import customRoleGrant from './check.ts';

const user = 'roles/iam.serviceAccountUser';
const judged = (...roles: Granted[]) =>
  look(
    customRoleGrant,
    { ...prints(projectPolicy, bindings(...roles)), ...prints(ancestorPolicies, []) },
    { roleChoice: 'custom' },
  );

describe('gcp/custom-role-grant', () => {
  it('passes with both roles', () => expect(judged(customRoleName, user).status).toBe('pass'));
  it('002: Service Account User is missing', () => {
    const result = judged(customRoleName);
    expect(codes(result)).toEqual(['GCP-ROLE-002']);
    expect(result.findings[0]?.expected).toBe(user);
  });
  it('001 twice: neither', () => expect(codes(judged())).toEqual(['GCP-ROLE-001', 'GCP-ROLE-001']));
  it('002: the custom role of another project does not count', () => {
    expect(codes(judged(customRoleName.replace('482913', '482914'), user))).toEqual([
      'GCP-ROLE-002',
    ]);
  });
  it('008: Editor is more than was chosen', () =>
    expect(codes(judged(customRoleName, user, 'roles/editor'))).toEqual(['GCP-ROLE-008']));
  it('008: what Spot has through Editor alone is added to the role before Editor goes', () => {
    const lacking = {
      name: customRoleName,
      includedPermissions: customRolePermissions.filter((one) => one !== 'compute.disks.use'),
    };
    const result = look(customRoleGrant, {
      ...prints(projectPolicy, bindings(customRoleName, user, 'roles/editor')),
      ...prints(ancestorPolicies, []),
      ...prints(customRole, lacking),
    });
    const finding = result.findings.find(({ code }) => code === 'GCP-ROLE-008');
    expect(finding?.fix.commands[0]?.split('\n')).toEqual([
      expect.stringContaining('--add-permissions=compute.disks.use'),
      expect.stringContaining('remove-iam-policy-binding'),
    ]);
    expect(finding?.fix.summary).toContain('compute.disks.use');
  });
  it('008: while the needed role holds sometimes only, nothing is taken away', () => {
    const sometimes = [customRoleName, 'request.time < timestamp("2026-12-23T11:59:00Z")'] as const;
    const result = judged(sometimes, user, 'roles/editor');
    const finding = result.findings.find(({ code }) => code === 'GCP-ROLE-008');
    expect(finding?.fix.commands).toEqual([]);
  });
  it('a condition is asked about: no command goes around it', () => {
    const result = judged(
      [customRoleName, 'request.time < timestamp("2026-11-23T11:59:00Z")'],
      user,
    );
    expect(result.findings[0]?.fix.commands).toEqual([]);
    expect(result.findings[0]?.fix.send).toBeTruthy();
  });
  it('a kind of member that nobody here knows may be the service account', () => {
    const role = { role: customRoleName, members: ['somethingNew2027:spot'] };
    const result = look(customRoleGrant, {
      ...prints(projectPolicy, { bindings: [role, ...bindings(user).bindings] }),
      ...prints(ancestorPolicies, []),
    });
    expect(result).toMatchObject({ status: 'undetermined', findings: [] });
  });
  it.each([
    ['GCP-ROLE-003', 'fail', 'request.time < timestamp("2026-11-23T11:59:00Z")'],
    ['GCP-ROLE-004', 'warning', 'request.time < timestamp("2026-12-23T11:59:00Z")'],
    ['GCP-ROLE-005', 'undetermined', 'request.time >= timestamp("2026-12-01T00:00:00Z")'],
    ['GCP-ROLE-005', 'undetermined', 'resource.name.startsWith("x")'],
  ])('%s: %s for %s', (code, status, expression) => {
    const result = judged([customRoleName, expression], user);
    expect(codes(result)).toEqual([code]);
    expect(result.status).toBe(status);
  });
  it('009: what it has besides, whatever it is, with a question and no command', () => {
    for (const role of [
      'roles/compute.networkAdmin',
      'roles/pubsub.publisher',
      'organizations/5566/roles/helper',
      'projects/shop-prod-482913/roles/helper',
      'roles/viewer',
    ]) {
      const result = judged(customRoleName, user, role);
      expect([role, codes(result)]).toEqual([role, ['GCP-ROLE-009']]);
      expect(result.status).toBe('warning');
      expect(result.findings[0]?.observed).toBe(`${role} in shop-prod-482913`);
      expect(result.findings[0]?.fix.commands).toEqual([]);
    }
  });
  it('cannot tell whether a further custom role is too much when the chosen one lacks something', () => {
    const evidence = {
      ...prints(
        projectPolicy,
        bindings(customRoleName, user, 'projects/shop-prod-482913/roles/rest'),
      ),
      ...prints(ancestorPolicies, []),
      ...prints(customRole, { name: customRoleName, includedPermissions: ['compute.zones.list'] }),
    };
    expect(look(customRoleGrant, evidence, { roleChoice: 'custom' })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });
  it('judges further custom roles by what they hold', () => {
    const rest = 'projects/shop-prod-482913/roles/rest';
    const with_ = (...permissions: string[]) =>
      look(
        customRoleGrant,
        {
          ...prints(projectPolicy, bindings(customRoleName, user, rest)),
          ...prints(ancestorPolicies, []),
          ...prints(customRoles, { roles: [{ name: rest, includedPermissions: permissions }] }),
        },
        { roleChoice: 'custom' },
      );
    expect(with_('container.clusters.get', 'compute.firewalls.list').status).toBe('pass');
    expect(codes(with_('container.clusters.get', 'storage.objects.get'))).toEqual(['GCP-ROLE-009']);
  });
  it('004: a further role that is needed, and will run out', () => {
    const rest = 'projects/shop-prod-482913/roles/rest';
    const whole = [...customRolePermissions];
    const evidence = (own: string[]) => ({
      ...prints(
        projectPolicy,
        bindings(customRoleName, user, [rest, 'request.time < timestamp("2027-01-01T00:00:00Z")']),
      ),
      ...prints(ancestorPolicies, []),
      ...prints(customRole, { name: customRoleName, includedPermissions: own }),
      ...prints(customRoles, { roles: [{ name: rest, includedPermissions: whole.slice(0, 3) }] }),
    });
    const judgedRest = (own: string[]) =>
      look(customRoleGrant, evidence(own), { roleChoice: 'custom' });
    expect(judgedRest(whole).status).toBe('pass');
    const result = judgedRest(whole.slice(3));
    expect(codes(result)).toEqual(['GCP-ROLE-004']);
    expect(result.findings[0]?.observed).toBe(`${rest}, until 2027-01-01 00:00 UTC`);
  });
  it('passes with the roles that Spot’s guide for Eco gives', () => {
    const ofEco = ['bigquery.dataViewer', 'bigquery.jobUser', 'bigquery.readSessionUser'];
    expect(judged(customRoleName, user, ...ofEco.map((role) => `roles/${role}`)).status).toBe(
      'pass',
    );
  });
  it('passes when the custom role itself lets Spot act as service accounts', () => {
    const all = prints(customRole, {
      name: customRoleName,
      stage: 'GA',
      includedPermissions: ['iam.serviceAccounts.actAs'],
    });
    const only = {
      ...prints(projectPolicy, bindings(customRoleName)),
      ...prints(ancestorPolicies, []),
    };
    expect(look(customRoleGrant, { ...only, ...all }, { roleChoice: 'custom' }).status).toBe(
      'pass',
    );
  });
  it('cannot tell when other custom roles may hold what it needs', () => {
    const [one, two] = ['projects/shop-prod-482913/roles/one', 'organizations/5566/roles/two'];
    expect(judged(one, two, user)).toMatchObject({ status: 'undetermined', findings: [] });
    expect(codes(judged('projects/shop-staging-77/roles/one', user))).toEqual(['GCP-ROLE-002']);
  });
  it('005: a condition that was not printed is one all the same', () => {
    const result = judged(`${customRoleName}_withcond_0123abcd`, user);
    expect(codes(result)).toEqual(['GCP-ROLE-005']);
    expect(result.status).toBe('undetermined');
  });
  it('003: a condition that never holds', () => {
    const year = (one: number) => `timestamp("${one}-01-01T00:00:00Z")`;
    const expression = `request.time < ${year(2020)} && request.time > ${year(2030)}`;
    const result = judged([customRoleName, expression], user);
    expect(codes(result)).toEqual(['GCP-ROLE-003']);
    expect(result.findings[0]?.observed).toContain('never holds');
  });
  it('does not mind a further role that has run out', () =>
    expect(
      judged(customRoleName, user, [
        'roles/compute.admin',
        'request.time < timestamp("2020-01-01T00:00:00Z")',
      ]).status,
    ).toBe('pass'));
  it('passes when one of two grants lasts', () => {
    expect(
      judged(
        [customRoleName, 'request.time < timestamp("2020-01-01T00:00:00Z")'],
        customRoleName,
        user,
      ).status,
    ).toBe('pass');
  });
});
