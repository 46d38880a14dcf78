import { expect, test } from 'vitest';
import applicationKind from '../../evidence/azure/application.ts';
import billingAccounts from '../../evidence/azure/billing-accounts.ts';
import costReads from '../../evidence/azure/billing-cost-reads.ts';
import billingRoleAssignments from '../../evidence/azure/billing-role-assignments.ts';
import clientSecret from '../../evidence/azure/client-secret.ts';
import costAssignments from '../../evidence/azure/cost-assignments.ts';
import customRoles from '../../evidence/azure/custom-roles.ts';
import elevatedAccessKind from '../../evidence/azure/elevated-access.ts';
import reservationAssignments from '../../evidence/azure/reservation-assignments.ts';
import savingsPlanAssignments from '../../evidence/azure/reservation-savings-plan-assignments.ts';
import roleAssignmentsKind from '../../evidence/azure/role-assignments.ts';
import servicePrincipal from '../../evidence/azure/service-principal.ts';
import subscriptionsKind from '../../evidence/azure/subscriptions.ts';
import tenantCustomRoles from '../../evidence/azure/tenant-custom-roles.ts';
import * as billing from './_billing/testing.ts';
import { placeOf } from './_rbac/scopes.ts';
import agreementKind from './agreement-kind/check.ts';
import azureApplicationSecret from './application-secret/check.ts';
import billingRemoved from './billing-removed/check.ts';
import costRole from './cost-role/check.ts';
import elevatedAccess from './elevated-access/check.ts';
import reservationRole from './reservation-role/check.ts';
import azureRoleAssignment from './role-assignment/check.ts';
import { app, assignment, codes, credential, look, prints, role } from './testing.ts';

// Accounts that look like another one at first sight.

test('an ID that begins like another is elsewhere', () => {
  expect(placeOf('/subscriptions/1', '/subscriptions/12')).toBe('elsewhere');
});
test('one assignment without a date settles no wait', () => {
  const assigned = prints(roleAssignmentsKind, {
    value: [assignment({ createdOn: '2026-11-23T11:59:00Z' }), assignment({ createdOn: null })],
  });
  expect(look(azureRoleAssignment, assigned).status).toBe('pass');
});
test('one’s role on a management group is no elevated access', () => {
  const below = billing.assignment(
    billing.userAccessAdministrator,
    billing.rootGroup,
    billing.ids.reader,
  );
  expect(
    billing.look(elevatedAccess, billing.found(elevatedAccessKind, { value: [below] })).status,
  ).toBe('pass');
});
test('two days off is a wrong day', () => {
  expect(look(azureApplicationSecret, {}, { expirationDate: '2027-04-01' }).status).toBe('pass');
  for (const expirationDate of ['2027-03-29', '2027-04-02', '2027-04-19'])
    expect(codes(look(azureApplicationSecret, {}, { expirationDate }))).toEqual(['AZ-SECRET-005']);
});
test('no secret is named for deletion while nobody knows which one is Spot’s', () => {
  const three = ['a', 'b', 'c'].map((keyId, index) =>
    credential({ keyId, hint: keyId.repeat(3), endDateTime: `2027-0${index + 5}-20T00:00:00Z` }),
  );
  const result = look(azureApplicationSecret, {
    ...prints(applicationKind, app({ passwordCredentials: three })),
    [clientSecret.id]: { status: 'notCollected', message: '' },
  });
  expect(codes(result)).toEqual(['AZ-SECRET-005']);
});
test('a management group is not above reservations', () => {
  const roles = billing.found(reservationAssignments, {
    value: [billing.assignment(billing.reservationsReader, billing.rootGroup)],
  });
  const plans = billing.found(savingsPlanAssignments, {
    value: [billing.assignment(billing.savingsPlanReader, '/providers/Microsoft.BillingBenefits')],
  });
  expect(billing.look(reservationRole, { ...roles, ...plans }).status).toBe('fail');
});
test('a place that Azure does not know is no cost that can be read', () => {
  const reads = billing.found(costReads, {
    scopes: [{ scope: billing.rootGroup, outcome: 'absent', code: 'NotFound', message: 'none' }],
  });
  expect(codes(billing.lookAsSpot(costRole, reads))).toEqual(['AZB-COST-001']);
});

