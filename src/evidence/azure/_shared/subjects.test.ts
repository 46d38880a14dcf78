import { describe, expect, test } from 'vitest';
import type { EvidenceKind } from '../../define-evidence.ts';
import { parsePasted } from '../../parse-pasted.ts';
import application from '../application.ts';
import billingPolicies from '../billing-policies.ts';
import billingRoleAssignments from '../billing-role-assignments.ts';
import costAssignments from '../cost-assignments.ts';
import rootManagementGroup from '../cost-management-group.ts';
import customRoles from '../custom-roles.ts';
import denyAssignments from '../deny-assignments.ts';
import directoryObject from '../directory-object.ts';
import elevatedAccess from '../elevated-access.ts';
import policyAssignments from '../policy-assignments.ts';
import policyDefinitions from '../policy-definitions.ts';
import reservationAssignments from '../reservation-assignments.ts';
import savingsPlanAssignments from '../reservation-savings-plan-assignments.ts';
import resourceProviders from '../resource-providers.ts';
import roleAssignments from '../role-assignments.ts';
import servicePrincipal from '../service-principal.ts';
import subscription from '../subscription.ts';

const uuid = (digit: string) => `${digit.repeat(8)}-1234-4567-89ab-${digit.repeat(12)}`;
const inputs = {
  subscriptionId: uuid('1'),
  tenantId: uuid('2'),
  clientId: uuid('3'),
  servicePrincipalId: uuid('4'),
  billingAccountId: '5e98e158-1:6f98e158-2_2019-05-31',
};
const other = uuid('9');

const authorization = 'providers/Microsoft.Authorization';
const at = (id: string) => `/subscriptions/${id}`;
const account = (id: string) => `/providers/Microsoft.Billing/billingAccounts/${id}`;

const assignment = (
  scope: string,
  principalId = inputs.servicePrincipalId,
  principalType = 'ServicePrincipal',
) => ({
  id: `${scope === '/' ? '' : scope}/${authorization}/roleAssignments/n`,
  name: 'n',
  properties: {
    ...{ principalId, principalType, scope },
    roleDefinitionId: `/${authorization}/roleDefinitions/r`,
  },
});
const capacity = '/providers/Microsoft.Capacity';
const plans = '/providers/Microsoft.BillingBenefits';
const rootGroup = (id: string) => `/providers/Microsoft.Management/managementGroups/${id}`;

const denial = (scope: string) => ({
  value: [
    {
      ...{ id: `${scope}/${authorization}/denyAssignments/d`, name: 'd' },
      properties: { permissions: [], scope, principals: [] },
    },
  ],
});
const policy = (scope: string) => ({
  value: [
    {
      id: `${scope}/${authorization}/policyAssignments/p`,
      properties: { policyDefinitionId: '/x', scope },
    },
  ],
});
const definition = (scope: string) => ({
  value: [
    {
      id: `${scope}/${authorization}/policyDefinitions/p`,
      // biome-ignore lint/suspicious/noThenProperty: the language of Azure Policy
      properties: { policyRule: { if: {}, then: { effect: 'deny' } } },
    },
  ],
});
const role = (id: string, assignableScopes: string[]) => ({
  value: [
    {
      ...{ id: `${at(id)}/${authorization}/roleDefinitions/r`, name: 'r' },
      properties: { roleName: 'Spot', assignableScopes, permissions: [] },
    },
  ],
});
const app = (appId: string) => ({ id: 'o', appId, passwordCredentials: [] });
const subscriptionOf = (subscriptionId: string, id: string) => ({
  ...{ subscriptionId, id: at(id), displayName: 'P', state: 'Enabled', tenantId: 't' },
});
const billingRole = (own: string, ofRole = own) => ({
  value: [
    {
      id: `${account(own)}/billingRoleAssignments/n`,
      name: 'n',
      properties: {
        principalId: 'p',
        roleDefinitionId: `${account(ofRole)}/billingRoleDefinitions/r`,
      },
    },
  ],
});
const policies = (id: string) => ({
  id: `${account(id)}/policies/default`,
  properties: { enterpriseAgreementPolicies: { accountOwnerViewCharges: 'Allowed' } },
});
const costs = (tenantId: string, ...rows: object[]) => ({
  costScopes: [{ scope: rootGroup(tenantId), assignments: rows }],
});
const list = (...value: object[]) => ({ value });

const { subscriptionId: mine, billingAccountId } = inputs;

