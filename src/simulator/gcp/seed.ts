import type { World } from '../world.ts';
import { digits, newAccessToken, newEtag, newRefreshToken, newUniqueId } from './identifiers.ts';
import { addMember, emptyPolicy, removeMember } from './policies.ts';
import { addServiceAccount, addServiceAccountKey, findServiceAccount } from './service-accounts.ts';
import type {
  BillingAccount,
  Binding,
  GcpFolder,
  GcpIdentity,
  GcpNode,
  GcpOrganization,
  GcpProject,
  NodeName,
  OrgPolicyRule,
  PolicyRecord,
  ServiceAccount,
} from './state.ts';

/**
 * APIs that are on in a project fresh from the console: BigQuery, Cloud Storage, Logging,
 * Monitoring and the two that manage APIs. Neither iam, compute, cloudresourcemanager, cloudbilling
 * nor orgpolicy is among them. Source: https://cloud.google.com/service-usage/docs/enabled-service,
 * "Services enabled by default".
 */
const defaultServices: readonly string[] = [
  'analyticshub',
  'bigquery',
  'bigqueryconnection',
  'bigquerydatapolicy',
  'bigquerydatatransfer',
  'bigquerymigration',
  'bigqueryreservation',
  'bigquerystorage',
  'cloudapis',
  'cloudtrace',
  'dataform',
  'dataplex',
  'datastore',
  'logging',
  'monitoring',
  'servicemanagement',
  'serviceusage',
  'sql-component',
  'storage',
  'storage-api',
  'storage-component',
].map((name) => `${name}.googleapis.com`);

/**
 * An organization. It enforces nothing unless told: real ones made since 2024-05-03 enforce
 * `iam.disableServiceAccountKeyCreation`, see {@link setOrgPolicy}.
 * @param id - digits; made up when missing
 */
export function createOrganization(
  world: World,
  { id = digits(12), displayName = 'example.com' } = {},
): GcpOrganization {
  if (world.gcp.organizations.has(id))
    throw new Error(`The world already has the organization ${id}.`);
  const directoryCustomerId = `C0${digits(7)}`;
  const organization: GcpOrganization = {
    id,
    displayName,
    directoryCustomerId,
    roles: new Map(),
    ...newNode(world),
  };
  world.gcp.organizations.set(id, organization);
  return organization;
}

/** A folder below an organization or another folder. */
export function createFolder(
  world: World,
  {
    id = digits(12),
    displayName = 'folder',
    parent,
  }: { id?: string; displayName?: string; parent: NodeName },
): GcpFolder {
  nodeOf(world, parent);
  const folder: GcpFolder = {
    id,
    displayName,
    parent,
    lifecycleState: 'ACTIVE',
    ...newNode(world),
  };
  world.gcp.folders.set(id, folder);
  return folder;
}

/** A billing account; `open: false` makes billing off in every project that is linked to it. */
export function createBillingAccount(
  world: World,
  { id = '01A2B3-C4D5E6-F70819', displayName = 'My Billing Account', open = true } = {},
): BillingAccount {
  const account: BillingAccount = { id, displayName, open, policy: emptyPolicy() };
  world.gcp.billingAccounts.set(id, account);
  return account;
}

/**
 * A project like one made in the console: nobody has a role in it, and {@link defaultServices} are
 * on.
 * @param options.parent - `organizations/123` or `folders/123`; none when missing
 * @param options.billingAccount - id of a billing account of the world; billing is off when missing
 * @param options.enabledApis - APIs that are on beside the default ones: `iam.googleapis.com`, or
 *   `iam` for short
 * @param options.onlyApis - APIs that are on instead of the default ones
 */
export function createProject(
  world: World,
  options: {
    projectId: string;
    number?: string;
    name?: string;
    parent?: NodeName;
    billingAccount?: string;
    enabledApis?: readonly string[];
    onlyApis?: readonly string[];
  },
): GcpProject {
  const {
    projectId,
    number = digits(12),
    name = projectId,
    parent,
    billingAccount,
    enabledApis = [],
  } = options;
  if (!/^([a-z][-a-z0-9.]*:)?[a-z][-a-z0-9]{4,28}[a-z0-9]$/.test(projectId)) {
    throw new Error(
      `A project id has 6 to 30 lower-case letters, digits and hyphens; "${projectId}" has not.`,
    );
  }
  if (world.gcp.projects.has(projectId))
    throw new Error(`The world already has the project ${projectId}.`);
  if (parent) nodeOf(world, parent);
  if (billingAccount && !world.gcp.billingAccounts.has(billingAccount)) {
    throw new Error(
      `The world has no billing account ${billingAccount}. Call createBillingAccount(world) first.`,
    );
  }
  const apis = [...(options.onlyApis ?? defaultServices), ...enabledApis].map(longName);
  const project: GcpProject = {
    projectId,
    number,
    name,
    lifecycleState: 'ACTIVE',
    labels: {},
    instances: [],
    roles: new Map(),
    ...(parent ? { parent } : {}),
    ...(billingAccount ? { billingAccount } : {}),
    services: new Map(apis.map((api) => [api, world.clock.now()])),
    ...newNode(world),
  };
  world.gcp.projects.set(projectId, project);
  return project;
}

