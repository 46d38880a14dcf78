import { expect, test } from 'vitest';
import application from '../../../evidence/azure/application.ts';
import customRoles from '../../../evidence/azure/custom-roles.ts';
import roleAssignments from '../../../evidence/azure/role-assignments.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { codes, prints } from '../../testing.ts';
import { absent, assignment, denied, look, role, scope } from '../testing.ts';
import subscriptionRemoved from './check.ts';

const noApp = absent(application);
const noRole = prints(customRoles, { value: [] });
const noAssignment = prints(roleAssignments, { value: [] });

test('nothing left passes', () => {
  expect(look(subscriptionRemoved, { ...noApp, ...noRole, ...noAssignment }).status).toBe('pass');
});

test('whatever is left is named, in the order in which it can go', () => {
  expect(codes(look(subscriptionRemoved))).toEqual([
    'AZ-REMOVED-001',
    'AZ-REMOVED-002',
    'AZ-REMOVED-003',
  ]);
  expect(look(subscriptionRemoved, { ...noApp, ...noAssignment }).status).toBe('warning');
  expect(codes(look(subscriptionRemoved, { ...noRole, ...noAssignment }))).toEqual([
    'AZ-REMOVED-003',
  ]);
});

test('a role that other subscriptions share stays, and so does what is assigned above', () => {
  const shared = prints(customRoles, {
    value: [role({}, { assignableScopes: [scope, '/subscriptions/other'] })],
  });
  expect(look(subscriptionRemoved, { ...noApp, ...shared, ...noAssignment }).status).toBe('pass');
  const above = prints(roleAssignments, {
    value: [assignment({ scope: '/providers/Microsoft.Management/managementGroups/x' })],
  });
  expect(look(subscriptionRemoved, { ...noApp, ...shared, ...above }).status).toBe('pass');
});

test('from another directory, or refused, nothing is gone', () => {
  const elsewhere = prints(tenant, { value: [{ id: 'elsewhere' }] });
  expect(
    look(subscriptionRemoved, { ...noApp, ...noRole, ...noAssignment, ...elsewhere }).status,
  ).toBe('undetermined');
  expect(
    look(subscriptionRemoved, { ...noApp, ...noRole, ...denied(roleAssignments) }).status,
  ).toBe('undetermined');
  expect(
    look(subscriptionRemoved, { ...noApp, ...noRole, ...noAssignment, ...denied(tenant) }).status,
  ).toBe('undetermined');
});
