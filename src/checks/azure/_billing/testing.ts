import application from '../../../evidence/azure/application.ts';
import billingAccountRead from '../../../evidence/azure/billing-account-read.ts';
import billingAccountsKind from '../../../evidence/azure/billing-accounts.ts';
import costReads from '../../../evidence/azure/billing-cost-reads.ts';
import billingPolicies from '../../../evidence/azure/billing-policies.ts';
import reservationReads from '../../../evidence/azure/billing-reservation-reads.ts';
import billingRoleAssignments from '../../../evidence/azure/billing-role-assignments.ts';
import costAssignments from '../../../evidence/azure/cost-assignments.ts';
import rootManagementGroup from '../../../evidence/azure/cost-management-group.ts';
import directoryRoles from '../../../evidence/azure/directory-roles.ts';
import elevatedAccess from '../../../evidence/azure/elevated-access.ts';
import reservationAssignments from '../../../evidence/azure/reservation-assignments.ts';
import savingsPlanAssignments from '../../../evidence/azure/reservation-savings-plan-assignments.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import spotSignIn from '../../../evidence/azure/spot-sign-in.ts';
import subscriptionsKind from '../../../evidence/azure/subscriptions.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import tenantCustomRoles from '../../../evidence/azure/tenant-custom-roles.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { CheckResult } from '../../report.ts';
import { defineLook } from '../../testing.ts';

/**
 * For tests: a billing account that is set up as the guide says, as Azure shows it to the reader
 * after elevated access was given back.
 */
export const ids = {
  tenant: '66666666-7777-4888-9999-aaaaaaaaaaaa',
  client: 'bbbbbbbb-cccc-4ddd-8eee-ffffffffffff',
  registration: '12121212-3434-4656-8787-909090909090',
  principal: 'cccccccc-dddd-4eee-8fff-000000000000',
  reader: '11111111-aaaa-4bbb-8ccc-dddddddddddd',
  subscriptions: ['22222222-0000-4000-8000-000000000001', '22222222-0000-4000-8000-000000000002'],
  mca: '5e98e158-c63c-4d0a-9d1e-2f6a4b8c0d1e:6f98e158-c63c-4d0a-9d1e-2f6a4b8c0d1e_2019-05-31',
};

const inputs: Record<string, string> = {
  agreement: 'ea',
  tenantId: ids.tenant,
  billingAccountId: '8608480',
  clientId: ids.client,
  servicePrincipalId: ids.principal,
  expirationDate: '2027-11-23',
};

export const account = (name: string, agreementType: string, accountStatus = 'Active') => ({
  name,
  properties: { displayName: 'Contoso', agreementType, accountStatus },
});

/** A role on the billing account. */
export const billingAssignment = (
  role: string,
  principalId = ids.principal,
  more: object = {},
) => ({
  name: 'f1e2d3c4-0000-4000-8000-00000000000f',
  properties: {
    principalId,
    principalTenantId: ids.tenant,
    roleDefinitionId: `/providers/Microsoft.Billing/billingAccounts/8608480/billingRoleDefinitions/${role}`,
  },
  ...more,
});

export const costManagementReader = '72fafb9e-0641-4937-9268-a91bfd8191a3';
export const reservationsReader = '582fc458-8989-419f-a480-75249bc5db7e';
export const savingsPlanReader = 'd534ad90-4ac5-4815-a178-b2e47397baab';
export const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
export const userAccessAdministrator = '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9';

export const rootGroup = `/providers/Microsoft.Management/managementGroups/${ids.tenant}`;
export const subscriptionScope = (number: 0 | 1) => `/subscriptions/${ids.subscriptions[number]}`;

