import { spotProviders } from '../../../src/checks/azure/_role/resource-providers.ts';
import { spotActions } from '../../../src/checks/azure/_role/spot-role.ts';
import {
  assignRole,
  createApplication,
  createCustomRole,
  createSubscription,
  createTenant,
  createUser,
  limitUser,
  registerProvider,
} from '../../../src/simulator/azure/seed.ts';
import type {
  Application,
  AzureIdentity,
  ServicePrincipal,
  Subscription,
  Tenant,
} from '../../../src/simulator/azure/state.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import type { ProofWorld } from '../../define-faults.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A world around one subscription and the app that Spot signs in as. */
export interface SubscriptionWorld extends ProofWorld {
  tenant: Tenant;
  subscription: Subscription;
  reader: ProofWorld['reader'] & { azure: AzureIdentity };
}

export interface SubscriptionOptions {
  tenantName?: string;
  roleName?: string;
  appName?: string;
  /** Days that the secret lives. */
  secretDays?: number;
}

/**
 * The world before the guide starts: a directory, a subscription, and its owner, who may register
 * apps as every member may.
 */
export function createEmptyWorld(
  simulator: Simulator,
  {
    tenantName = 'Contoso',
    roleName = 'Spot-CoreRole',
    appName = 'Spot',
    secretDays = 365,
  }: SubscriptionOptions = {},
): SubscriptionWorld {
  const world = simulator.createWorld();
  const tenant = createTenant(world, { displayName: tenantName });
  const subscription = createSubscription(world, { tenant, displayName: 'Production' });
  const reader = createUser(world, { tenant, upn: 'alex', subscriptionId: subscription.id });
  assignRole(world, {
    tenant,
    principalId: reader.objectId,
    role: 'Owner',
    scope: `/subscriptions/${subscription.id}`,
  });
  return {
    ...{ world, tenant, subscription },
    inputs: {
      ...{ subscriptionId: subscription.id, tenantId: tenant.id, appName, roleName },
      expirationDate: new Date(world.clock.now() + secretDays * day).toISOString().slice(0, 10),
    },
    reader: { azure: reader },
    spot: {},
    limitReader(rights) {
      limitUser(world, reader, {
        actions: rights.filter(
          (right) => right.includes('/') && !right.startsWith('microsoft.directory/'),
        ),
        directoryPermissions: rights.filter((right) => right.startsWith('microsoft.directory/')),
      });
    },
  };
}

/** The world as the guide leaves it, an hour later. */
export function createHealthyWorld(
  simulator: Simulator,
  options: SubscriptionOptions = {},
): SubscriptionWorld {
  const healthy = createEmptyWorld(simulator, options);
  const { world, tenant, subscription, inputs, reader } = healthy;
  const { expirationDate, roleName, appName } = inputs as {
    expirationDate: string;
    roleName: string;
    appName: string;
  };
  const { application, servicePrincipal, secret } = createApplication(world, {
    ...{
      tenant,
      displayName: appName,
      owner: reader.azure.objectId,
      webRedirectUris: ['https://spot.io'],
    },
    secret: { displayName: 'spot', endAt: Date.parse(`${expirationDate}T00:00:00Z`) },
  });
  const scope = `/subscriptions/${subscription.id}`;
  createCustomRole(world, { tenant, roleName, assignableScopes: [scope], actions: spotActions });
  assignRole(world, { tenant, principalId: servicePrincipal.id, role: roleName, scope });
  registerProvider(subscription, ...spotProviders.map(({ namespace }) => namespace));
  inputs.clientId = application.appId;
  inputs.clientSecret = secret;
  world.clock.advance(hour);
  return healthy;
}

/** The app of this world. Throws when a fault took it away. */
export function applicationOf({ tenant, inputs }: SubscriptionWorld): Application {
  const found = [...tenant.applications.values()].find(({ appId }) => appId === inputs.clientId);
  if (!found) throw new Error('The world has no app of this client ID; it cannot be changed.');
  return found;
}

/** Its service principal. */
export function principalOf({ tenant, inputs }: SubscriptionWorld): ServicePrincipal {
  const found = [...tenant.servicePrincipals.values()].find(
    ({ appId }) => appId === inputs.clientId,
  );
  if (!found)
    throw new Error('The world has no service principal of this client ID; it cannot be changed.');
  return found;
}

/**
 * The directory after the undo step: what the guide made is gone, and the resource providers stay.
 */
export function removeConnection(healthy: SubscriptionWorld): void {
  const { tenant, inputs } = healthy;
  const role = [...tenant.customRoles.values()].find(
    ({ roleName }) => roleName === inputs.roleName,
  );
  for (const [id, { roleDefinitionName }] of tenant.roleAssignments)
    if (roleDefinitionName === role?.name) tenant.roleAssignments.delete(id);
  if (role) tenant.customRoles.delete(role.name);
  for (const [id, { appId }] of tenant.applications)
    if (appId === inputs.clientId) tenant.applications.delete(id);
  for (const [id, { appId }] of tenant.servicePrincipals)
    if (appId === inputs.clientId) tenant.servicePrincipals.delete(id);
}
