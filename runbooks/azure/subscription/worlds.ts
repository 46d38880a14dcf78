import { spotProviders } from '../../../src/checks/azure/_role/resource-providers.ts';
import { spotActions } from '../../../src/checks/azure/_role/spot-role.ts';
import limitUser from '../../../src/simulator/azure/limit-user.ts';
import {
  assignRole,
  createApplication,
  createCustomRole,
  createSubscription,
  createTenant,
  createUser,
  registerProvider,
} from '../../../src/simulator/azure/seed.ts';
import type { Subscription } from '../../../src/simulator/azure/state.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import type { InputsOf } from '../../define-faults.ts';
import { day, formatDay, hour } from '../../time.ts';
import { type AzureWorld, formatSubscriptionScope } from '../_world/world.ts';
import type runbook from './runbook.ts';

/** A world around one subscription and the app that Spot signs in as. */
export interface SubscriptionWorld
  extends AzureWorld<InputsOf<typeof runbook, 'clientId' | 'clientSecret'>> {
  subscription: Subscription;
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
    scope: formatSubscriptionScope(subscription),
  });
  return {
    world,
    tenant,
    subscription,
    inputs: {
      subscriptionId: subscription.id,
      tenantId: tenant.id,
      appName,
      roleName,
      expirationDate: formatDay(world.clock.now() + secretDays * day),
    },
    reader: { azure: reader },
    spot: {},
    limitReader(rights) {
      // Every member may register apps, or none: the directory knows both rights as one setting.
      tenant.authorizationPolicy.allowedToCreateApps = ['applications', 'servicePrincipals'].every(
        (kind) => rights.includes(`microsoft.directory/${kind}/createAsOwner`),
      );
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
  const subject = createEmptyWorld(simulator, options);
  const { world, tenant, subscription, inputs, reader } = subject;
  const { expirationDate, roleName, appName } = inputs;
  const { application, servicePrincipal, secret } = createApplication(world, {
    tenant,
    displayName: appName,
    owner: reader.azure.objectId,
    webRedirectUris: ['https://spot.io'],
    secret: { displayName: 'spot', endAt: Date.parse(`${expirationDate}T00:00:00Z`) },
  });
  const scope = formatSubscriptionScope(subscription);
  createCustomRole(world, { tenant, roleName, assignableScopes: [scope], actions: spotActions });
  assignRole(world, { tenant, principalId: servicePrincipal.id, role: roleName, scope });
  registerProvider(subscription, ...spotProviders.map(({ namespace }) => namespace));
  inputs.clientId = application.appId;
  inputs.clientSecret = secret;
  world.clock.advance(hour);
  return subject;
}

/**
 * The directory after the undo step: what the guide made is gone, and the resource providers stay.
 */
export function removeConnection(subject: SubscriptionWorld): void {
  const { tenant, inputs } = subject;
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
