import { expect, test } from 'vitest';
import limitUser from './limit-user.ts';
import {
  assignRole,
  createBillingAccount,
  createCustomRole,
  createGroup,
  isReplicated,
} from './seed.ts';
import { assignBillingRole, billingRoles } from './seed-billing.ts';
import { contoso } from './testing.ts';

test('a principal that was made a moment ago is replicated after the delay of the world', () => {
  const { world, tenant, app } = contoso();
  expect(isReplicated(world, tenant, app.servicePrincipal.id)).toBe(true);
  world.azure.propagation.principalMs = 30_000;
  expect(isReplicated(world, tenant, app.servicePrincipal.id)).toBe(false);
  world.clock.advance(30_000);
  expect(isReplicated(world, tenant, app.servicePrincipal.id)).toBe(true);
  expect(isReplicated(world, tenant, app.application.id)).toBe(false);
});

test('a role that nobody defined cannot be assigned', () => {
  const { world, tenant, member } = contoso();
  const assign = (role: string) =>
    assignRole(world, { tenant, principalId: member.objectId, role, scope: '/' });
  expect(() => assign('Reservation Reader')).toThrow('no role "Reservation Reader"');
  expect(assign('reservations reader')).toMatchObject({
    roleDefinitionName: '582fc458-8989-419f-a480-75249bc5db7e',
    principalType: 'User',
  });
  createCustomRole(world, {
    tenant,
    roleName: 'Spot-CoreRole',
    assignableScopes: ['/'],
    actions: ['*/read'],
  });
  expect(assign('Spot-CoreRole').id).toMatch(
    /^\/providers\/Microsoft\.Authorization\/roleAssignments\//,
  );
});

test('a limited user has the given rights and nothing that he had before', () => {
  const { world, tenant, subscription, admin } = contoso();
  const principalId = admin.objectId;
  assignRole(world, {
    tenant,
    principalId,
    role: 'Owner',
    scope: `/subscriptions/${subscription.id}`,
  });
  const group = createGroup(world, { tenant, displayName: 'Owners', members: [principalId] });
  const account = createBillingAccount(world, {
    tenant,
    agreementType: 'EnterpriseAgreement',
    administrators: [principalId],
  });
  assignBillingRole(world, account, { principalId, role: billingRoles.enrollmentReader });
  const limit = (...actions: string[]) =>
    limitUser(world, admin, { actions, directoryPermissions: [] });
  limit('Microsoft.Resources/subscriptions/read', 'Microsoft.Billing/billingAccounts/read');
  limit('Microsoft.Resources/tags/read', 'Microsoft.Billing/billingAccounts/write');
  expect([...tenant.roleAssignments.values()].map(({ scope }) => scope)).toEqual(['/']);
  expect(
    [...tenant.customRoles.values()].map(({ permissions }) => permissions[0]?.actions),
  ).toEqual([['Microsoft.Resources/tags/read']]);
  const billing = [...account.roleAssignments.values()].map(
    ({ roleDefinitionName }) => account.roleDefinitions.get(roleDefinitionName)?.actions,
  );
  expect(billing).toEqual([['Microsoft.Billing/billingAccounts/write']]);
  expect(tenant.users.get(principalId)).toMatchObject({
    directoryRoles: [],
    onlyDirectoryPermissions: [],
  });
  expect(group.members).toEqual([]);
});
