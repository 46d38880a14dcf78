import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { World } from '../world.ts';
import { builtInRole } from './built-in-roles.ts';
import { azureCliClientId } from './entra/tokens.ts';
import type {
  Application,
  AzureIdentity,
  Group,
  ManagementGroup,
  PasswordCredential,
  PrincipalType,
  ResourceProviderRegistration,
  RoleAssignment,
  RoleDefinition,
  ServicePrincipal,
  Subscription,
  Tenant,
  User,
} from './state.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * A directory as Microsoft makes it: members may register apps, no app management policy, no
 * management groups.
 */
export function createTenant(
  world: World,
  {
    id = randomUUID(),
    displayName = 'Contoso',
    domain = `${displayName.toLowerCase().replace(/[^a-z0-9]/g, '')}.onmicrosoft.com`,
  } = {},
): Tenant {
  const tenant: Tenant = {
    id,
    displayName,
    defaultDomain: domain,
    countryLetterCode: 'US',
    users: new Map(),
    groups: new Map(),
    applications: new Map(),
    servicePrincipals: new Map(),
    authorizationPolicy: {
      allowedToCreateApps: true,
      allowedToCreateSecurityGroups: true,
      allowedToReadOtherUsers: true,
      allowInvitesFrom: 'everyone',
    },
    appManagementPolicy: { isEnabled: false, passwordAddition: false },
    managementGroups: new Map(),
    customRoles: new Map(),
    roleAssignments: new Map(),
    denyAssignments: [],
    policyAssignments: [],
    policyDefinitions: [],
  };
  world.azure.tenants.set(id, tenant);
  return tenant;
}

/** A user who is signed in to the Azure CLI. `upn` without `@` gets the tenant's domain. */
export function createUser(
  world: World,
  {
    tenant,
    upn,
    directoryRoles = [],
    guest = false,
    subscriptionId,
  }: {
    tenant: Tenant;
    upn: string;
    /** Names of Microsoft Entra roles, e.g. `Application Administrator`. */
    directoryRoles?: readonly string[];
    guest?: boolean;
    /** What `az account show` shows. */
    subscriptionId?: string;
  },
): Extract<AzureIdentity, { type: 'user' }> {
  const userPrincipalName = upn.includes('@') ? upn : `${upn}@${tenant.defaultDomain}`;
  const name = userPrincipalName.split('@')[0] ?? upn;
  const user: User = {
    id: randomUUID(),
    userPrincipalName,
    displayName: name,
    mail: guest ? null : userPrincipalName,
    accountEnabled: true,
    userType: guest ? 'Guest' : 'Member',
    directoryRoles: [...directoryRoles],
    createdAt: world.clock.now(),
  };
  tenant.users.set(user.id, user);
  const refreshToken = `0.${randomBytes(48).toString('base64url')}`;
  world.azure.refreshTokens.set(refreshToken, {
    tenantId: tenant.id,
    userId: user.id,
    clientId: azureCliClientId,
    issuedAt: world.clock.now(),
  });
  return {
    type: 'user',
    tenantId: tenant.id,
    objectId: user.id,
    userPrincipalName,
    refreshToken,
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
  };
}

/** A security group. `members` are object ids. */
export function createGroup(
  world: World,
  {
    tenant,
    displayName,
    members = [],
    directoryRoles = [],
  }: { tenant: Tenant; displayName: string; members?: string[]; directoryRoles?: string[] },
): Group {
  const group: Group = {
    id: randomUUID(),
    displayName,
    securityEnabled: true,
    members,
    directoryRoles,
    createdAt: world.clock.now(),
  };
  tenant.groups.set(group.id, group);
  return group;
}

/**
 * An enabled subscription of a tenant, with no resource provider registered beside those that
 * always are.
 */
