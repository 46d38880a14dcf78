import application from '../../evidence/azure/application.ts';
import authorizationPolicy from '../../evidence/azure/authorization-policy.ts';
import clientSecret from '../../evidence/azure/client-secret.ts';
import customRoles from '../../evidence/azure/custom-roles.ts';
import denyAssignments from '../../evidence/azure/deny-assignments.ts';
import directoryRoles from '../../evidence/azure/directory-roles.ts';
import policyAssignments from '../../evidence/azure/policy-assignments.ts';
import resourceProviders from '../../evidence/azure/resource-providers.ts';
import roleAssignmentsKind from '../../evidence/azure/role-assignments.ts';
import servicePrincipal from '../../evidence/azure/service-principal.ts';
import signedInUser from '../../evidence/azure/signed-in-user.ts';
import spotReads from '../../evidence/azure/spot-reads.ts';
import spotSignIn from '../../evidence/azure/spot-sign-in.ts';
import subscriptionKind from '../../evidence/azure/subscription.ts';
import subscriptionPermissions from '../../evidence/azure/subscription-permissions.ts';
import subscriptionsKind from '../../evidence/azure/subscriptions.ts';
import tenant from '../../evidence/azure/tenant.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { defineLook, prints } from '../testing.ts';
import { spotProviders } from './_role/resource-providers.ts';
import { spotActions } from './_role/spot-role.ts';

/** Evidence of a healthy subscription, for tests of checks. */

export const now = new Date('2026-11-23T12:00:00Z');

export const ids = {
  subscriptionId: '11111111-2222-4333-8444-555555555555',
  tenantId: '66666666-7777-4888-9999-aaaaaaaaaaaa',
  clientId: 'bbbbbbbb-cccc-4ddd-8eee-ffffffffffff',
  appObject: '0a0a0a0a-1111-4111-8111-111111111111',
  principal: '0b0b0b0b-2222-4222-8222-222222222222',
  role: '0c0c0c0c-3333-4333-8333-333333333333',
};

const inputs = {
  ...{ subscriptionId: ids.subscriptionId, tenantId: ids.tenantId, clientId: ids.clientId },
  ...{ appName: 'Spot', roleName: 'Spot-CoreRole', expirationDate: '2027-03-31' },
};

export const scope = `/subscriptions/${ids.subscriptionId}`;

export const credential = (changes: object = {}) => ({
  keyId: '0d0d0d0d-4444-4444-8444-444444444444',
  ...{
    displayName: 'spot',
    hint: 'abc',
    startDateTime: '2026-03-31T00:00:00Z',
    endDateTime: '2027-03-31T00:00:00Z',
  },
  ...changes,
});

export const app = (changes: object = {}) => ({
  ...{
    id: ids.appObject,
    appId: ids.clientId,
    displayName: 'Spot',
    signInAudience: 'AzureADMyOrg',
  },
  ...{ web: { redirectUris: ['https://spot.io'] }, passwordCredentials: [credential()] },
  ...changes,
});

export const role = (permission: object = {}, changes: object = {}) => ({
  ...{
    id: `${scope}/providers/Microsoft.Authorization/roleDefinitions/${ids.role}`,
    name: ids.role,
  },
  properties: {
    roleName: 'Spot-CoreRole',
    type: 'CustomRole',
    assignableScopes: [scope],
    permissions: [{ actions: spotActions, ...permission }],
    ...changes,
  },
});

export const assignment = (
  changes: object & { scope?: string; createdOn?: string | null } = {},
) => ({
  ...{
    id: `${changes.scope ?? scope}/providers/Microsoft.Authorization/roleAssignments/0e0e0e0e-5555-4555-8555-555555555555`,
    name: '0e0e0e0e-5555-4555-8555-555555555555',
  },
  properties: {
    ...{
      roleDefinitionId: `${scope}/providers/Microsoft.Authorization/roleDefinitions/${ids.role}`,
      scope,
      principalId: ids.principal,
    },
    ...{ principalType: 'ServicePrincipal', condition: null, createdOn: '2026-11-23T09:00:00Z' },
    ...changes,
  },
});

const ok = { outcome: 'ok' };

/** What Azure answers of each kind in the healthy subscription; unparsed. */
const printed: Record<string, unknown> = {
  [subscriptionKind.id]: {
    subscriptionId: ids.subscriptionId,
    displayName: 'Production',
    state: 'Enabled',
    tenantId: ids.tenantId,
  },
  [subscriptionsKind.id]: {
    value: [{ subscriptionId: ids.subscriptionId, displayName: 'Production', state: 'Enabled' }],
  },
  [tenant.id]: { value: [{ id: ids.tenantId, displayName: 'Contoso' }] },
  [application.id]: app(),
  [servicePrincipal.id]: {
    id: ids.principal,
    appId: ids.clientId,
    displayName: 'Spot',
    accountEnabled: true,
    appOwnerOrganizationId: ids.tenantId,
  },
  [roleAssignmentsKind.id]: { value: [assignment()] },
  [customRoles.id]: { value: [role()] },
  [denyAssignments.id]: { value: [] },
  [policyAssignments.id]: { value: [] },
  [resourceProviders.id]: {
    value: spotProviders.map(({ namespace }) => ({ namespace, registrationState: 'Registered' })),
  },
  [subscriptionPermissions.id]: { value: [{ actions: ['*'], notActions: [] }] },
  [signedInUser.id]: {
    id: 'u',
    userPrincipalName: 'alex@contoso.onmicrosoft.com',
    userType: 'Member',
  },
  [directoryRoles.id]: { value: [] },
  [authorizationPolicy.id]: { defaultUserRolePermissions: { allowedToCreateApps: true } },
  [clientSecret.id]: { hint: 'abc', length: 40 },
  [spotSignIn.id]: { outcome: 'ok', objectId: ids.principal },
  [spotReads.id]: { resourceGroups: ok, virtualMachines: ok, scaleSets: ok, networks: ok },
};

export const absent = (
  kind: EvidenceKind,
  code = 'Request_ResourceNotFound',
): Record<string, Evidence> => ({
  [kind.id]: { status: 'absent', code, message: code },
});

export const denied = (
  kind: EvidenceKind,
  code = 'AuthorizationFailed',
  message = 'not authorized',
): Record<string, Evidence> => ({
  [kind.id]: { status: 'denied', code, message },
});

const allKinds: EvidenceKind[] = [
  application,
  authorizationPolicy,
  clientSecret,
  customRoles,
  denyAssignments,
  directoryRoles,
  policyAssignments,
  resourceProviders,
  roleAssignmentsKind,
  servicePrincipal,
  signedInUser,
  spotReads,
  spotSignIn,
  subscriptionKind,
  subscriptionPermissions,
  subscriptionsKind,
  tenant,
];
const healthyEvidence: Record<string, Evidence> = Object.assign(
  {},
  ...allKinds.map((kind) => prints(kind, printed[kind.id])),
);

/** Runs a check on the healthy evidence with these changes. */
export const look = defineLook({ inputs, evidence: healthyEvidence, now });
