import limitAzureUser from '../../../src/simulator/azure/limit-user.ts';
import {
  createApplication,
  createUser as createAzureUser,
  createSubscription,
  createTenant,
} from '../../../src/simulator/azure/seed.ts';
import {
  createUser as createGoogleUser,
  createProject,
  createServiceAccount,
  createServiceAccountKey,
  limitUser as limitGoogleUser,
} from '../../../src/simulator/gcp/seed.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import { createSpotAccount } from '../../../src/simulator/spot/seed.ts';
import type { AzureConnection, SpotAccount } from '../../../src/simulator/spot/state.ts';
import {
  awsRole,
  createEmptyWorld as createOrganizationWorld,
  type SpotWorld,
} from '../get-started/healthy.ts';

const day = 86_400_000;

/** A world in which something was made in a cloud for Spot, and a Spot account waits for it. */
export interface FinishWorld extends SpotWorld {
  account: SpotAccount;
}

/** The day on which a secret that is made now would end at the latest. */
const lastDay = (now: number) => new Date(now + 700 * day).toISOString().slice(0, 10);

/** The cloud side is done, and nothing was entered in Spot. */
export function createEmptyWorld(
  simulator: Simulator,
  inputs: Readonly<Record<string, string>> = {},
): FinishWorld {
  const { inputs: _, ...base } = createOrganizationWorld(simulator);
  const { world, organization } = base;
  const cloud = inputs.cloud ?? 'aws';
  const account = createSpotAccount(organization, { name: `${cloud}-account` });
  const healthy: FinishWorld = { ...base, account, inputs: { cloud, spotAccountId: account.id } };
  if (cloud === 'gcp') {
    const projectId = 'shop-prod-417';
    createProject(world, { projectId, enabledApis: ['iam', 'cloudresourcemanager'] });
    const made = createServiceAccount(world, {
      projectId,
      accountId: 'spotinst-role-1a2b3c4d',
      roles: ['roles/editor'],
    });
    const gcp = createGoogleUser(world, {
      email: 'alice@example.com',
      projectId,
      roles: { [`projects/${projectId}`]: ['roles/owner'] },
    });
    healthy.reader = { ...healthy.reader, gcp };
    Object.assign(healthy.inputs, { cloudAccountId: projectId, serviceAccountEmail: made.email });
    healthy.limitReader = (rights) => {
      base.limitReader(rights);
      limitGoogleUser(
        world,
        gcp,
        projectId,
        rights.filter((right) => /^[a-z]+\.[a-zA-Z.]+$/.test(right)),
      );
    };
  } else if (cloud === 'azure') {
    const tenant = createTenant(world);
    const subscription = createSubscription(world, { tenant });
    const azure = createAzureUser(world, {
      tenant,
      upn: 'alice',
      directoryRoles: ['Application Administrator'],
      subscriptionId: subscription.id,
    });
    const { application } = createApplication(world, {
      tenant,
      owner: azure.objectId,
      secret: false,
    });
    healthy.reader = { ...healthy.reader, azure };
    const expirationDate = lastDay(world.clock.now());
    Object.assign(healthy.inputs, {
      cloudAccountId: subscription.id,
      tenantId: tenant.id,
      clientId: application.appId,
      expirationDate,
    });
    healthy.limitReader = (rights) => {
      base.limitReader(rights);
      limitAzureUser(world, azure, {
        directoryPermissions: rights.filter((right) => right.startsWith('microsoft.directory/')),
      });
    };
  } else {
    Object.assign(healthy.inputs, {
      cloudAccountId: '111122223333',
      roleArn: awsRole('111122223333').iamRole,
    });
  }
  Object.assign(healthy.inputs, inputs);
  return healthy;
}

/** Spot holds what was made. */
export function createHealthyWorld(
  simulator: Simulator,
  inputs: Readonly<Record<string, string>> = {},
): FinishWorld {
  const healthy = createEmptyWorld(simulator, inputs);
  const { account, world } = healthy;
  const {
    cloud,
    roleArn,
    serviceAccountEmail,
    tenantId,
    clientId,
    cloudAccountId,
    expirationDate,
  } = healthy.inputs;
  if (cloud === 'aws') account.aws = { iamRole: roleArn as string };
  if (cloud === 'gcp') {
    const { universe_domain: _, ...serviceAccount } = JSON.parse(
      createServiceAccountKey(world, serviceAccountEmail as string),
    );
    account.gcp = { serviceAccount };
  }
  if (cloud === 'azure')
    account.azure = {
      ...({ clientId, tenantId, subscriptionId: cloudAccountId } as AzureConnection),
      clientSecret: 'abc8Q~secret-that-only-spot-knows',
      expirationDate: `${expirationDate}T00:00:00.000Z`,
    };
  return healthy;
}