export function createSubscription(
  world: World,
  {
    tenant,
    id = randomUUID(),
    ...rest
  }: { tenant: Tenant } & Partial<Omit<Subscription, 'tenantId'>>,
): Subscription {
  const subscription: Subscription = {
    id,
    tenantId: tenant.id,
    displayName: 'Production',
    state: 'Enabled',
    quotaId: 'EnterpriseAgreement_2014-09-01',
    spendingLimit: 'Off',
    resourceGroups: new Map(),
    tags: {},
    resourceProviders: new Map(
      [
        'Microsoft.Authorization',
        'Microsoft.Billing',
        'Microsoft.Consumption',
        'Microsoft.CostManagement',
        'Microsoft.Resources',
      ].map((namespace): [string, ResourceProviderRegistration] => [
        namespace,
        { state: 'Registered' },
      ]),
    ),
    ...rest,
  };
  world.azure.subscriptions.set(id, subscription);
  return subscription;
}

/** Marks resource providers as registered in a subscription, e.g. `Microsoft.Compute`. */
export function registerProvider(subscription: Subscription, ...namespaces: string[]): void {
  for (const namespace of namespaces)
    subscription.resourceProviders.set(namespace, { state: 'Registered' });
}

/** Opens management groups in a tenant: the root group, whose id is the tenant id. */
export function enableManagementGroups(tenant: Tenant): ManagementGroup {
  const root = tenant.managementGroups.get(tenant.id) ?? {
    id: tenant.id,
    displayName: 'Tenant Root Group',
  };
  tenant.managementGroups.set(tenant.id, root);
  return root;
}

/**
 * A management group below `parent` (the root unless said otherwise), with the given subscriptions
 * in it.
 */
export function createManagementGroup(
  tenant: Tenant,
  {
    id,
    displayName = id,
    parent = tenant.id,
    subscriptions = [],
  }: { id: string; displayName?: string; parent?: string; subscriptions?: Subscription[] },
): ManagementGroup {
  enableManagementGroups(tenant);
  const group: ManagementGroup = { id, displayName, parent };
  tenant.managementGroups.set(id, group);
  for (const subscription of subscriptions) subscription.managementGroup = id;
  return group;
}

/**
 * A new secret in Microsoft's shape: 40 characters, `8Q~` after the third. Never starts with a
 * hyphen, which commands would take for an option.
 */
export function newSecretText(): string {
  return `${randomBytes(2).toString('hex').slice(0, 3)}8Q~${randomBytes(26).toString('base64url').slice(0, 34)}`;
}

/**
 * Puts a secret on an application and returns its text, which nothing can show again. Lives two
 * years unless said otherwise.
 */
export function addSecret(
  world: World,
  application: Application,
  {
    displayName = 'spot',
    startAt = world.clock.now(),
    endAt = startAt + 730 * day,
  }: { displayName?: string | null; startAt?: number; endAt?: number } = {},
): { secret: string; credential: PasswordCredential } {
  const secret = newSecretText();
  const credential: PasswordCredential = {
    keyId: randomUUID(),
    displayName,
    hint: secret.slice(0, 3),
    startAt,
    endAt,
    secretSha256: createHash('sha256').update(secret).digest('hex'),
  };
  application.passwordCredentials.push(credential);
  return { secret, credential };
}

/** The service principal of an application in its tenant (or in another one, after consent). */
export function createServicePrincipal(
  world: World,
  tenant: Tenant,
  application: Pick<Application, 'appId' | 'displayName'>,
  more: Partial<ServicePrincipal> = {},
): ServicePrincipal {
  const principal: ServicePrincipal = {
    id: randomUUID(),
    appId: application.appId,
    displayName: application.displayName,
    accountEnabled: true,
    servicePrincipalType: 'Application',
    tags: [],
    owners: [],
    directoryRoles: [],
    graphAppRoles: [],
    createdAt: world.clock.now(),
    ...more,
  };
  tenant.servicePrincipals.set(principal.id, principal);
  return principal;
}

/**
 * An application that signs in: with a service principal and a secret that lives two years, unless
 * told to leave one out.
 */
