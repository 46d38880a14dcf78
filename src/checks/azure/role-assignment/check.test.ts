import { describe, expect, test } from 'vitest';
import customRoles from '../../../evidence/azure/custom-roles.ts';
import roleAssignments from '../../../evidence/azure/role-assignments.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import { codes, prints } from '../../testing.ts';
import { spotActions } from '../_role/spot-role.ts';
import { absent, assignment, denied, ids, look, role, scope } from '../testing.ts';
import roleAssignment from './check.ts';

const assigned = (...changes: object[]) =>
  prints(roleAssignments, { value: changes.map(assignment) });
const builtIn = (guid: string) => ({
  roleDefinitionId: `/x/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
});
const owner = builtIn('8e3af657-a8ff-443c-a75c-2fe8c4bcb635');
const reader = builtIn('acdd72a7-3385-48ef-bd42-f606fba81ae7');

test('assigned at the subscription or above passes', () => {
  expect(look(roleAssignment).status).toBe('pass');
  expect(
    look(roleAssignment, assigned({ scope: '/providers/Microsoft.Management/managementGroups/x' }))
      .status,
  ).toBe('pass');
});

test('made a minute ago is not yet; made twice, the older one counts', () => {
  const fresh = { createdOn: '2026-11-23T11:59:00Z' };
  expect(look(roleAssignment, assigned(fresh))).toMatchObject({
    status: 'pending',
    pending: { until: '2026-11-23T12:09:00.000Z' },
  });
  expect(look(roleAssignment, assigned(fresh, {})).status).toBe('pass');
});

test.each([
  ['nothing', [], 'AZ-ASSIGN-001'],
  ['a resource group', [{ scope: `${scope}/resourceGroups/web` }], 'AZ-ASSIGN-002'],
  ['the object of the app', [{ principalId: ids.appObject }], 'AZ-ASSIGN-003'],
  ['somebody else', [{ principalId: 'sam', principalType: 'User' }], 'AZ-ASSIGN-004'],
  ['Reader', [reader], 'AZ-ASSIGN-005'],
])('instead: %s', (_, assignments, code) => {
  const result = look(roleAssignment, assigned(...assignments));
  expect([codes(result), result.status]).toEqual([[code], 'fail']);
});

test('a condition leaves open what it leaves, whatever the role is called', () => {
  const condition = "@Resource[Microsoft.Compute/virtualMachines:name] StringEquals 'x'";
  const twin = { ...role({}, { roleName: 'Acme VM runner' }), name: 'acme-runner' };
  const roles = prints(customRoles, { value: [role({}), twin] });
  for (const given of [{ condition }, { ...builtIn('acme-runner'), condition }]) {
    const result = look(roleAssignment, { ...roles, ...assigned(given) });
    expect(result).toMatchObject({ status: 'undetermined', findings: [] });
    expect(result.unseen[0]?.message).toContain(condition);
  }
  expect(look(roleAssignment, { ...roles, ...assigned(builtIn('acme-runner')) }).status).toBe(
    'pass',
  );
});

test('a role that nobody here knows may be enough: only Spot can tell', () => {
  const result = look(roleAssignment, assigned(builtIn('99999999-0000-4000-8000-000000000000')));
  expect(result).toMatchObject({ status: 'undetermined', findings: [] });
  expect(result.unseen[0]?.message).toContain('99999999-0000-4000-8000-000000000000');
});

test('a broad role that alone gives what Spot needs goes only after the role has it', () => {
  const lacking = prints(customRoles, {
    value: [role({ actions: spotActions.filter((one) => !one.includes('/snapshots/read')) })],
  });
  const result = look(roleAssignment, { ...lacking, ...assigned({}, owner) });
  expect(codes(result)).toEqual(['AZ-ASSIGN-006']);
  const [first = '', second = ''] = result.findings[0]?.fix.commands ?? [];
  expect(first).toContain('roleDefinitions/');
  expect(second).toContain('az role assignment delete');
  expect(result.findings[0]?.fix.summary).toContain('Microsoft.Compute/snapshots/read');
  const whole = look(roleAssignment, assigned({}, owner));
  expect(whole.findings[0]?.fix.commands).toHaveLength(1);
});

test('Owner is too much, beside the role and instead of it', () => {
  const both = look(roleAssignment, assigned({}, owner));
  expect([codes(both), both.status]).toEqual([['AZ-ASSIGN-006'], 'warning']);
  const only = look(roleAssignment, assigned(owner));
  expect([codes(only), only.status]).toEqual([['AZ-ASSIGN-007'], 'warning']);
  expect(
    look(roleAssignment, assigned({}, { ...owner, principalId: 'somebody', principalType: 'User' }))
      .status,
  ).toBe('pass');
});

test('other roles that hold all of it together are as good', () => {
  const half = (name: string, list: readonly string[]) => ({
    ...role({ actions: list }, { roleName: name }),
    name,
  });
  const roles = prints(customRoles, {
    value: [half('one', spotActions.slice(0, 40)), half('two', spotActions.slice(40))],
  });
  expect(
    look(roleAssignment, { ...roles, ...assigned(builtIn('one'), builtIn('two')) }).status,
  ).toBe('pass');
});

test('conditions and groups cannot be told', () => {
  for (const change of [
    { condition: '@Resource[x] StringEquals "y"' },
    { principalId: 'g', principalType: 'Group' },
  ]) {
    const result = look(roleAssignment, assigned(change));
    expect([result.status, codes(result)]).toEqual(['undetermined', []]);
  }
});

test('without role, service principal or a look at them nothing is said', () => {
  expect(look(roleAssignment, prints(customRoles, { value: [] })).status).toBe('undetermined');
  expect(look(roleAssignment, absent(servicePrincipal)).status).toBe('undetermined');
  expect(look(roleAssignment, denied(roleAssignments)).status).toBe('undetermined');
});

describe('near misses', () => {
  const builtIn = (guid: string) => ({
    roleDefinitionId: `/x/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
  });
  const owner = builtIn('8e3af657-a8ff-443c-a75c-2fe8c4bcb635');
  const assigned = (...changes: object[]) =>
    prints(roleAssignments, { value: changes.map(assignment) });
  test('one assignment without a date settles no wait', () => {
    const assigned = prints(roleAssignments, {
      value: [assignment({ createdOn: '2026-11-23T11:59:00Z' }), assignment({ createdOn: null })],
    });
    expect(look(roleAssignment, assigned).status).toBe('pass');
  });

  test('a condition on Owner limits which roles it may give, and makes it no narrower otherwise', () => {
    const condition = "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})))";
    expect(codes(look(roleAssignment, assigned({}, { ...owner, condition })))).toEqual([
      'AZ-ASSIGN-006',
    ]);
    expect(codes(look(roleAssignment, assigned({ ...owner, condition })))).toEqual([
      'AZ-ASSIGN-007',
    ]);
  });

  test('a custom role may be as broad as a built-in one', () => {
    const star = {
      ...role({ actions: ['*'] }, { roleName: 'Contoso Admin' }),
      name: 'aaaaaaaa-0000-4000-8000-000000000001',
    };
    const roles = prints(customRoles, { value: [role(), star] });
    expect(codes(look(roleAssignment, { ...roles, ...assigned({}, builtIn(star.name)) }))).toEqual([
      'AZ-ASSIGN-006',
    ]);
    expect(codes(look(roleAssignment, { ...roles, ...assigned(builtIn(star.name)) }))).toEqual([
      'AZ-ASSIGN-007',
    ]);
  });
});

