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
import type { SpotAccount } from '../../../src/simulator/spot/state.ts';
import { type InputsOf, readInput } from '../../define-faults.ts';
import { day, formatDay } from '../../time.ts';
import { awsAccountId, createSpotWorld, formatRoleArn, type SpotWorld } from '../_world/world.ts';
import type runbook from './runbook.ts';

type Inputs = InputsOf<
  typeof runbook,
  'roleArn' | 'serviceAccountEmail' | 'tenantId' | 'clientId' | 'expirationDate'
>;

/** A world in which something was made in a cloud for Spot, and a Spot account waits for it. */
export interface FinishWorld extends SpotWorld<Inputs> {
  account: SpotAccount;
}

/** The cloud side is done, and nothing was entered in Spot. */
export function createEmptyWorld(simulator: Simulator, inputs: Partial<Inputs> = {}): FinishWorld {
  const cloud = inputs.cloud ?? 'aws';
  const base = createSpotWorld<Inputs>(simulator, {
    cloud,
    cloudAccountId: awsAccountId,
    spotAccountId: '',
    spotOrganizationId: '',
  });
  const account = createSpotAccount(base.organization, { name: `${cloud}-account` });
  const subject: FinishWorld = { ...base, account };
  subject.inputs.spotAccountId = account.id;
  subject.inputs.spotOrganizationId = base.organization.id;
  if (cloud === 'gcp') addServiceAccount(subject);
  else if (cloud === 'azure') addApplication(subject);
  else subject.inputs.roleArn = formatRoleArn(awsAccountId);
  Object.assign(subject.inputs, inputs);
  return subject;
}

/** A project of the reader, and the service account in it that was made for Spot. */
function addServiceAccount(subject: FinishWorld): void {
  const { world, inputs, limitReader } = subject;
  const projectId = 'shop-prod-417';
  createProject(world, { projectId, enabledApis: ['iam', 'cloudresourcemanager'] });
  const { email } = createServiceAccount(world, {
    projectId,
    accountId: 'spotinst-role-1a2b3c4d',
    roles: ['roles/editor'],
  });
  const gcp = createGoogleUser(world, {
    email: 'alice@example.com',
    projectId,
    roles: { [`projects/${projectId}`]: ['roles/owner'] },
  });
  subject.reader = { ...subject.reader, gcp };
  inputs.cloudAccountId = projectId;
  inputs.serviceAccountEmail = email;
  subject.limitReader = (rights) => {
    limitReader(rights);
    const permissions = rights.filter((right) => /^[a-z]+\.[a-zA-Z.]+$/.test(right));
    limitGoogleUser(world, gcp, projectId, permissions);
  };
}

/** A subscription of the reader, and the application that was made for Spot, without a secret. */
function addApplication(subject: FinishWorld): void {
  const { world, inputs, limitReader } = subject;
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
  subject.reader = { ...subject.reader, azure };
  inputs.cloudAccountId = subscription.id;
  inputs.tenantId = tenant.id;
  inputs.clientId = application.appId;
  // The day on which a secret that is made now would end at the latest.
  inputs.expirationDate = formatDay(world.clock.now() + 700 * day);
  subject.limitReader = (rights) => {
    limitReader(rights);
    const directoryPermissions = rights.filter((right) => right.startsWith('microsoft.directory/'));
    limitAzureUser(world, azure, { directoryPermissions });
  };
}

/** Spot holds what was made. */
export function createHealthyWorld(
  simulator: Simulator,
  inputs: Partial<Inputs> = {},
): FinishWorld {
  const subject = createEmptyWorld(simulator, inputs);
  const { account } = subject;
  const { cloud } = subject.inputs;
  if (cloud === 'aws') account.aws = { iamRole: readInput(subject, 'roleArn') };
  if (cloud === 'gcp') uploadKey(subject, readInput(subject, 'serviceAccountEmail'));
  if (cloud === 'azure')
    account.azure = {
      clientId: readInput(subject, 'clientId'),
      tenantId: readInput(subject, 'tenantId'),
      subscriptionId: subject.inputs.cloudAccountId,
      clientSecret: 'abc8Q~secret-that-only-spot-knows',
      expirationDate: `${readInput(subject, 'expirationDate')}T00:00:00.000Z`,
    };
  return subject;
}

/** Makes a key of a service account, and gives it to Spot, which keeps all of it but one field. */
export function uploadKey({ world, account }: FinishWorld, email: string): void {
  const { universe_domain: _, ...serviceAccount } = JSON.parse(
    createServiceAccountKey(world, email),
  );
  account.gcp = { serviceAccount };
}

/** A colleague registered the application. */
export function giveApplicationAway({ world, inputs }: FinishWorld): void {
  for (const { applications } of world.azure.tenants.values())
    for (const application of applications.values())
      if (application.appId === inputs.clientId) application.owners = [];
}
