import type { World } from '../world.ts';
import { awsPolicyArn, newSecret, uniqueId } from './arn.ts';
import { rootId } from './organization.ts';
import type { Partition } from './partitions.ts';
import type {
  AwsAccount,
  AwsCredentials,
  AwsOrganization,
  IamRole,
  IamUser,
  PolicyDocument,
  ServiceControlPolicy,
} from './state.ts';

/** An empty account, set up as a healthy one is: IAM sees billing, Cost Explorer has data. */
export function createAccount(
  world: World,
  {
    id,
    name = `account-${id}`,
    partition = 'aws',
  }: { id: string; name?: string; partition?: Partition },
): AwsAccount {
  if (!/^\d{12}$/.test(id)) throw new Error(`An AWS account id has 12 digits; "${id}" has not.`);
  if (world.aws.accounts.has(id)) throw new Error(`The world already has the account ${id}.`);
  const account: AwsAccount = {
    id,
    partition,
    name,
    email: `aws+${id}@example.com`,
    billingAccessForIam: true,
    costExplorer: 'ready',
    users: new Map(),
    roles: new Map(),
    policies: new Map(),
    reports: new Map(),
    stacks: new Map(),
    keys: new Map(),
  };
  world.aws.accounts.set(id, account);
  return account;
}

/** A unit of an organization, with what is in it. */
interface UnitSeed {
  name: string;
  accountIds?: readonly string[];
  /** In addition to FullAWSAccess; one that allows something stands instead of it. */
  serviceControlPolicies?: readonly ServiceControlPolicy[];
  units?: readonly UnitSeed[];
}

/** What {@link createOrganization} makes. */
export interface OrganizationSeed {
  managementAccountId: string;
  /** Members directly under the root. */
  memberAccountIds?: readonly string[];
  /** By member account id, in addition to FullAWSAccess. */
  serviceControlPolicies?: Readonly<Record<string, ServiceControlPolicy[]>>;
  /** Attached to the root, in addition to FullAWSAccess. */
  rootPolicies?: readonly ServiceControlPolicy[];
  units?: readonly UnitSeed[];
  /** Default: that of the management account, or `aws` when the world lacks it. */
  partition?: Partition;
}

/**
 * An organization with all features. Accounts that the world lacks are created in its partition.
 * Throws when an account is in another partition, or twice in the organization.
 *
 * @example
 * createOrganization(world, {
 *   managementAccountId: '111122223333',
 *   partition: 'aws-us-gov',
 *   units: [{ name: 'Workloads', accountIds: ['222233334444'], serviceControlPolicies: [noRoles] }],
 * })
 */
export function createOrganization(world: World, seed: OrganizationSeed): AwsOrganization {
  const { managementAccountId, memberAccountIds = [], units = [], rootPolicies = [] } = seed;
  const partition =
    seed.partition ?? world.aws.accounts.get(managementAccountId)?.partition ?? 'aws';
  const organization: AwsOrganization = {
    id: `o-${uniqueId('', 10).toLowerCase()}`,
    managementAccountId,
    featureSet: 'ALL',
    memberAccountIds: [...memberAccountIds],
    units: [],
    serviceControlPolicies: new Map(Object.entries(seed.serviceControlPolicies ?? {})),
  };
  const root = rootId(organization);
  if (rootPolicies.length > 0) organization.serviceControlPolicies.set(root, [...rootPolicies]);
  addUnits(organization, root, units);
  const accountIds = [managementAccountId, ...organization.memberAccountIds];
  for (const id of accountIds) {
    const account = world.aws.accounts.get(id) ?? createAccount(world, { id, partition });
    if (account.partition !== partition)
      throw new Error(
        `The account ${id} is in the partition ${account.partition}, the organization in ${partition}.`,
      );
  }
  if (new Set(accountIds).size < accountIds.length)
    throw new Error(`An account is twice in the organization: ${accountIds.join(', ')}.`);
  world.aws.organizations.push(organization);
  return organization;
}

function addUnits(
  organization: AwsOrganization,
  parentId: string,
  units: readonly UnitSeed[],
): void {
  for (const { name, accountIds = [], serviceControlPolicies = [], units: inner = [] } of units) {
    const id = `ou-${organization.id.slice(2, 6)}-${uniqueId('', 8).toLowerCase()}`;
    organization.units?.push({ id, name, parentId, accountIds: [...accountIds] });
    organization.memberAccountIds.push(...accountIds);
    if (serviceControlPolicies.length > 0)
      organization.serviceControlPolicies.set(id, [...serviceControlPolicies]);
    addUnits(organization, id, inner);
  }
}

/** An IAM user, without any right unless policies are given, and an access key of it. */
export function createUser(
  world: World,
  accountId: string,
  user: Partial<IamUser> & Pick<IamUser, 'name'>,
): AwsCredentials {
  const { name } = user;
  accountOf(world, accountId).users.set(name, {
    id: uniqueId('AIDA'),
    createdAt: world.clock.now(),
    inlinePolicies: new Map(),
    attachedPolicies: [],
    ...user,
  });
  return createAccessKey(world, accountId, { type: 'user', name });
}