const halves = (first: readonly string[], second: readonly string[]) =>
  prints(customRoles, {
    value: [
      role({ actions: first }),
      { ...role({ actions: second }, { roleName: 'Rest' }), name: 'rest' },
    ],
  });
const [early, late] = [spotActions.slice(0, 30), spotActions.slice(30)];

test('the role and another one together are enough, from when both work', () => {
  const both = halves(early, late);
  expect(look(roleAssignment, { ...both, ...assigned({}, builtIn('rest')) }).status).toBe('pass');
  expect(
    look(roleAssignment, {
      ...both,
      ...assigned({}, { ...builtIn('rest'), createdOn: '2026-11-23T11:59:00Z' }),
    }).pending?.until,
  ).toBe('2026-11-23T12:09:00.000Z');
  for (const rest of [{ ...builtIn('rest'), principalId: 'other' }, reader])
    expect(look(roleAssignment, { ...both, ...assigned({}, rest) })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
});

test('the role assigned and empty is not enough', () => {
  const empty = prints(customRoles, { value: [role({ actions: [] })] });
  expect(look(roleAssignment, empty).status).toBe('undetermined');
});

test('what is more than the list is told, wildcard or not', () => {
  const more = (permission: object) =>
    look(roleAssignment, {
      ...prints(customRoles, {
        value: [role(), { ...role({ actions: [], ...permission }, { roleName: 'X' }), name: 'x' }],
      }),
      ...assigned({}, builtIn('x')),
    });
  for (const permission of [
    { actions: ['Microsoft.Authorization/roleAssignments/write'] },
    { actions: ['Microsoft.Storage/storageAccounts/listKeys/action'] },
    { dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'] },
  ])
    expect(codes(more(permission))).toEqual(['AZ-ASSIGN-006']);
  for (const permission of [
    { actions: ['*/read'] },
    { actions: ['Microsoft.Sql/*'], notActions: ['*'] },
    { actions: ['Microsoft.Compute/virtualMachines/start/action'] },
  ])
    expect(more(permission).status).toBe('pass');
});

test.each([
  ['9980e02c-c2be-4d73-94e8-173b1dc7cf3c', 'warning'],
  ['b7e6dc6d-f1e8-4753-8033-0f276bb0955b', 'warning'],
  ['43d0d8ad-25c7-4714-9337-8ba259a9fe05', 'pass'],
  ['99999999-0000-4000-8000-000000000000', 'undetermined'],
])('Azure’s own role %s besides is %s', (guid, status) =>
  expect(look(roleAssignment, assigned({}, builtIn(guid))).status).toBe(status),
);

test('a role does not work for an app that is switched off', () =>
  expect(
    look(
      roleAssignment,
      prints(servicePrincipal, { id: ids.principal, appId: ids.clientId, accountEnabled: false }),
    ).status,
  ).toBe('undetermined'));
