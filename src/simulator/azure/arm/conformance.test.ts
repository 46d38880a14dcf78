import { describe, expect, it } from 'vitest';
import { billingRoutes } from '../billing/routes.ts';
import { accessTokenFor } from '../entra/tokens.ts';
import type { AzureIdentity } from '../state.ts';
import { armRoutes } from './routes.ts';
import { type Answered, type Contoso, contoso, send } from './testing.ts';

/** A request that works, and how the operation answers somebody without any role. */
interface Sample {
  method: string;
  /** Without the api-version. */
  path: (place: Contoso) => string;
  body?: (place: Contoso) => unknown;
  who?: (place: Contoso) => AzureIdentity;
  status?: number;
  /**
   * `empty`: a list that only shows what one may see. `open`: everybody in the directory may ask.
   * Otherwise the refusal.
   */
  stranger: 'empty' | 'open' | [status: number, code: string];
}

const refused: [number, string] = [403, 'AuthorizationFailed'];
const guid = '5b1b6f9e-0f0e-4a3b-8a64-0f5c3c3f1c11';
const reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const enrolmentReader = '24f8edb6-1668-4659-b5e2-40bb5f3a7d7e';
const customerReader = '50000000-aaaa-bbbb-cccc-100000000002';
const authorization = 'providers/Microsoft.Authorization';
const enrolment = ({ enrolment: { name } }: Contoso) =>
  `/providers/Microsoft.Billing/billingAccounts/${name}`;
const get = (
  path: Sample['path'],
  stranger: Sample['stranger'],
  more: Partial<Sample> = {},
): Sample => ({
  method: 'GET',
  path,
  stranger,
  ...more,
});