/** An Azure role. */
export const assignment = (role: string, scope: string, principalId = ids.principal) => ({
  id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/a0000000-0000-4000-8000-00000000000a`,
  name: 'a0000000-0000-4000-8000-00000000000a',
  properties: {
    roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    ...{
      principalId,
      principalType: 'ServicePrincipal',
      scope,
      condition: null,
      createdOn: '2026-11-23T10:00:00Z',
    },
  },
});

/** What each place shows of the same assignments, as Azure lists inherited ones. */
export const costScopes = (...assignments: ReturnType<typeof assignment>[]) => ({
  costScopes: [
    ...([0, 1] as const).map((number) => ({
      scope: subscriptionScope(number),
      assignments: assignments.filter(
        ({ properties: { scope } }) =>
          scope.startsWith(subscriptionScope(number)) || !scope.startsWith('/subscriptions'),
      ),
    })),
    { scope: rootGroup, assignments: null },
  ],
});

/** How Azure refuses somebody an action at a scope. */
export const refusal = (action: string, scope: string, objectId = ids.reader) =>
  `The client 'alex@contoso.com' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;

const listRoles = 'Microsoft.Authorization/roleAssignments/read';

/** The refusal of each kind that this reader is refused; of others any. */
const refusals: Record<string, string> = {
  [elevatedAccess.id]: refusal(listRoles, '/providers/Microsoft.Authorization'),
  [billingRoleAssignments.id]: refusal(
    'Microsoft.Billing/billingAccounts/billingRoleAssignments/read',
    '/providers/Microsoft.Billing/billingAccounts/8608480',
  ),
};

/** As somebody sees it who has given elevated access back. */
const healthy: Record<string, unknown> = {
  [tenant.id]: { value: [{ id: ids.tenant, displayName: 'Contoso' }] },
  [signedInUser.id]: {
    id: ids.reader,
    userPrincipalName: 'alex@contoso.com',
    userType: 'Member',
  },
  [directoryRoles.id]: {
    value: [
      {
        displayName: 'Global Administrator',
        roleTemplateId: '62e90394-69f5-4237-9190-012177145e10',
      },
    ],
  },
  [subscriptionsKind.id]: {
    value: ids.subscriptions.map((subscriptionId) => ({
      ...{ subscriptionId, displayName: 'Production', state: 'Enabled', tenantId: ids.tenant },
      subscriptionPolicies: { quotaId: 'EnterpriseAgreement_2014-09-01' },
    })),
  },
  [billingAccountsKind.id]: { value: [account('8608480', 'EnterpriseAgreement')] },
  [billingRoleAssignments.id]: {
    value: [
      billingAssignment('9f1983cb-2574-400c-87e9-34cf8e2280db', ids.reader, {
        name: 'f1e2d3c4-0000-4000-8000-000000000001',
      }),
      billingAssignment('24f8edb6-1668-4659-b5e2-40bb5f3a7d7e'),
    ],
  },
  [billingPolicies.id]: {
    properties: { enterpriseAgreementPolicies: { accountOwnerViewCharges: 'Allowed' } },
  },
  [application.id]: {
    ...{
      id: ids.registration,
      appId: ids.client,
      displayName: 'Spot Eco',
      signInAudience: 'AzureADMyOrg',
    },
    passwordCredentials: [],
  },
  [servicePrincipal.id]: { id: ids.principal, appId: ids.client, accountEnabled: true },
  [costAssignments.id]: costScopes(assignment(costManagementReader, rootGroup)),
  [tenantCustomRoles.id]: { value: [] },
};

export const found = (kind: EvidenceKind, value: unknown): Record<string, Evidence> => ({
  [kind.id]: { status: 'found', value: kind.schema.parse(value) },
});
export const denied = (
  kind: EvidenceKind,
  code = 'AuthorizationFailed',
  message = refusals[kind.id] ?? refusal(listRoles, '/subscriptions/x'),
): Record<string, Evidence> => ({ [kind.id]: { status: 'denied', code, message } });
export const absent = (kind: EvidenceKind, code = 'NotFound'): Record<string, Evidence> => ({
  [kind.id]: { status: 'absent', code, message: 'none' },
});
export const unreachable = (kind: EvidenceKind): Record<string, Evidence> => ({
  [kind.id]: { status: 'unreachable', message: 'no answer' },
});

const healthyKinds: EvidenceKind[] = [
  application,
  billingAccountsKind,
  billingPolicies,
  billingRoleAssignments,
  costAssignments,
  directoryRoles,
  servicePrincipal,
  signedInUser,
  subscriptionsKind,
  tenant,
  tenantCustomRoles,
];

/** Everything seen with the reader's eyes in the healthy account. */
const asReader: Record<string, Evidence> = Object.assign(
  denied(elevatedAccess),
  denied(reservationAssignments),
  denied(savingsPlanAssignments),
  denied(rootManagementGroup),
  ...healthyKinds.map((kind) => found(kind, healthy[kind.id])),
);

const everything = { outcome: 'ok' };
/** Everything seen with the secret in the healthy account. */
const asSpot: Record<string, Evidence> = Object.assign(
  found(spotSignIn, { outcome: 'ok', objectId: ids.principal }),
  found(billingAccountRead, everything),
  found(costReads, { scopes: [{ scope: rootGroup, outcome: 'noData' }] }),
  found(reservationReads, {
    reservations: {
      outcome: 'ok',
      assignments: [assignment(reservationsReader, '/providers/Microsoft.Capacity')],
    },
    savingsPlans: {
      outcome: 'ok',
      assignments: [assignment(savingsPlanReader, '/providers/Microsoft.BillingBenefits')],
    },
  }),
);

const now = new Date('2026-11-23T12:00:00Z');

/** Judges the healthy account with some evidence and inputs changed. */
export const look = defineLook({ inputs, evidence: asReader, now });

/** The same with Spot's eyes, which see nothing else. */
export const lookAsSpot = defineLook({ inputs, evidence: asSpot, now });

export const commands = ({ findings }: CheckResult): string =>
  findings.flatMap(({ fix }) => fix.commands).join('\n');
