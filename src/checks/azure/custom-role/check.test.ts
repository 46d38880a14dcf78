import { expect, test } from 'vitest';
import customRoles from '../../../evidence/azure/custom-roles.ts';
import roleAssignments from '../../../evidence/azure/role-assignments.ts';
import tenantCustomRoles from '../../../evidence/azure/tenant-custom-roles.ts';
import { codes, prints } from '../../testing.ts';
import { newSince2024, onlyReads, spotActions, spotRole } from '../_role/spot-role.ts';
import { assignment, denied, ids, look, role, scope } from '../testing.ts';
import customRole from './check.ts';

const withRole = (...roles: object[]) => prints(customRoles, { value: roles });
const actions = (list: readonly string[], more: object = {}) =>
  withRole(role({ actions: list, ...more }));

test('the list of the guide passes, in any case, with more reads, and split over blocks', () => {
  expect(look(customRole).status).toBe('pass');
  expect(look(customRole, {}, { roleName: 'spot-corerole' }).status).toBe('pass');
  expect(look(customRole, actions(spotActions.map((action) => action.toUpperCase()))).status).toBe(
    'pass',
  );
  expect(look(customRole, actions([...spotActions, '*/read'])).status).toBe('pass');
});

test('the list has every action once, and each area a reason', () => {
  expect(spotActions).toHaveLength(85);
  expect(new Set(spotActions.map((action) => action.toLowerCase())).size).toBe(85);
  for (const action of newSince2024) expect(spotActions).toContain(action);
  for (const { area, reason, actions: list } of spotRole)
    expect([area, reason.length > 20, list.length > 0]).toEqual([area, true, true]);
});

test('missing; similar ones are named', () => {
  expect(codes(look(customRole, withRole()))).toEqual(['AZ-ROLE-001']);
  const other = look(customRole, withRole(role({}, { roleName: 'Spot Core' })));
  expect(other.findings[0]?.explanation).toContain('“Spot Core”');
});

test('the name is taken elsewhere; the fix keeps the other scopes', () => {
  const elsewhere = role({}, { assignableScopes: ['/subscriptions/other'] });
  const result = look(customRole, {
    ...withRole(),
    ...prints(tenantCustomRoles, { value: [elsewhere] }),
  });
  expect(codes(result)).toEqual(['AZ-ROLE-002']);
  const [command = ''] = result.findings[0]?.fix.commands ?? [];
  expect(command).toContain('"/subscriptions/other"');
  expect(command).toContain(`"${scope}"`);
});

test('what the role lacks, and how', () => {
  expect(
    codes(
      look(
        customRole,
        actions(spotActions.filter((action) => !action.startsWith('Microsoft.Network/'))),
      ),
    ),
  ).toEqual(['AZ-ROLE-003']);
  expect(codes(look(customRole, actions([])))).toEqual(['AZ-ROLE-003']);
  const taken = look(customRole, actions(spotActions, { notActions: ['*/delete'] }));
  expect(codes(taken)).toEqual(['AZ-ROLE-004']);
  expect(taken.findings[0]?.observed).toContain('by NotActions */delete');
  expect(codes(look(customRole, actions(['*/read'])))).toEqual(['AZ-ROLE-005']);
  expect(codes(look(customRole, actions(spotActions.filter(onlyReads))))).toEqual(['AZ-ROLE-005']);
  const old = look(customRole, actions(spotActions.filter((action) => !newSince2024.has(action))));
  expect([codes(old), old.status]).toEqual([['AZ-ROLE-006'], 'warning']);
});

test('too much is a warning', () => {
  for (const pattern of ['*', 'Microsoft.Compute/*', '*/write']) {
    const result = look(customRole, actions([...spotActions, pattern]));
    expect([pattern, codes(result), result.status]).toEqual([pattern, ['AZ-ROLE-007'], 'warning']);
  }
  expect(
    codes(
      look(customRole, actions([...spotActions, 'Microsoft.Authorization/roleAssignments/write'])),
    ),
  ).toEqual(['AZ-ROLE-008']);
  expect(
    codes(
      look(
        customRole,
        actions(spotActions, {
          dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'],
        }),
      ),
    ),
  ).toEqual(['AZ-ROLE-008']);
});

test('the fix keeps the role assignable where others use it', () => {
  const shared = withRole(
    role({ actions: [] }, { assignableScopes: ['/subscriptions/other', scope.toUpperCase()] }),
  );
  const [command = ''] = look(customRole, shared).findings[0]?.fix.commands ?? [];
  expect(command).toContain('"/subscriptions/other"');
});

test('refused is not missing', () => {
  expect(look(customRole, denied(customRoles)).status).toBe('undetermined');
});

test('two roles of the name: nobody knows which is meant', () => {
  const twin = { ...role({ actions: [] }), name: 'twin' };
  for (const value of [
    [role(), twin],
    [twin, role()],
  ])
    expect(look(customRole, prints(customRoles, { value }))).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
});

test('a role without a place to assign it says nothing', () =>
  expect(
    look(customRole, prints(customRoles, { value: [role({}, { assignableScopes: [] })] })).status,
  ).toBe('undetermined'));

test('what another role of the app gives is not missing; of another app it is', () => {
  const [first, second] = [spotActions.slice(0, 50), spotActions.slice(50)];
  const rest = { ...role({ actions: second }, { roleName: 'Rest' }), name: 'rest' };
  const seen = (principalId: string) =>
    look(customRole, {
      ...prints(customRoles, { value: [role({ actions: first }), rest] }),
      ...prints(roleAssignments, {
        value: [
          assignment(),
          assignment({
            principalId,
            roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/rest',
          } as object),
        ],
      }),
    });
  expect(seen(ids.principal).status).toBe('pass');
  expect(codes(seen('another'))).toEqual(['AZ-ROLE-003']);
});
