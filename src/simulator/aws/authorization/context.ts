import type { World } from '../../world.ts';
import { iamArn, userIdOf } from '../arn.ts';
import { organizationOf, pathTo, rootId } from '../organization.ts';
import type { AwsAccount, AwsCredentials, AwsOrganization } from '../state.ts';

/** Condition keys of a request with their values. Keys are looked up without regard to case. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** Who calls: an account and the credentials used. */
export interface Caller {
  account: AwsAccount;
  credentials: AwsCredentials;
}

/** How a call came in: from outside, or made by a service on somebody's behalf. */
export interface Origin {
  region: string;
  /** Address of the client. Default: a documentation address. */
  sourceIp?: string;
  /** Services in between, first to last, e.g. `cloudformation.amazonaws.com`. */
  calledVia?: readonly string[];
}

/** A request context from plain values; undefined values are left out. */
export function contextOf(
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): Map<string, readonly string[]> {
  const context = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined)
      context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  }
  return context;
}

/** What is known about a caller, whatever is called. */
export function principalContext(
  world: World,
  { account, credentials }: Caller,
): Record<string, string | string[] | undefined> {
  const { principal } = credentials;
  const role = principal.type === 'role' ? account.roles.get(principal.name) : undefined;
  const organization = organizationOf(world.aws, account.id);
  return {
    'aws:PrincipalArn':
      principal.type === 'root'
        ? iamArn(account, 'root')
        : principal.type === 'user'
          ? iamArn(account, `user/${principal.name}`)
          : iamArn(account, `role${role?.path ?? '/'}${principal.name}`),
    'aws:PrincipalAccount': account.id,
    'aws:PrincipalType': { root: 'Account', user: 'User', role: 'AssumedRole' }[principal.type],
    'aws:PrincipalOrgID': organization?.id,
    'aws:PrincipalOrgPaths': organization && [orgPath(organization, account.id)],
    'aws:PrincipalIsAWSService': 'false',
    'aws:userid': userIdOf(account, credentials),
    'aws:username': principal.type === 'user' ? principal.name : undefined,
  };
}

/**
 * `o-…/r-…/ou-…/`, without the account itself:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths
 */
function orgPath(organization: AwsOrganization, accountId: string): string {
  const above =
    organization.managementAccountId === accountId
      ? [rootId(organization)]
      : pathTo(organization, accountId).slice(0, -1);
  return [organization.id, ...above, ''].join('/');
}

/**
 * The global condition keys of a call. `aws:MultiFactorAuthPresent` is absent for long-lived keys,
 * as in AWS.
 */
export function globalContext(
  world: World,
  caller: Caller,
  { region, sourceIp = '203.0.113.10', calledVia = [] }: Origin,
) {
  const now = world.clock.now();
  const { endpoint } = caller.credentials;
  return {
    ...principalContext(world, caller),
    // A call through a VPC endpoint has the endpoint's keys instead of an address of the internet.
    'aws:SourceIp': calledVia.length > 0 || endpoint ? undefined : sourceIp,
    'aws:SourceVpce': endpoint?.id,
    'aws:SourceVpc': endpoint?.vpcId,
    'aws:SecureTransport': 'true',
    'aws:CurrentTime': new Date(now).toISOString(),
    'aws:EpochTime': String(Math.floor(now / 1000)),
    'aws:RequestedRegion': region,
    'aws:MultiFactorAuthPresent': caller.credentials.sessionToken ? 'false' : undefined,
    'aws:ViaAWSService': String(calledVia.length > 0),
    'aws:CalledVia': calledVia.length > 0 ? calledVia : undefined,
    'aws:CalledViaFirst': calledVia[0],
    'aws:CalledViaLast': calledVia.at(-1),
  };
}