const builtIn = (guid: string) => ({
  roleDefinitionId: `/x/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
});
const owner = builtIn('8e3af657-a8ff-443c-a75c-2fe8c4bcb635');
const assigned = (...changes: object[]) =>
  prints(roleAssignmentsKind, { value: changes.map(assignment) });

test('a condition on Owner limits which roles it may give, and makes it no narrower otherwise', () => {
  const condition = "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})))";
  expect(codes(look(azureRoleAssignment, assigned({}, { ...owner, condition })))).toEqual([
    'AZ-ASSIGN-006',
  ]);
  expect(codes(look(azureRoleAssignment, assigned({ ...owner, condition })))).toEqual([
    'AZ-ASSIGN-007',
  ]);
});

test('a custom role may be as broad as a built-in one', () => {
  const star = {
    ...role({ actions: ['*'] }, { roleName: 'Contoso Admin' }),
    name: 'aaaaaaaa-0000-4000-8000-000000000001',
  };
  const roles = prints(customRoles, { value: [role(), star] });
  expect(
    codes(look(azureRoleAssignment, { ...roles, ...assigned({}, builtIn(star.name)) })),
  ).toEqual(['AZ-ASSIGN-006']);
  expect(codes(look(azureRoleAssignment, { ...roles, ...assigned(builtIn(star.name)) }))).toEqual([
    'AZ-ASSIGN-007',
  ]);
});

test('an old secret that shows no hint may be the one that was typed', () => {
  const nameless = prints(
    applicationKind,
    app({ passwordCredentials: [credential({ hint: null })] }),
  );
  expect(codes(look(azureApplicationSecret, nameless))).toEqual([]);
});

test('a custom role that changes things is more than reading costs takes', () => {
  const guid = 'abcdefab-0000-4000-8000-000000000000';
  const custom = billing.found(tenantCustomRoles, {
    value: [
      {
        id: 'x',
        name: guid,
        properties: { roleName: 'Contoso Admin', permissions: [{ actions: ['*'] }] },
      },
    ],
  });
  const given = billing.found(
    costAssignments,
    billing.costScopes(billing.assignment(guid, billing.rootGroup)),
  );
  expect(codes(billing.look(costRole, { ...custom, ...given }))).toEqual(['AZB-COST-005']);
});

const removed = {
  ...billing.absent(applicationKind, 'Request_ResourceNotFound'),
  ...billing.absent(servicePrincipal, 'Request_ResourceNotFound'),
  ...billing.found(billingRoleAssignments, { value: [] }),
};
test.each([
  // Whoever gave elevated access back sees the top no longer, and roles of an app that is gone give
  // nobody access.
  ['denied', billing.denied(costAssignments), 'pass'],
  [
    'hidden',
    billing.found(costAssignments, {
      costScopes: [{ scope: billing.rootGroup, assignments: null }],
    }),
    'pass',
  ],
  ['unreachable', billing.unreachable(costAssignments), 'undetermined'],
])('roles that an app left behind, when they are %s', (_, evidence, status) => {
  expect(billing.look(billingRemoved, { ...removed, ...evidence }).status).toBe(status);
});

test('a subscription tells of pay-as-you-go only when it was bought so', () => {
  const sold = (...offers: (string | undefined)[]) => ({
    ...billing.found(billingAccounts, { value: [] }),
    ...billing.found(subscriptionsKind, {
      value: offers.map((quotaId) => ({
        ...{
          subscriptionId: billing.ids.subscriptions[0],
          displayName: 'x',
          state: 'Enabled',
          tenantId: billing.ids.tenant,
        },
        subscriptionPolicies: { quotaId },
      })),
    }),
  });
  const status = (...offers: (string | undefined)[]) =>
    billing.look(agreementKind, sold(...offers), { agreement: 'mosp' }).status;
  expect(status('EnterpriseAgreement_2014-09-01', 'CSP_2015-05-01')).toBe('undetermined');
  expect(status(undefined)).toBe('undetermined');
  expect(status('MSDN_2014-09-01')).toBe('pass');
});

test('whoever owns the savings plans may change them', () => {
  const roles = billing.found(reservationAssignments, {
    value: [billing.assignment(billing.reservationsReader, '/providers/Microsoft.Capacity')],
  });
  const plans = (guid: string) =>
    billing.found(savingsPlanAssignments, {
      value: [billing.assignment(guid, '/providers/Microsoft.BillingBenefits')],
    });
  expect(
    codes(
      billing.look(reservationRole, { ...roles, ...plans('433febaf-a31d-4d4f-8dc8-b4593b39bda5') }),
    ),
  ).toEqual(['AZB-RESERVATION-006']);
  expect(
    billing.look(reservationRole, { ...roles, ...plans(billing.savingsPlanReader) }).status,
  ).toBe('pass');
});