/** Turns APIs of a project on or off, at once. `iam` is short for `iam.googleapis.com`. */
export function setServices(
  world: World,
  projectId: string,
  { on = [], off = [] }: { on?: readonly string[]; off?: readonly string[] },
) {
  const project = projectOf(world, projectId);
  for (const api of on) project.services.set(longName(api), world.clock.now());
  for (const api of off) project.services.delete(longName(api));
}

/**
 * A person, signed in. The access token has no end unless `expiresAt` (epoch ms of the world's
 * clock) sets one: gcloud goes by the real clock, so it would not know when to renew it after the
 * world's clock was moved. The refresh token gets ordinary tokens, of an hour.
 * @param options.roles - role names by resource, e.g. `{ 'projects/my-project': ['roles/owner'] }`
 * @param options.projectId - project set in their gcloud configuration
 */
export function createUser(
  world: World,
  options: {
    email: string;
    projectId?: string;
    roles?: Readonly<Record<NodeName, readonly string[]>>;
    expiresAt?: number;
  },
): GcpIdentity {
  const { email, projectId, roles = {}, expiresAt } = options;
  const address = email.toLowerCase();
  if (!world.gcp.users.has(address))
    world.gcp.users.set(address, { email: address, id: newUniqueId() });
  for (const [resource, names] of Object.entries(roles))
    for (const role of names) bind(world, resource, role, `user:${address}`);
  const refreshToken = newRefreshToken();
  world.gcp.refreshTokens.set(refreshToken, address);
  return {
    ...createAccessToken(world, address, expiresAt),
    ...(projectId ? { projectId } : {}),
    refreshToken,
  };
}

/**
 * An access token of a user or a service account of the world, without anything to renew it. It has
 * no end unless `expiresAt` (epoch ms) sets one.
 */
export function createAccessToken(
  world: World,
  email: string,
  expiresAt = Number.POSITIVE_INFINITY,
): GcpIdentity {
  const accessToken = newAccessToken();
  const account = findServiceAccount(world, email);
  if (!account && !world.gcp.users.has(email.toLowerCase()))
    throw new Error(`The world has neither a user nor a service account ${email}.`);
  world.gcp.accessTokens.set(accessToken, {
    email: account?.email ?? email.toLowerCase(),
    ...(account
      ? { kind: 'serviceAccount', serviceAccountId: account.uniqueId }
      : { kind: 'user' }),
    scopes: ['https://www.googleapis.com/auth/cloud-platform'],
    expiresAt,
  });
  return {
    accessToken,
    email: account?.email ?? email.toLowerCase(),
    ...(account ? { projectId: account.projectId } : {}),
  };
}

/** A group. Members are written as in a policy: `user:alice@example.com`. */
export function createGroup(world: World, email: string, members: readonly string[]): void {
  world.gcp.groups.set(email.toLowerCase(), new Set(members));
}

/**
 * A service account of a project, `<accountId>@<project>.iam.gserviceaccount.com`, with the given
 * roles on its project.
 */
export function createServiceAccount(
  world: World,
  options: {
    projectId: string;
    accountId: string;
    displayName?: string;
    roles?: readonly string[];
  },
): ServiceAccount {
  projectOf(world, options.projectId);
  const account = addServiceAccount(world, options);
  for (const role of options.roles ?? [])
    bind(world, `projects/${options.projectId}`, role, `serviceAccount:${account.email}`);
  return account;
}

/** A key of a service account. Returns the key file: JSON text with a real private key. */
export function createServiceAccountKey(world: World, email: string): string {
  return addServiceAccountKey(world, serviceAccountOf(world, email)).keyFile;
}

/**
 * A custom role of a project or an organization, unchecked.
 * @returns its full name, e.g. `projects/my-project/roles/myRole`
 */
export function createRole(
  world: World,
  parent: NodeName,
  role: { roleId: string; includedPermissions: readonly string[]; title?: string },
): string {
  const node = nodeOf(world, parent);
  if (!('roles' in node))
    throw new Error(`${parent} cannot have custom roles: projects and organizations can.`);
  const { roleId, includedPermissions, title = roleId } = role;
  node.roles.set(roleId, {
    roleId,
    title,
    includedPermissions: [...includedPermissions],
    stage: 'GA',
    etag: newEtag(),
  });
  return `${parent}/roles/${roleId}`;
}