export function createApplication(
  world: World,
  {
    tenant,
    displayName = 'Spot',
    owner,
    servicePrincipal = true,
    secret = {},
    ...rest
  }: {
    tenant: Tenant;
    displayName?: string;
    /** Object id of its owner. */
    owner?: string;
    servicePrincipal?: boolean;
    /** `false`: none. */
    secret?: false | { displayName?: string | null; startAt?: number; endAt?: number };
  } & Partial<Omit<Application, 'displayName' | 'owners'>>,
): {
  application: Application;
  /** Not in the tenant when `servicePrincipal` is false. */
  servicePrincipal: ServicePrincipal;
  /** Plain text; empty when there is none. */
  secret: string;
  identity: Extract<AzureIdentity, { type: 'servicePrincipal' }>;
} {
  const application: Application = {
    id: randomUUID(),
    appId: randomUUID(),
    displayName,
    signInAudience: 'AzureADMyOrg' as const,
    webRedirectUris: [],
    identifierUris: [],
    passwordCredentials: [],
    owners: owner ? [owner] : [],
    createdAt: world.clock.now(),
    otherProperties: {},
    ...rest,
  };
  tenant.applications.set(application.id, application);
  const principal = createServicePrincipal(
    world,
    tenant,
    application,
    owner ? { owners: [owner] } : {},
  );
  if (!servicePrincipal) tenant.servicePrincipals.delete(principal.id);
  const text = secret === false ? '' : addSecret(world, application, secret).secret;
  return {
    application,
    servicePrincipal: principal,
    secret: text,
    identity: {
      type: 'servicePrincipal',
      tenantId: tenant.id,
      clientId: application.appId,
      clientSecret: text,
      objectId: principal.id,
    },
  };
}

/** A custom role. `actions` is a short way to give one permission with only these. */
export function createCustomRole(
  world: World,
  {
    tenant,
    roleName,
    assignableScopes,
    actions = [],
    ...rest
  }: {
    tenant: Tenant;
    roleName: string;
    assignableScopes: string[];
    actions?: readonly string[];
  } & Partial<RoleDefinition>,
): RoleDefinition {
  const now = world.clock.now();
  const role: RoleDefinition = {
    name: randomUUID(),
    roleName,
    type: 'CustomRole' as const,
    description: '',
    assignableScopes,
    permissions: [{ actions: [...actions], notActions: [], dataActions: [], notDataActions: [] }],
    createdAt: now,
    updatedAt: now,
    createdBy: null,
    updatedBy: null,
    ...rest,
  };
  tenant.customRoles.set(role.name, role);
  return role;
}

/**
 * Assigns a role, in effect at once. `role` is the name or GUID of a built-in or custom role.
 * `scope` is e.g. `/subscriptions/…`, `/providers/Microsoft.Capacity`, `/`.
 */
export function assignRole(
  world: World,
  {
    tenant,
    principalId,
    role,
    scope,
    principalType = principalTypeOf(tenant, principalId),
    ...rest
  }: {
    tenant: Tenant;
    principalId: string;
    role: string;
    scope: string;
    principalType?: PrincipalType;
  } & Partial<RoleAssignment>,
): RoleAssignment {
  const definition =
    builtInRole(role) ??
    [...tenant.customRoles.values()].find(
      ({ name, roleName }) => name === role || roleName === role,
    );
  if (!definition)
    throw new Error(
      `The tenant ${tenant.id} has no role "${role}". Create it with createCustomRole(), or see built-in-roles.ts.`,
    );
  const [name, now] = [rest.name ?? randomUUID(), world.clock.now()];
  const assignment: RoleAssignment = {
    id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    scope,
    roleDefinitionName: definition.name,
    principalId,
    principalType,
    description: null,
    condition: null,
    conditionVersion: null,
    createdAt: now,
    updatedAt: now,
    createdBy: null,
    updatedBy: null,
    effectiveAt: now,
    ...rest,
  };
  tenant.roleAssignments.set(assignment.id, assignment);
  return assignment;
}

function principalTypeOf(tenant: Tenant, principalId: string): PrincipalType {
  if (tenant.users.has(principalId)) return 'User';
  return tenant.groups.has(principalId) ? 'Group' : 'ServicePrincipal';
}

/**
 * Whether ARM can already find a principal: the one of a role assignment may still be spreading.
 * False also for one that does not exist.
 */
export function isReplicated(world: World, tenant: Tenant, principalId: string): boolean {
  const principal =
    tenant.servicePrincipals.get(principalId) ??
    tenant.users.get(principalId) ??
    tenant.groups.get(principalId);
  return (
    principal !== undefined &&
    world.clock.now() >= principal.createdAt + world.azure.propagation.principalMs
  );
}

export { createBillingAccount } from './seed-billing.ts';