const samples: Record<string, Sample> = {
  RoleDefinitions_List: get(({ scope }) => `${scope}/${authorization}/roleDefinitions`, refused),
  RoleDefinitions_Get: get(
    ({ scope }) => `${scope}/${authorization}/roleDefinitions/${reader}`,
    refused,
  ),
  RoleDefinitions_CreateOrUpdate: {
    method: 'PUT',
    path: ({ scope }) => `${scope}/${authorization}/roleDefinitions/${guid}`,
    status: 201,
    stranger: refused,
    body: ({ scope }) => ({
      properties: {
        roleName: 'Spot',
        assignableScopes: [scope],
        permissions: [{ actions: ['*/read'] }],
      },
    }),
  },
  RoleDefinitions_Delete: {
    method: 'DELETE',
    path: ({ scope }) => `${scope}/${authorization}/roleDefinitions/${guid}`,
    status: 204,
    stranger: refused,
  },
  RoleAssignments_ListForScope: get(
    ({ scope }) => `${scope}/${authorization}/roleAssignments`,
    refused,
  ),
  RoleAssignments_Get: get(({ tenant }) => [...tenant.roleAssignments.keys()][0] ?? '', refused),
  RoleAssignments_Create: {
    method: 'PUT',
    path: ({ scope }) => `${scope}/${authorization}/roleAssignments/${guid}`,
    status: 201,
    stranger: refused,
    body: ({ servicePrincipal }) => ({
      properties: {
        roleDefinitionId: `/${authorization}/roleDefinitions/${reader}`,
        principalId: servicePrincipal.id,
      },
    }),
  },
  RoleAssignments_Delete: {
    method: 'DELETE',
    path: ({ scope }) => `${scope}/${authorization}/roleAssignments/${guid}`,
    status: 204,
    stranger: refused,
  },
  Permissions_List: get(({ scope }) => `${scope}/${authorization}/permissions`, refused),
  GlobalAdministrator_ElevateAccess: {
    method: 'POST',
    path: () => `/${authorization}/elevateAccess`,
    who: ({ administrator }) => administrator,
    stranger: refused,
  },
  DenyAssignments_ListForScope: get(
    ({ scope }) => `${scope}/${authorization}/denyAssignments`,
    refused,
  ),
  PolicyAssignments_List: get(
    ({ scope }) => `${scope}/${authorization}/policyAssignments`,
    refused,
  ),
  PolicyDefinitions_List: get(
    ({ scope }) => `${scope}/${authorization}/policyDefinitions`,
    refused,
  ),
  ManagementGroups_List: get(() => '/providers/Microsoft.Management/managementGroups', 'empty'),
  Entities_List: {
    method: 'POST',
    path: () => '/providers/Microsoft.Management/getEntities',
    stranger: 'empty',
  },
  ManagementGroups_Get: get(
    () => '/providers/Microsoft.Management/managementGroups/finops',
    refused,
  ),
  ManagementGroups_GetDescendants: get(
    () => '/providers/Microsoft.Management/managementGroups/finops/descendants',
    refused,
  ),
  ReservationOrder_List: get(() => '/providers/Microsoft.Capacity/reservationOrders', 'empty'),
  Reservation_ListAll: get(() => '/providers/Microsoft.Capacity/reservations', 'empty'),
  SavingsPlanOrder_List: get(
    () => '/providers/Microsoft.BillingBenefits/savingsPlanOrders',
    'empty',
  ),
  SavingsPlan_ListAll: get(() => '/providers/Microsoft.BillingBenefits/savingsPlans', 'empty'),
  Tenants_List: get(() => '/tenants', 'open'),
  Subscriptions_List: get(() => '/subscriptions', 'empty'),
  Subscriptions_Get: get(({ scope }) => scope, refused),
  Subscriptions_ListLocations: get(({ scope }) => `${scope}/locations`, refused),
  ResourceGroups_List: get(({ scope }) => `${scope}/resourcegroups`, refused),
  ResourceGroups_Get: get(({ scope }) => `${scope}/resourcegroups/apps`, refused),
  ResourceGroups_CreateOrUpdate: {
    method: 'PUT',
    path: ({ scope }) => `${scope}/resourcegroups/new`,
    body: () => ({ location: 'West Europe' }),
    status: 201,
    stranger: refused,
  },
  Providers_List: get(({ scope }) => `${scope}/providers`, refused),
  Providers_Get: get(({ scope }) => `${scope}/providers/Microsoft.Compute`, refused),
  Providers_Register: {
    method: 'POST',
    path: ({ scope }) => `${scope}/providers/Microsoft.Insights/register`,
    stranger: refused,
  },
  Providers_Unregister: {
    method: 'POST',
    path: ({ scope }) => `${scope}/providers/Microsoft.Storage/unregister`,
    stranger: refused,
  },
  BillingAccounts_List: get(() => '/providers/Microsoft.Billing/billingAccounts', 'empty'),
  BillingAccounts_Get: get(enrolment, refused),
  Policies_GetByBillingAccount: get((place) => `${enrolment(place)}/policies/default`, refused),
  BillingRoleDefinitions_ListByBillingAccount: get(
    (place) => `${enrolment(place)}/billingRoleDefinitions`,
    refused,
  ),
  BillingRoleDefinitions_GetByBillingAccount: get(
    (place) => `${enrolment(place)}/billingRoleDefinitions/${enrolmentReader}`,
    refused,
  ),
  BillingRoleAssignments_ListByBillingAccount: get(
    (place) => `${enrolment(place)}/billingRoleAssignments`,
    refused,
  ),
  BillingRoleAssignments_GetByBillingAccount: get(
    (place) =>
      `${enrolment(place)}/billingRoleAssignments/${[...place.enrolment.roleAssignments.keys()][0]}`,
    refused,
  ),
  RoleAssignments_Put: {
    method: 'PUT',
    path: (place) => `${enrolment(place)}/billingRoleAssignments/${guid}`,
    stranger: refused,
    body: (place) => ({
      properties: {
        principalId: place.servicePrincipal.id,
        principalTenantId: place.tenant.id,
        roleDefinitionId: `${enrolment(place)}/billingRoleDefinitions/${enrolmentReader}`,
      },
    }),
  },
  BillingRoleAssignments_AddByBillingAccount: {
    method: 'POST',
    path: ({ customer }) =>
      `/providers/Microsoft.Billing/billingAccounts/${customer.name}/createBillingRoleAssignment`,
    body: ({ customer, servicePrincipal }) => ({
      properties: {
        principalId: servicePrincipal.id,
        roleDefinitionId: `/providers/Microsoft.Billing/billingAccounts/${customer.name}/billingRoleDefinitions/${customerReader}`,
      },
    }),
    status: 201,
    stranger: refused,
  },
  BillingRoleAssignments_DeleteByBillingAccount: {
    method: 'DELETE',
    stranger: refused,
    path: (place) =>
      `${enrolment(place)}/billingRoleAssignments/${[...place.enrolment.roleAssignments.keys()][0]}`,
  },
  Query_Usage: {
    method: 'POST',
    path: ({ scope }) => `${scope}/providers/Microsoft.CostManagement/query`,
    stranger: [401, 'RBACAccessDenied'],
    body: () => ({
      type: 'ActualCost',
      timeframe: 'MonthToDate',
      dataset: { granularity: 'None' },
    }),
  },
};
const lists: readonly (readonly [operation: string, path: string])[] = [
  ['VirtualMachines', 'Microsoft.Compute/virtualMachines'],
  ['VirtualMachineScaleSets', 'Microsoft.Compute/virtualMachineScaleSets'],
  ['VirtualNetworks', 'Microsoft.Network/virtualNetworks'],
  ['ManagedClusters', 'Microsoft.ContainerService/managedClusters'],
  ['StorageAccounts', 'Microsoft.Storage/storageAccounts'],
];
for (const [operation, type] of lists) {
  samples[`${operation}_ListAll`] = get(({ scope }) => `${scope}/providers/${type}`, refused);
  samples[`${operation}_List`] = get(
    ({ scope }) => `${scope}/resourceGroups/apps/providers/${type}`,
    refused,
  );
}