/**
 * Grants a role, effective at once.
 * @param resource - `projects/my-project`, `folders/123`, `organizations/123`, `billingAccounts/…`
 *   or the e-mail address of a service account
 */
export function bind(
  world: World,
  resource: string,
  role: string,
  member: string,
  condition?: Binding['condition'],
): void {
  const { policy } = policyOf(world, resource);
  addMember(policy.bindings, role, member, condition);
  if (condition) policy.version = 3;
}

/** Takes a role (or all roles, when none is named) away from a member of a resource, at once. */
export function unbind(world: World, resource: string, member: string, role?: string): void {
  removeMember(policyOf(world, resource).policy, member, role);
}

/**
 * Sets an organization policy on a node, e.g. `setOrgPolicy(world, 'organizations/123',
 * 'iam.disableServiceAccountKeyCreation', { enforce: true })`.
 * @param constraint - without `constraints/`
 */
export function setOrgPolicy(
  world: World,
  resource: NodeName,
  constraint: string,
  rule: OrgPolicyRule & { inheritFromParent?: boolean },
): void {
  const { inheritFromParent, ...rest } = rule;
  nodeOf(world, resource).orgPolicies.set(constraint, {
    etag: newEtag(),
    updatedAt: world.clock.now(),
    ...(inheritFromParent === undefined ? {} : { inheritFromParent }),
    rules: [rest],
  });
}

/**
 * Leaves somebody exactly these permissions, on this project: whatever they were granted anywhere
 * in the world is taken away, and a custom role of the project takes its place. Groups that hold
 * the person are left by them.
 */
export function limitUser(
  world: World,
  identity: GcpIdentity,
  projectId: string,
  permissions: readonly string[],
): void {
  const member = `user:${identity.email.toLowerCase()}`;
  for (const record of everyPolicy(world)) {
    removeMember(record.policy, member);
    record.earlier = [];
  }
  for (const members of world.gcp.groups.values()) members.delete(member);
  const roleId = `limited_${identity.email.replace(/[^a-zA-Z0-9]/g, '_')}`.slice(0, 64);
  bind(
    world,
    `projects/${projectId}`,
    createRole(world, `projects/${projectId}`, { roleId, includedPermissions: permissions }),
    member,
  );
}

function* everyPolicy({ gcp }: World): Generator<PolicyRecord> {
  for (const map of [
    gcp.organizations,
    gcp.folders,
    gcp.projects,
    gcp.billingAccounts,
    gcp.serviceAccounts,
  ]) {
    for (const { policy } of map.values()) yield policy;
  }
}

function newNode(world: World): GcpNode {
  return { policy: emptyPolicy(), orgPolicies: new Map(), createdAt: world.clock.now() };
}

const longName = (api: string): string => (api.includes('.') ? api : `${api}.googleapis.com`);

function policyOf(world: World, resource: string): PolicyRecord {
  if (resource.includes('@'))
    return serviceAccountOf(world, resource.split('/').at(-1) ?? '').policy;
  if (!resource.startsWith('billingAccounts/')) return nodeOf(world, resource).policy;
  const account = world.gcp.billingAccounts.get(resource.slice('billingAccounts/'.length));
  if (!account)
    throw new Error(`The world has no ${resource}. Call createBillingAccount(world) first.`);
  return account.policy;
}

function nodeOf(world: World, resource: NodeName): GcpProject | GcpFolder | GcpOrganization {
  const [kind = '', id = ''] = resource.split('/');
  const maps = {
    organizations: world.gcp.organizations,
    folders: world.gcp.folders,
    projects: world.gcp.projects,
  };
  const node = kind in maps ? maps[kind as keyof typeof maps].get(id) : undefined;
  if (!node)
    throw new Error(
      `The world has no ${resource}. Write projects/ID, folders/NUMBER or organizations/NUMBER, and create it first.`,
    );
  return node;
}

function projectOf(world: World, projectId: string): GcpProject {
  const project = world.gcp.projects.get(projectId);
  if (!project)
    throw new Error(
      `The world has no project ${projectId}. Call createProject(world, { projectId: '${projectId}' }) first.`,
    );
  return project;
}

function serviceAccountOf(world: World, email: string): ServiceAccount {
  const account = findServiceAccount(world, email);
  if (!account)
    throw new Error(
      `The world has no service account ${email}. Call createServiceAccount(world, …) first.`,
    );
  return account;
}
