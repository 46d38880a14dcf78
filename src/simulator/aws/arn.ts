import { randomBytes, randomInt } from 'node:crypto';
import type { Partition } from './partitions.ts';
import type { AwsAccount, AwsCredentials } from './state.ts';

/** The parts of `arn:partition:service:region:account:resource`. */
export interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  /** All after the fifth colon, e.g. `role/path/Name`. */
  resource: string;
}

/** Splits an ARN; undefined when the text is none. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, account, ...rest] = text.split(':');
  const resource = rest.join(':');
  if (prefix !== 'arn' || service === undefined || !resource) return undefined;
  return {
    partition: partition ?? '',
    service,
    region: region ?? '',
    account: account ?? '',
    resource,
  };
}

/**
 * Writes an ARN. It is the only place of the simulated AWS that does.
 *
 * @example
 * formatArn(account.partition, { service: 'iam', account: account.id, resource: 'root' })
 * // 'arn:aws:iam::111122223333:root'
 */
export function formatArn(
  partition: Partition,
  {
    service,
    region = '',
    account = '',
    resource,
  }: Pick<Arn, 'service' | 'resource'> & Partial<Arn>,
): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** ARN of something of IAM in an account, e.g. `user/alice`, `policy/path/Name` or `root`. */
export function iamArn({ partition, id }: Owner, resource: string): string {
  return formatArn(partition, { service: 'iam', account: id, resource });
}

/** ARN of a policy that AWS wrote, e.g. `AdministratorAccess` or `job-function/Billing`. */
export function awsPolicyArn(partition: Partition, name: string): string {
  return formatArn(partition, { service: 'iam', account: 'aws', resource: `policy/${name}` });
}

/** ARN of a session of a role. */
export function sessionArn({ partition, id }: Owner, role: string, session: string): string {
  const resource = `assumed-role/${role}/${session}`;
  return formatArn(partition, { service: 'sts', account: id, resource });
}

/** What an ARN tells of its account. */
type Owner = Pick<AwsAccount, 'partition' | 'id'>;

/** The principal as `sts:GetCallerIdentity` prints it. */
export function principalArnOf(
  account: AwsAccount,
  { principal }: Pick<AwsCredentials, 'principal'>,
): string {
  if (principal.type === 'root') return iamArn(account, 'root');
  if (principal.type === 'user') return iamArn(account, `user/${principal.name}`);
  return sessionArn(account, principal.name, principal.sessionName);
}

/**
 * The principal's unique id, e.g. `AIDA…` or `AROA…:session`; undefined once the user or role is
 * gone.
 */
export function userIdOf(
  account: AwsAccount,
  { principal }: Pick<AwsCredentials, 'principal'>,
): string | undefined {
  if (principal.type === 'root') return account.id;
  if (principal.type === 'user') return account.users.get(principal.name)?.id;
  const role = account.roles.get(principal.name);
  return role && `${role.id}:${principal.sessionName}`;
}

/** ARN of a role, with its path. */
export function roleArnOf(account: Owner, role: { path: string; name: string }): string {
  return iamArn(account, `role${role.path}${role.name}`);
}

/**
 * A new unique id as IAM makes them: a prefix (`AIDA`, `AROA`, `ANPA`, `AKIA`, `ASIA`) and 16 to 17
 * characters of base 32.
 */
export function uniqueId(prefix: string, length = 17): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return prefix + Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** A new secret of 40 characters. */
export function newSecret(): string {
  return randomBytes(30).toString('base64');
}
