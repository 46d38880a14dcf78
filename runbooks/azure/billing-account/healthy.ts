import { rootGroupScope } from '../../../src/checks/azure/_billing/commands.ts';
import {
  assignRole,
  createApplication,
  createBillingAccount,
  createSubscription,
  createTenant,
  createUser,
  enableManagementGroups,
} from '../../../src/simulator/azure/seed.ts';
import { assignBillingRole, billingRoles } from '../../../src/simulator/azure/seed-billing.ts';
import type {
  AgreementType,
  Application,
  AzureIdentity,
  BillingAccount,
  ServicePrincipal,
  Subscription,
  Tenant,
} from '../../../src/simulator/azure/state.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import type { ProofWorld } from '../../define-faults.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A world around one billing account, its directory and the app that Spot signs in as. */
export interface BillingWorld extends ProofWorld {
  tenant: Tenant;
  billing: BillingAccount;
  subscriptions: Subscription[];
  reader: ProofWorld['reader'] & { azure: Extract<AzureIdentity, { type: 'user' }> };
}

export interface BillingOptions {
  /** ea, mca or mosp. */
  agreement?: string;
  appName?: string;
  /** Days that the secret lives. */
  secretDays?: number;
  /** The reader has no role on any subscription of their own. */
  withoutSubscriptions?: boolean;
}

const agreements: Readonly<
  Record<string, { agreementType: AgreementType; quotaId: string; name: string }>
> = {
  ea: {
    agreementType: 'EnterpriseAgreement',
    quotaId: 'EnterpriseAgreement_2014-09-01',
    name: '8608480',
  },
  mca: {
    agreementType: 'MicrosoftCustomerAgreement',
    quotaId: 'PayAsYouGo_2014-09-01',
    name: '5e98e158-c63c-4d0a-9d1e-2f6a4b8c0d1e:6f98e158-c63c-4d0a-9d1e-2f6a4b8c0d1e_2019-05-31',
  },
  mosp: {
    agreementType: 'MicrosoftOnlineServicesProgram',
    quotaId: 'PayAsYouGo_2014-09-01',
    name: '7a1b2c3d-4e5f-4a6b-8c9d-0e1f2a3b4c5d',
  },
};

/**
 * The world before the guide starts: a directory with two subscriptions, its Global Administrator,
 * who administers billing too.
 */
export function createEmptyWorld(
  simulator: Simulator,
  {
    agreement = 'ea',
    appName = 'Spot Eco',
    secretDays = 365,
    withoutSubscriptions = false,
  }: BillingOptions = {},
): BillingWorld {
  const world = simulator.createWorld();
  const { agreementType, quotaId, name } =
    agreements[agreement] ?? (agreements.ea as (typeof agreements)[string]);
  const tenant = createTenant(world, { displayName: 'Contoso' });
  enableManagementGroups(tenant);
  const subscriptions = ['Production', 'Development'].map((displayName) =>
    createSubscription(world, { tenant, displayName, quotaId, billingAccount: name }),
  );
  const reader = createUser(world, {
    tenant,
    upn: 'alex',
    directoryRoles: ['Global Administrator'],
  });
  for (const { id } of withoutSubscriptions ? [] : subscriptions)
    assignRole(world, {
      tenant,
      principalId: reader.objectId,
      role: 'Owner',
      scope: `/subscriptions/${id}`,
    });
  const billing = createBillingAccount(world, {
    tenant,
    agreementType,
    name,
    administrators: [reader.objectId],
  });
  return {
    ...{ world, tenant, billing, subscriptions },
    inputs: {
      ...{ agreement, tenantId: tenant.id, appName },
      ...(agreement === 'mosp' ? {} : { billingAccountId: billing.name }),
      expirationDate: new Date(world.clock.now() + secretDays * day).toISOString().slice(0, 10),
    },
    reader: { azure: reader },
    spot: {},
    limitReader: (rights) => limit({ world, tenant, billing }, reader.objectId, rights),
  };
}

/**
 * Takes every role from the reader but those named: Microsoft Entra roles (`Global Administrator`),
 * and the role on the billing account that its agreement knows.
 */
function limit(
  { world, tenant, billing }: Pick<BillingWorld, 'world' | 'tenant' | 'billing'>,
  readerId: string,
  rights: readonly string[],
): void {
  const reader = tenant.users.get(readerId);
  if (reader)
    reader.directoryRoles = rights.includes('Global Administrator') ? ['Global Administrator'] : [];
  for (const [id, { principalId }] of tenant.roleAssignments)
    if (principalId === readerId) tenant.roleAssignments.delete(id);
  for (const [name, { principalId }] of billing.roleAssignments)
    if (principalId === readerId) billing.roleAssignments.delete(name);
  const role = {
    EnterpriseAgreement: ['Enterprise Administrator', billingRoles.enrollmentAdministrator],
    MicrosoftCustomerAgreement: ['Billing account owner', billingRoles.billingAccountOwner],
    MicrosoftOnlineServicesProgram: ['Account Administrator', billingRoles.billingAccountOwner],
    MicrosoftPartnerAgreement: [],
  }[billing.agreementType];
  const [name, id] = role;
  if (name && id && rights.includes(name))
    assignBillingRole(world, billing, { principalId: readerId, role: id });
}

