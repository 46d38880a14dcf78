import type { World } from '../../world.ts';
import { awsPolicyArn, formatArn, iamArn } from '../arn.ts';
import { bucketArn } from '../s3/state.ts';
import {
  createAccount,
  createAdministrator,
  createOrganization,
  createRole,
  createUser,
} from '../seed.ts';
import type {
  AwsAccount,
  AwsCredentials,
  AwsOrganization,
  Bucket,
  ManagedPolicy,
  PolicyDocument,
} from '../state.ts';

/** Names of what every prepared account has. */
export interface Subject {
  accountId: string;
  account: AwsAccount;
  /** A bucket with settings and the object `key`; the report service may write into it. */
  bucket: string;
  emptyBucket: string;
  /** A role with the managed policy and the inline policy `inline`; the account may assume it. */
  role: string;
  /** A role without policies. */
  spareRole: string;
  policyArn: string;
  sparePolicyArn: string;
  /** A report; its definition in the words of the API. */
  report: string;
  reportDefinition: Record<string, unknown>;
  /** A stack with one bucket and the change set `change`. */
  stack: string;
  bucketTemplate: string;
  /** The unit of the organization that holds its member. */
  unitId: string;
}

export const managementId = '111122223333';
export const memberId = '222233334444';
export const strangerId = '555566667777';

export interface Prepared {
  management: Subject;
  member: Subject;
  stranger: Subject;
  organization: AwsOrganization;
}

/**
 * Three accounts with the same things in each: a management account, its member, and a stranger to
 * both.
 */
export function prepare(world: World): Prepared {
  for (const id of [managementId, memberId, strangerId]) createAccount(world, { id });
  const organization = createOrganization(world, {
    managementAccountId: managementId,
    units: [{ name: 'Workloads', accountIds: [memberId] }],
  });
  const unitId = organization.units?.[0]?.id ?? '';
  const fill = (id: string) => ({
    ...fillAccount(world, world.aws.accounts.get(id) as AwsAccount),
    unitId,
  });
  return {
    organization,
    management: fill(managementId),
    member: fill(memberId),
    stranger: fill(strangerId),
  };
}

export const statement = (
  Effect: 'Allow' | 'Deny',
  Action: string,
  Resource: string | string[] = '*',
) => ({ Effect, Action, Resource });
export const policy = (...Statement: object[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});

