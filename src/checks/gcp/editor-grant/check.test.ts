import { describe, expect, it } from 'vitest';
import ancestorPolicies from '../../../evidence/gcp/ancestor-policies.ts';
import project from '../../../evidence/gcp/project.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import { codes, prints } from '../../testing.ts';
import {
  bindings,
  commands,
  deletedMember,
  denied,
  type Granted,
  look,
  member,
} from '../testing.ts';
import editorGrant from './check.ts';

const own = (...roles: Granted[]) => prints(projectPolicy, bindings(...roles));
const above = (type: 'folder' | 'organization', ...roles: string[]) =>
  prints(ancestorPolicies, [
    { type, id: '5566', policy: { bindings: roles.map((role) => ({ role, members: [member] })) } },
  ]);
const hidden = { [ancestorPolicies.id]: denied() };
const nothingAbove = prints(ancestorPolicies, []);

describe('gcp/editor-grant', () => {
  it('passes with Editor in the project, whether or not what is above can be seen', () => {
    expect(look(editorGrant).status).toBe('pass');
    expect(look(editorGrant, hidden).status).toBe('pass');
  });
  it.each(['folder', 'organization'] as const)('passes with Editor on the %s above', (type) => {
    expect(look(editorGrant, { ...own(), ...above(type, 'roles/editor') }).status).toBe('pass');
  });
  it('takes a member in capital letters as Google does', () => {
    const shouted = prints(projectPolicy, {
      bindings: [{ role: 'roles/editor', members: [member.replace('spotinst', 'SPOTINST')] }],
    });
    expect(look(editorGrant, { ...shouted, ...nothingAbove }).status).toBe('pass');
  });
  it('001: no role', () => {
    const result = look(editorGrant, { ...own(), ...nothingAbove });
    expect(codes(result)).toEqual(['GCP-ROLE-001']);
    expect(commands(result)).toEqual([
      `gcloud projects add-iam-policy-binding shop-prod-482913 --member="${member}" --role=roles/editor --condition=None`,
    ]);
  });
  it('001: somebody else is Editor', () => {
    const others = prints(projectPolicy, {
      bindings: [{ role: 'roles/editor', members: ['user:alice@example.com', `${member}.evil`] }],
    });
    expect(codes(look(editorGrant, { ...others, ...nothingAbove }))).toEqual(['GCP-ROLE-001']);
  });
  it('001 without a guess in a project that has nothing above it', () => {
    const alone = prints(project, {
      projectId: 'shop-prod-482913',
      projectNumber: '1',
      lifecycleState: 'ACTIVE',
    });
    expect(codes(look(editorGrant, { ...own(), ...hidden, ...alone }))).toEqual(['GCP-ROLE-001']);
  });
  it('002: another role', () => {
    const result = look(editorGrant, { ...own('roles/viewer'), ...nothingAbove });
    expect(codes(result)).toEqual(['GCP-ROLE-002']);
    expect(result.findings[0]?.observed).toBe('roles/viewer');
  });
  it('006: of a deleted account of the same name, whatever it was', () => {
    const left = prints(projectPolicy, {
      bindings: [{ role: 'roles/editor', members: [deletedMember] }],
    });
    const result = look(editorGrant, { ...left, ...nothingAbove });
    expect(codes(result)).toEqual(['GCP-ROLE-006']);
    expect(commands(result)[0]).toContain(`--member="${deletedMember}" --role=roles/editor --all`);
  });
  it('007: not in the project, and above is hidden: says so, and does not decide', () => {
    const result = look(editorGrant, { ...own(), ...hidden });
    expect(codes(result)).toEqual(['GCP-ROLE-007']);
    expect(result.status).toBe('undetermined');
  });
  it('cannot tell for a group', () => {
    const group = prints(projectPolicy, {
      bindings: [{ role: 'roles/editor', members: ['group:spot@example.com'] }],
    });
    expect(look(editorGrant, { ...group, ...nothingAbove })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });
  it('008: Owner will do, and is too much; Editor is granted before it goes', () => {
    const result = look(editorGrant, { ...own('roles/owner'), ...nothingAbove });
    expect(codes(result)).toEqual(['GCP-ROLE-008']);
    expect(result.status).toBe('warning');
    expect(
      commands(result)[0]
        ?.split('\n')
        .map((line) => /(add|remove).*--role=(\S+)/.exec(line)?.slice(1)),
    ).toEqual([
      ['add', 'roles/editor'],
      ['remove', 'roles/owner'],
    ]);
  });
  it('008: may grant roles besides; above the project it prints no command', () => {
    expect(
      commands(look(editorGrant, own('roles/editor', 'roles/iam.securityAdmin'))),
    ).toHaveLength(1);
    const result = look(editorGrant, above('organization', 'roles/owner'));
    expect(codes(result)).toEqual(['GCP-ROLE-008']);
    expect(commands(result)).toEqual([]);
  });
  it('009: what Editor does not have, and who may take it away where', () => {
    for (const role of ['roles/compute.admin', 'roles/secretmanager.admin', 'roles/made.up'])
      expect(codes(look(editorGrant, { ...own('roles/editor', role), ...nothingAbove }))).toEqual([
        'GCP-ROLE-009',
      ]);
    const result = look(editorGrant, above('organization', 'roles/viewer'));
    expect(codes(result)).toEqual(['GCP-ROLE-009']);
    expect(result.findings[0]?.observed).toBe('roles/viewer in organization 5566');
  });
  it('passes with what Editor has anyway', () => {
    const more = ['roles/viewer', 'roles/iam.serviceAccountUser', 'roles/monitoring.viewer'];
    expect(look(editorGrant, { ...own('roles/editor', ...more), ...nothingAbove }).status).toBe(
      'pass',
    );
  });
  it('cannot tell from two answers that differ, and still names what is too much', () => {
    const seen = (role: string) =>
      prints(ancestorPolicies, [
        { type: 'project', id: 'shop-prod-482913', policy: bindings(role) },
      ]);
    expect(look(editorGrant, { ...own('roles/editor'), ...seen('roles/viewer') })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
    const result = look(editorGrant, {
      ...own('roles/editor', 'roles/compute.admin'),
      ...seen('roles/editor'),
    });
    expect(codes(result)).toEqual(['GCP-ROLE-009']);
    expect(result.status).toBe('warning');
  });
  it('counts what everybody has', () => {
    const everybody = prints(projectPolicy, {
      bindings: [{ role: 'roles/editor', members: ['allAuthenticatedUsers'] }],
    });
    expect(look(editorGrant, { ...everybody, ...nothingAbove }).status).toBe('pass');
  });
  it('is undetermined when the policy of the project is hidden', () => {
    expect(look(editorGrant, { [projectPolicy.id]: denied() })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });
});

describe('near misses', () => {
  const grantedTo = (who: string, role: string, condition?: object) =>
    prints(projectPolicy, {
      bindings: [{ role, members: [who], ...(condition ? { condition } : {}) }],
    });
  const policyOf = (role: string, ...members: string[]) => ({ bindings: [{ role, members }] });
  it('group with condition', () => {
    const e = {
      ...grantedTo('group:a@example.com', 'roles/editor', {
        expression: 'request.time < timestamp("2030-01-01T00:00:00Z")',
      }),
      ...prints(ancestorPolicies, []),
    };
    expect(look(editorGrant, e)).toMatchObject({ status: 'undetermined', findings: [] });
  });

  it('leftover, above hidden', () => {
    expect(
      look(editorGrant, {
        ...grantedTo(deletedMember, 'roles/browser'),
        [ancestorPolicies.id]: denied(),
      }).status,
    ).toBe('undetermined');
  });

  it.each([
    'resourcemanager.organizationAdmin',
    'resourcemanager.folderAdmin',
    'resourcemanager.folderIamAdmin',
  ])('%s above', (role) => {
    expect(
      codes(
        look(
          editorGrant,
          prints(ancestorPolicies, [
            {
              type: 'organization',
              id: '1',
              policy: { bindings: [{ role: `roles/${role}`, members: [member] }] },
            },
          ]),
        ),
      ),
    ).toEqual(['GCP-ROLE-008']);
  });

  it('a group whose condition has run out is no reason to doubt', () => {
    const over = prints(projectPolicy, {
      bindings: [
        {
          role: 'roles/editor',
          members: ['group:spot@example.com'],
          condition: { expression: 'request.time < timestamp("2020-01-01T00:00:00Z")' },
        },
      ],
    });
    expect(codes(look(editorGrant, { ...over, ...prints(ancestorPolicies, []) }))).toEqual([
      'GCP-ROLE-001',
    ]);
  });

  it('the project among its ancestors is not counted twice', () => {
    const twice = policyOf('roles/owner', member);
    const result = look(editorGrant, {
      ...prints(projectPolicy, twice),
      ...prints(ancestorPolicies, [{ type: 'project', id: 'shop-prod-482913', policy: twice }]),
    });
    expect(codes(result)).toEqual(['GCP-ROLE-008']);
  });

  it('what a deleted account left above the project is not for this page to take away', () => {
    const above = prints(ancestorPolicies, [
      { type: 'folder', id: '1', policy: policyOf('roles/editor', deletedMember) },
    ]);
    const result = look(editorGrant, { ...prints(projectPolicy, {}), ...above });
    expect(codes(result)).toEqual(['GCP-ROLE-001']);
    expect(commands(result).join()).not.toContain('remove-iam-policy-binding');
  });

  it('a project that was not seen may have something above it', () => {
    const result = look(editorGrant, {
      ...prints(projectPolicy, {}),
      [ancestorPolicies.id]: denied(),
      [project.id]: denied(),
    });
    expect(result.status).toBe('undetermined');
  });

  it.each([
    'owner',
    'iam.securityAdmin',
    'resourcemanager.projectIamAdmin',
    'iam.serviceAccountAdmin',
    'iam.serviceAccountKeyAdmin',
    'iam.serviceAccountTokenCreator',
    'iam.roleAdmin',
  ])('%s hands the project over', (role) => {
    const both = {
      bindings: [
        { role: 'roles/editor', members: [member] },
        { role: `roles/${role}`, members: [member] },
      ],
    };
    expect(
      codes(
        look(editorGrant, {
          ...prints(projectPolicy, both),
          ...prints(ancestorPolicies, []),
        }),
      ),
    ).toEqual(['GCP-ROLE-008']);
  });
});