/** The world as the guide leaves it, an hour later: elevated access is given back. */
export function createHealthyWorld(
  simulator: Simulator,
  options: BillingOptions = {},
): BillingWorld {
  const subject = createEmptyWorld(simulator, options);
  const { world, tenant, billing, inputs, reader } = subject;
  const { agreement, expirationDate, appName } = inputs as {
    agreement: string;
    expirationDate: string;
    appName: string;
  };
  const { application, servicePrincipal, secret } = createApplication(world, {
    ...{ tenant, displayName: appName, owner: reader.azure.objectId },
    secret: { displayName: 'spot', endAt: Date.parse(`${expirationDate}T00:00:00Z`) },
  });
  Object.assign(inputs, {
    clientId: application.appId,
    servicePrincipalId: servicePrincipal.id,
    clientSecret: secret,
  });
  const principalId = servicePrincipal.id;
  if (agreement === 'ea')
    assignBillingRole(world, billing, { principalId, role: billingRoles.enrollmentReader });
  if (agreement === 'mca') {
    const role = billingRoles.billingAccountReader;
    assignBillingRole(world, billing, { principalId, role, name: `${role}_${principalId}` });
  }
  const scopes =
    agreement === 'mca'
      ? subject.subscriptions.map(({ id }) => `/subscriptions/${id}`)
      : [rootGroupScope(tenant.id)];
  for (const scope of scopes)
    assignRole(world, { tenant, principalId, role: 'Cost Management Reader', scope });
  assignRole(world, {
    tenant,
    principalId,
    role: 'Reservations Reader',
    scope: '/providers/Microsoft.Capacity',
  });
  assignRole(world, {
    tenant,
    principalId,
    role: 'Savings plan Reader',
    scope: '/providers/Microsoft.BillingBenefits',
  });
  world.clock.advance(hour);
  return subject;
}

/** The app of this world. Throws when a fault took it away. */
export function applicationOf({ tenant, inputs }: BillingWorld): Application {
  const found = [...tenant.applications.values()].find(({ appId }) => appId === inputs.clientId);
  if (!found) throw new Error('The world has no app of this client ID; it cannot be changed.');
  return found;
}

/** Its service principal. */
export function principalOf({ tenant, inputs }: BillingWorld): ServicePrincipal {
  const found = [...tenant.servicePrincipals.values()].find(
    ({ appId }) => appId === inputs.clientId,
  );
  if (!found)
    throw new Error('The world has no service principal of this client ID; it cannot be changed.');
  return found;
}

/**
 * Takes away the billing roles of the service principal, and gives it (or another id) another one.
 */
export function giveBillingRole(
  subject: BillingWorld,
  role?: keyof typeof billingRoles,
  {
    principalId = principalOf(subject).id,
    name,
    keep = false,
  }: { principalId?: string; name?: string; keep?: boolean } = {},
): void {
  const { world, billing } = subject;
  const own = principalOf(subject).id;
  if (!keep)
    for (const [key, one] of billing.roleAssignments)
      if (one.principalId === own) billing.roleAssignments.delete(key);
  if (role)
    assignBillingRole(world, billing, {
      principalId,
      role: billingRoles[role],
      ...(name ? { name } : {}),
    });
}

/**
 * Takes away the Azure roles of the service principal at scopes that match, and gives it others.
 */
export function replaceRoles(
  subject: BillingWorld,
  at: RegExp,
  ...roles: { role: string; scope: string }[]
): void {
  const { world, tenant } = subject;
  const principalId = principalOf(subject).id;
  for (const [id, one] of tenant.roleAssignments)
    if (one.principalId === principalId && at.test(one.scope)) tenant.roleAssignments.delete(id);
  for (const { role, scope } of roles) assignRole(world, { tenant, principalId, role, scope });
}

/**
 * Gives the reader a role, e.g. `User Access Administrator` at `/`, which is what elevated access
 * is.
 */
export function giveReader(
  { world, tenant, reader }: BillingWorld,
  role: string,
  scope: string,
): void {
  assignRole(world, { tenant, principalId: reader.azure.objectId, role, scope });
}

/** The directory after the undo step. */
export function removeConnection({ tenant, billing, inputs, reader }: BillingWorld): void {
  const ids = [
    inputs.servicePrincipalId,
    ...[...tenant.servicePrincipals.values()]
      .filter(({ appId }) => appId === inputs.clientId)
      .map(({ id }) => id),
  ];
  for (const [id, { principalId, scope }] of tenant.roleAssignments)
    if (ids.includes(principalId) || (principalId === reader.azure.objectId && scope === '/'))
      tenant.roleAssignments.delete(id);
  for (const [name, { principalId }] of billing.roleAssignments)
    if (ids.includes(principalId)) billing.roleAssignments.delete(name);
  for (const [id, { appId }] of tenant.applications)
    if (appId === inputs.clientId) tenant.applications.delete(id);
  for (const [id, { appId }] of tenant.servicePrincipals)
    if (appId === inputs.clientId) tenant.servicePrincipals.delete(id);
}