/** An IAM user with AdministratorAccess, and an access key of it. */
export function createAdministrator(
  world: World,
  accountId: string,
  name = 'administrator',
): AwsCredentials {
  const { partition } = accountOf(world, accountId);
  const attachedPolicies = [awsPolicyArn(partition, 'AdministratorAccess')];
  return createUser(world, accountId, { name, attachedPolicies });
}

/**
 * Credentials of a principal: a long-lived key for root and users, a session (with a session token)
 * for roles. They never expire unless `expiresAt` (epoch milliseconds of the world's clock) is
 * given. The user or role must exist for the key to be accepted.
 */
export function createAccessKey(
  world: World,
  accountId: string,
  principal: AwsCredentials['principal'],
  expiresAt?: number,
): AwsCredentials {
  accountOf(world, accountId);
  const temporary = principal.type === 'role' || expiresAt !== undefined;
  const credentials: AwsCredentials = {
    accessKeyId: uniqueId(temporary ? 'ASIA' : 'AKIA', 16),
    secretAccessKey: newSecret(),
    sessionToken: temporary ? `${newSecret()}${newSecret()}${newSecret()}` : undefined,
    accountId,
    principal,
    expiresAt,
  };
  world.aws.credentials.set(credentials.accessKeyId, credentials);
  return credentials;
}

/** A role as IAM stores it, in effect at once. Callers add policies. */
export function createRole(
  world: World,
  accountId: string,
  role: Partial<IamRole> & Pick<IamRole, 'name' | 'trustPolicy'>,
): IamRole {
  const createdAt = world.clock.now();
  const complete: IamRole = {
    path: '/',
    id: uniqueId('AROA'),
    createdAt,
    maxSessionDuration: 3600,
    tags: {},
    effectiveAt: createdAt,
    inlinePolicies: new Map(),
    attachedPolicies: [],
    ...role,
  };
  accountOf(world, accountId).roles.set(role.name, complete);
  return complete;
}

/**
 * Spot's own side, written down here a second time and not imported, so that a wrong constant of
 * the product shows. Roles by account; customers may narrow their trust to any of them.
 * https://github.com/spotinst/spotinst-examples, Spot-AWS-Eco-Trusted-Identitiy.json
 */
const callingRole = 'eco-base-cdk-stack-globalclientassumerole';
const spotRoles: Readonly<Record<string, readonly string[]>> = {
  '884866656237': [callingRole, 'Admin', 'DevRole', 'ReadOnly'],
  '627743545735': [callingRole, 'Admin'],
  // What Spot calls with from here is not published; the product must not know this name.
  '922761411349': ['linked-accounts'],
};

/**
 * Spot's accounts. Returns a session, without end, of the role that one of them calls with, Eco's
 * in 884866656237 unless said otherwise: it may assume any role that lets it.
 */
export function createSpot(
  world: World,
  caller: '884866656237' | '922761411349' = '884866656237',
): AwsCredentials {
  for (const [accountId, roleNames] of Object.entries(spotRoles)) {
    createAccount(world, { id: accountId, name: 'Spot' });
    for (const name of roleNames) {
      const trustPolicy = policy({
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      });
      const assume = policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' });
      createRole(world, accountId, {
        name,
        trustPolicy,
        inlinePolicies: new Map([['assume-customer-roles', assume]]),
      });
    }
  }
  const [name, sessionName] =
    caller === '922761411349' ? ['linked-accounts', 'spot-linked'] : [callingRole, 'spot-eco'];
  return createAccessKey(world, caller, { type: 'role', name, sessionName });
}

function policy(statement: Record<string, unknown>): PolicyDocument {
  return { Version: '2012-10-17', Statement: [statement] };
}

function accountOf(world: World, accountId: string): AwsAccount {
  const account = world.aws.accounts.get(accountId);
  if (!account)
    throw new Error(
      `The world has no account ${accountId}. Call createAccount(world, { id: '${accountId}' }) first.`,
    );
  return account;
}

/**
 * Takes every right from a user but these actions, on everything. Throws when the credentials are
 * not those of an IAM user.
 */
export function limitUser(
  world: World,
  credentials: AwsCredentials,
  actions: readonly string[],
): void {
  const { principal } = credentials;
  const user =
    principal.type === 'user'
      ? accountOf(world, credentials.accountId).users.get(principal.name)
      : undefined;
  if (!user)
    throw new Error('Only an IAM user can be limited to rights; a role has a policy of its own.');
  user.attachedPolicies = [];
  user.inlinePolicies.clear();
  user.inlinePolicies.set('rights-you-need', {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: [...actions], Resource: '*' }],
  });
}
