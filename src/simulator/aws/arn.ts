import { randomBytes, randomInt } from 'node:crypto';
import type { AwsAccount, AwsCredentials, AwsState } from './state.ts';

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
  const match = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.+)$/s.exec(text);
  if (!match) return undefined;
  const [, partition, service, region, account, resource] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return { partition, service, region, account, resource };
}

const regionsByPartition: Readonly<Record<string, readonly string[]>> = {
  aws: [
    ...[
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
      'ca-central-1',
      'ca-west-1',
      'mx-central-1',
      'sa-east-1',
    ],
    ...[
      'eu-west-1',
      'eu-west-2',
      'eu-west-3',
      'eu-central-1',
      'eu-central-2',
      'eu-north-1',
      'eu-south-1',
      'eu-south-2',
    ],
    ...[
      'ap-east-1',
      'ap-south-1',
      'ap-south-2',
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
    ],
    ...[
      'ap-southeast-1',
      'ap-southeast-2',
      'ap-southeast-3',
      'ap-southeast-4',
      'ap-southeast-5',
      'ap-southeast-7',
    ],
    ...['af-south-1', 'il-central-1', 'me-central-1', 'me-south-1'],
  ],
  'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
};

/** The partition a region belongs to; undefined when there is no such region. */
export function partitionOf(region: string): string | undefined {
  return Object.keys(regionsByPartition).find((partition) =>
    regionsByPartition[partition]?.includes(region),
  );
}

/**
 * The region of a host `service.region.amazonaws.com[.cn]`; undefined for another service or a
 * region that does not exist.
 */
export function regionalHost(service: string, url: URL): string | undefined {
  const match = /^([a-z0-9-]+)\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/.exec(url.hostname);
  if (!match || match[1] !== service) return undefined;
  const partition = partitionOf(match[2] as string);
  return partition && (partition === 'aws-cn') === Boolean(match[3]) ? match[2] : undefined;
}

/** The principal as `sts:GetCallerIdentity` prints it. */
export function principalArnOf(
  account: AwsAccount,
  { principal }: Pick<AwsCredentials, 'principal'>,
): string {
  if (principal.type === 'root') return `arn:${account.partition}:iam::${account.id}:root`;
  if (principal.type === 'user')
    return `arn:${account.partition}:iam::${account.id}:user/${principal.name}`;
  return `arn:${account.partition}:sts::${account.id}:assumed-role/${principal.name}/${principal.sessionName}`;
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
export function roleArnOf(account: AwsAccount, role: { path: string; name: string }): string {
  return `arn:${account.partition}:iam::${account.id}:role${role.path}${role.name}`;
}

/** The organization an account is in; undefined for a standalone account. */
export function organizationOf(state: AwsState, accountId: string) {
  return state.organizations.find(
    (organization) =>
      organization.managementAccountId === accountId ||
      organization.memberAccountIds.includes(accountId),
  );
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