export const trust = (principal: string) =>
  policy({ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' });

/**
 * Credentials of a new user: an administrator, limited as said, or somebody with no policy at all.
 */
export function user(
  world: World,
  accountId: string,
  {
    administrator = true,
    deny,
    boundary,
  }: { administrator?: boolean; deny?: string; boundary?: string } = {},
): AwsCredentials {
  const name = 'somebody';
  const account = world.aws.accounts.get(accountId) as AwsAccount;
  const attachedPolicies = administrator
    ? [awsPolicyArn(account.partition, 'AdministratorAccess')]
    : [];
  const inlinePolicies = new Map(deny ? [['deny', policy(statement('Deny', deny))]] : []);
  return createUser(world, accountId, {
    name,
    inlinePolicies,
    attachedPolicies,
    permissionsBoundary: boundary,
  });
}

function fillAccount(world: World, account: AwsAccount): Omit<Subject, 'unitId'> {
  const { id } = account;
  createAdministrator(world, id);
  const policyArn = addPolicy(account, 'Subject', [
    policy(statement('Allow', 's3:GetObject')),
    policy(statement('Allow', 's3:ListBucket')),
  ]);
  const sparePolicyArn = addPolicy(account, 'Spare', [policy(statement('Allow', 's3:GetObject'))]);
  createRole(world, id, {
    name: 'Subject',
    trustPolicy: trust(iamArn(account, 'root')),
    attachedPolicies: [policyArn],
    inlinePolicies: new Map([['inline', policy(statement('Allow', 's3:GetObject'))]]),
    permissionsBoundary: policyArn,
  });
  createRole(world, id, { name: 'SpareRole', trustPolicy: trust(iamArn(account, 'root')) });
  const bucket = addBucket(world, `subject-${id}`, id);
  bucket.policy = policy({
    Effect: 'Allow',
    Principal: { Service: 'billingreports.amazonaws.com' },
    Action: 's3:*',
    Resource: [bucketArn(bucket), `${bucketArn(bucket)}/*`],
  });
  bucket.publicAccessBlock = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  bucket.tags = { purpose: 'test' };
  bucket.objects.set('key', { key: 'key', body: new TextEncoder().encode('body'), modifiedAt: 0 });
  addBucket(world, `empty-${id}`, id);
  const report = addReport(world, account, 'report', bucket.name);
  return {
    accountId: id,
    account,
    bucket: bucket.name,
    emptyBucket: `empty-${id}`,
    role: 'Subject',
    spareRole: 'SpareRole',
    policyArn,
    sparePolicyArn,
    report: report.name,
    reportDefinition: definitionOf('another', bucket.name),
    stack: addStack(world, account),
    bucketTemplate: bucketTemplate(`new-${id}`),
  };
}

export const bucketTemplate = (name: string) =>
  `{"Resources":{"Bucket":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":"${name}"}}}}`;

export function addPolicy(account: AwsAccount, name: string, documents: PolicyDocument[]): string {
  const arn = iamArn(account, `policy/${name}`);
  const versions: ManagedPolicy['versions'] = new Map(
    documents.map((document, index) => [`v${index + 1}`, { document, createdAt: index }]),
  );
  account.policies.set(arn, {
    arn,
    name,
    id: `ANPA${name.toUpperCase()}`,
    createdAt: 0,
    defaultVersion: `v${documents.length}`,
    versions,
  });
  return arn;
}

export function addBucket(
  world: World,
  name: string,
  ownerAccount: string,
  region = 'us-east-1',
): Bucket {
  const bucket: Bucket = {
    name,
    ownerAccount,
    region,
    createdAt: 0,
    encryption: { algorithm: 'AES256' },
    tags: {},
    objects: new Map(),
  };
  world.aws.buckets.set(name, bucket);
  return bucket;
}

export function addReport(world: World, account: AwsAccount, name: string, bucket: string) {
  const report = {
    name,
    bucket,
    timeUnit: 'HOURLY',
    format: 'textORcsv',
    compression: 'GZIP',
    schemaElements: ['RESOURCES'],
    prefix: 'cur',
    region: 'us-east-1',
    artifacts: [],
    refreshClosedReports: true,
    versioning: 'CREATE_NEW_REPORT',
    createdAt: world.clock.now(),
    nextDeliveryAt: world.clock.now() + 86_400_000,
  };
  account.reports.set(name, report);
  return report;
}

function definitionOf(ReportName: string, S3Bucket: string) {
  return {
    ReportName,
    S3Bucket,
    TimeUnit: 'HOURLY',
    Format: 'textORcsv',
    Compression: 'GZIP',
    AdditionalSchemaElements: ['RESOURCES'],
    S3Prefix: 'cur',
    S3Region: 'us-east-1',
    RefreshClosedReports: true,
    ReportVersioning: 'CREATE_NEW_REPORT',
  };
}

function addStack(world: World, account: AwsAccount): string {
  const [name, bucket] = ['subject', `stack-${account.id}`];
  addBucket(world, bucket, account.id);
  const id = formatArn(account.partition, {
    service: 'cloudformation',
    region: 'us-east-1',
    account: account.id,
    resource: `stack/${name}/11111111-2222-3333-4444-555555555555`,
  });
  const content = { parameters: {}, capabilities: [], createdAt: 0 };
  const change = {
    ...content,
    name: 'change',
    id: id.replace('stack/subject', 'changeSet/change'),
    type: 'UPDATE' as const,
    status: 'CREATE_COMPLETE',
    executionStatus: 'AVAILABLE',
    template: bucketTemplate(`${bucket}-two`),
    changes: [],
  };
  account.stacks.set(`us-east-1/${name}`, {
    ...content,
    name,
    id,
    region: 'us-east-1',
    status: 'CREATE_COMPLETE',
    template: bucketTemplate(bucket),
    outputs: [],
    events: [],
    resources: [
      {
        logicalId: 'Bucket',
        physicalId: bucket,
        type: 'AWS::S3::Bucket',
        status: 'CREATE_COMPLETE',
      },
    ],
    changeSets: new Map([['change', change]]),
  });
  return name;
}

/** Everything a world knows about AWS, as text, to see that nothing changed. */
export function snapshot(world: World): string {
  return JSON.stringify(world.aws, (_, value) =>
    value instanceof Map
      ? [...value]
      : value instanceof Uint8Array
        ? Buffer.from(value).toString('base64')
        : value,
  );
}