/** What each kind answers about what was asked, and about something else. */
const answers: [EvidenceKind, right: object[], wrong: object[]][] = [
  [application, [app(inputs.clientId), app(inputs.clientId.toUpperCase())], [app(other)]],
  [servicePrincipal, [app(inputs.clientId)], [app(other)]],
  [directoryObject, [{ id: inputs.clientId }], [{ id: other }]],
  [
    subscription,
    [subscriptionOf(mine, mine), subscriptionOf(mine.toUpperCase(), mine)],
    [subscriptionOf(other, other), subscriptionOf(mine, other)],
  ],
  [
    roleAssignments,
    [list(), list(assignment(at(mine)), assignment('/'), assignment(rootGroup('a')))],
    [list(assignment(at(mine)), assignment(at(other)))],
  ],
  [denyAssignments, [denial(at(mine)), denial(rootGroup('a'))], [denial(at(other))]],
  [policyAssignments, [policy(at(mine)), policy(rootGroup('a'))], [policy(at(other))]],
  [policyDefinitions, [definition(at(mine)), definition(rootGroup('a'))], [definition(at(other))]],
  [
    customRoles,
    [
      role(mine, [at(mine)]),
      role(other, [at(other), at(mine.toUpperCase())]),
      role(mine, [rootGroup('a')]),
    ],
    [role(other, [at(other)]), role(mine, [at(other)])],
  ],
  [
    resourceProviders,
    [
      list({ namespace: 'N', registrationState: 'Registered' }),
      list({ id: `${at(mine)}/providers/N`, namespace: 'N', registrationState: 'Registered' }),
    ],
    [list({ id: `${at(other)}/providers/N`, namespace: 'N', registrationState: 'Registered' })],
  ],
  [
    rootManagementGroup,
    [{ name: inputs.tenantId, properties: {} }],
    [{ name: other, properties: {} }],
  ],
  [
    billingRoleAssignments,
    [billingRole(billingAccountId), billingRole(encodeURIComponent(billingAccountId))],
    [billingRole('7777'), billingRole(billingAccountId, '7777')],
  ],
  [billingPolicies, [policies(billingAccountId)], [policies('7777')]],
  [
    costAssignments,
    [
      costs(inputs.tenantId, assignment(rootGroup(inputs.tenantId))),
      costs(inputs.tenantId, assignment(rootGroup(inputs.tenantId), 'g', 'Group')),
    ],
    [
      costs(other, assignment(rootGroup(other))),
      costs(inputs.tenantId, assignment(rootGroup(inputs.tenantId), other)),
    ],
  ],
  [
    reservationAssignments,
    [
      list(),
      list(assignment('/'), assignment(capacity), assignment(`${capacity}/reservationOrders/1`)),
      list(assignment(capacity, 'g', 'Group')),
    ],
    [
      list(assignment(capacity), assignment(capacity, other, 'User')),
      list(assignment(capacity, other)),
      list(assignment(plans)),
      list(assignment(at(mine))),
    ],
  ],
  [savingsPlanAssignments, [list(assignment(plans))], [list(assignment(capacity))]],
  [elevatedAccess, [list(), list(assignment('/', other))], [list(assignment(at(mine)))]],
];

describe.each(answers.map(([kind, right, wrong]) => [kind.id, kind, right, wrong] as const))(
  '%s',
  (_, kind, right, wrong) => {
    test('takes an answer about what was asked', () => {
      for (const answer of right)
        expect(parsePasted(kind, JSON.stringify(answer), inputs)).toMatchObject({ ok: true });
    });
    test('and none about something else', () => {
      for (const answer of wrong) {
        expect(kind.schema.safeParse(answer).success).toBe(true);
        expect(parsePasted(kind, JSON.stringify(answer), inputs)).toMatchObject({
          ok: false,
          message: expect.stringContaining('something else'),
        });
      }
    });
  },
);

test('an assignment says its scope twice, and both must agree', () => {
  const row = assignment(at(mine));
  for (const scope of ['', '/', at(other), `${at(mine)}/resourceGroups/a`]) {
    const wrong = list({ ...row, properties: { ...row.properties, scope } });
    expect(parsePasted(roleAssignments, JSON.stringify(wrong), inputs).ok).toBe(false);
  }
  const written = list({ ...row, properties: { ...row.properties, scope: `${at(mine)}/` } });
  expect(parsePasted(roleAssignments, JSON.stringify(written), inputs).ok).toBe(true);
});

test('of a scope whose list goes on nothing is known', () => {
  const row = assignment(rootGroup(inputs.tenantId));
  const seen = (answer: unknown) =>
    costAssignments.schema.parse({
      costScopes: [{ scope: rootGroup(inputs.tenantId), assignments: answer }],
    }).costScopes[0]?.assignments;
  expect([seen([row]), seen({ value: [row], nextLink: null })]).toMatchObject([[row], [row]]);
  expect([seen(null), seen({ value: [row], nextLink: 'https://next' })]).toEqual([null, null]);
  expect(() => costAssignments.schema.parse({ costScopes: [] })).toThrow();
});
