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
  BillingAccount,
  Subscription,
} from '../../../src/simulator/azure/state.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import type { InputsOf } from '../../define-faults.ts';
import { day, formatDay, hour } from '../../time.ts';
import { giveBillingRole, giveRole } from '../_world/billing.ts';
import {
  type AzureWorld,
  formatRootGroupScope,
  formatSubscriptionScope,
  type User,
} from '../_world/world.ts';
import type runbook from './runbook.ts';

type Inputs = InputsOf<
  typeof runbook,
  'billingAccountId' | 'clientId' | 'servicePrincipalId' | 'clientSecret'
>;

/** A world around one billing account, its directory and the app that Spot signs in as. */
export interface BillingWorld extends AzureWorld<Inputs> {
  billing: BillingAccount;
  subscriptions: Subscription[];
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

interface Agreement {
  agreementType: AgreementType;
  quotaId: string;
  /** Of the billing account. */
  name: string;
}

const agreements: Readonly<Record<string, Agreement>> = {
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
  const kind = agreements[agreement];
  if (!kind)
    throw new Error(
      `There is no agreement ${agreement}. Use ${Object.keys(agreements).join(', ')}.`,
    );
  const { agreementType, quotaId, name } = kind;
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
  for (const subscription of withoutSubscriptions ? [] : subscriptions)
    assignRole(world, {
      tenant,
      principalId: reader.objectId,
      role: 'Owner',
      scope: formatSubscriptionScope(subscription),
    });
  const billing = createBillingAccount(world, {
    tenant,
    agreementType,
    name,
    administrators: [reader.objectId],
  });
  const inputs: Inputs = {
    agreement,
    tenantId: tenant.id,
    appName,
    expirationDate: formatDay(world.clock.now() + secretDays * day),
  };
  if (agreement !== 'mosp') inputs.billingAccountId = billing.name;
  return {
    world,
    tenant,
    billing,
    subscriptions,
    inputs,
    reader: { azure: reader },
    spot: {},
    limitReader: (rights) => limitUser({ world, tenant, billing }, reader, rights),
  };
}

/**
 * Takes every role from the reader but those named: Microsoft Entra roles (`Global Administrator`),
 * and the role on the billing account that its agreement knows.
 */
function limitUser(
  { world, tenant, billing }: Pick<BillingWorld, 'world' | 'tenant' | 'billing'>,
  { objectId: readerId }: User,
  rights: readonly string[],
): void {
  const reader = tenant.users.get(readerId);
  if (!reader) throw new Error('The reader is no user of the directory; nothing can be taken.');
  reader.directoryRoles = rights.includes('Global Administrator') ? ['Global Administrator'] : [];
  // Elevated access that the guide took stays until it gives it back.
  for (const [id, { principalId, scope }] of tenant.roleAssignments)
    if (principalId === readerId && scope !== '/') tenant.roleAssignments.delete(id);
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
  const { world, tenant, inputs, reader } = subject;
  const { agreement, expirationDate, appName } = inputs;
  const { application, servicePrincipal, secret } = createApplication(world, {
    tenant,
    displayName: appName,
    owner: reader.azure.objectId,
    secret: { displayName: 'spot', endAt: Date.parse(`${expirationDate}T00:00:00Z`) },
  });
  inputs.clientId = application.appId;
  inputs.servicePrincipalId = servicePrincipal.id;
  inputs.clientSecret = secret;
  if (agreement === 'ea') giveBillingRole(subject, 'enrollmentReader');
  if (agreement === 'mca') {
    const name = `${billingRoles.billingAccountReader}_${servicePrincipal.id}`;
    giveBillingRole(subject, 'billingAccountReader', { name });
  }
  const scopes =
    agreement === 'mca'
      ? subject.subscriptions.map(formatSubscriptionScope)
      : [formatRootGroupScope(subject)];
  for (const scope of scopes) giveRole(subject, { role: 'Cost Management Reader', scope });
  giveRole(subject, { role: 'Reservations Reader', scope: '/providers/Microsoft.Capacity' });
  giveRole(subject, { role: 'Savings plan Reader', scope: '/providers/Microsoft.BillingBenefits' });
  world.clock.advance(hour);
  return subject;
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