const routes = [...armRoutes, ...billingRoutes];
const versionOf = (operation: string) =>
  routes.find((route) => route.operation === operation)?.apiVersions?.[0] ?? '';

function ask(
  place: Contoso,
  operation: string,
  who: AzureIdentity | string | undefined,
  version = versionOf(operation),
): Promise<Answered> {
  const sample = samples[operation]!;
  return send(
    place.world,
    who,
    sample.method,
    `${sample.path(place)}${version && `?api-version=${version}`}`,
    sample.body?.(place),
  );
}

it('has a sample of every operation, and of nothing else', () => {
  expect(Object.keys(samples).sort()).toEqual(routes.map(({ operation }) => operation).sort());
});

describe.each(routes.map(({ operation }) => operation))('%s', (operation) => {
  const sample = samples[operation]!;
  const somebody = (place: Contoso) => sample.who?.(place) ?? place.root;

  it('answers whoever may', async () => {
    const place = contoso();
    expect((await ask(place, operation, somebody(place))).status).toBe(sample.status ?? 200);
    expect(place.world.calls).toMatchObject([{ service: 'arm', operation }]);
  });

  it('refuses without a token, with a stale one, and with one for Graph', async () => {
    const place = contoso();
    expect(await ask(place, operation, undefined)).toMatchObject({
      status: 401,
      code: 'AuthenticationFailed',
    });
    const forGraph = await accessTokenFor(
      place.world,
      somebody(place),
      'https://graph.microsoft.com',
    );
    expect(await ask(place, operation, forGraph)).toMatchObject({
      status: 401,
      code: 'InvalidAuthenticationTokenAudience',
    });
    const stale = await accessTokenFor(place.world, somebody(place));
    place.world.clock.advance(2 * 60 * 60 * 1000);
    expect(await ask(place, operation, stale)).toMatchObject({
      status: 401,
      code: 'ExpiredAuthenticationToken',
    });
  });

  it('asks for an api-version that it has', async () => {
    const place = contoso();
    const none = await ask(place, operation, somebody(place), '');
    expect(none).toMatchObject({ status: 400, code: 'MissingApiVersionParameter' });
    const other = await ask(place, operation, somebody(place), '1999-01-01');
    expect(other.status).toBe(400);
    expect(['InvalidApiVersionParameter', 'InvalidResourceType']).toContain(other.code);
  });

  it('tells somebody without a role no more than Azure does', async () => {
    const place = contoso();
    const answered = await ask(place, operation, place.stranger);
    if (sample.stranger === 'open') expect(answered.status).toBe(200);
    else if (sample.stranger === 'empty')
      expect(answered).toMatchObject({ status: 200, body: { value: [] } });
    else {
      const [status, code] = sample.stranger;
      expect(answered).toMatchObject({ status, code });
      if (code === 'AuthorizationFailed')
        expect(answered.message).toContain(`with object id '${place.stranger.objectId}'`);
    }
  });
});

const inSubscriptions = routes
  .map(({ operation }) => operation)
  .filter((one) => samples[one]?.path(contoso()).startsWith('/subscriptions/'));

it.each(inSubscriptions)('%s refuses a subscription that is not there', async (operation) => {
  const place = contoso();
  const sample = samples[operation]!;
  const at = (id: string) => {
    const path = sample.path(place).replace(place.subscription.id, id);
    return send(
      place.world,
      place.root,
      sample.method,
      `${path}?api-version=${versionOf(operation)}`,
      sample.body?.(place),
    );
  };
  expect(await at('11111111-1111-1111-1111-111111111111')).toMatchObject({
    status: 404,
    code: 'SubscriptionNotFound',
  });
  expect(await at('production')).toMatchObject({ status: 400, code: 'InvalidSubscriptionId' });
});
