import {
  bucketPolicyFor,
  reportDefinitionFor,
  testObjectName,
} from '../../../src/checks/aws/_billing/documents.ts';
import {
  permissionsPolicyFor,
  policyNameFor,
  trustPolicyFor,
} from '../../../src/checks/aws/_role/documents.ts';
import { createBucket, storeObject } from '../../../src/simulator/aws/s3/state.ts';
import {
  createAccount,
  createAdministrator,
  createOrganization,
  createRole,
  createSpot,
  limitUser,
} from '../../../src/simulator/aws/seed.ts';
import type { CostReport } from '../../../src/simulator/aws/state.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import type { AwsWorld } from '../../define-faults.ts';

const hour = 3_600_000;

/** The other account of the organization. */
export const memberAccountId = '444455556666';

export interface HealthyOptions {
  accountId?: string;
  bucketName?: string;
  reportPrefix?: string;
  reportName?: string;
  /** What Spot issued to this reader. */
  externalId?: string;
  /** An account without an organization, which pays for itself. */
  standalone?: boolean;
  /** Makes the account a member of this account's organization: the reseller's customer. */
  payerAccountId?: string;
}

/**
 * The world before the guide starts: the account with an administrator, its organization, and Spot.
 */
export function createEmptyWorld(simulator: Simulator, options: HealthyOptions = {}): AwsWorld {
  const world = simulator.createWorld();
  const { accountId = '111122223333', standalone, payerAccountId } = options;
  const account = createAccount(world, { id: accountId, name: 'Example Corp' });
  if (!standalone) {
    const others = [memberAccountId, ...(payerAccountId ? [accountId] : [])];
    createOrganization(world, {
      managementAccountId: payerAccountId ?? accountId,
      memberAccountIds: others,
    });
  }
  const roleName = 'SpotByNetApp_Finops_ReadOnly';
  const reader = createAdministrator(world, accountId);
  return {
    world,
    account,
    limitReader: (rights) => limitUser(world, reader, rights),
    inputs: {
      accountKind: payerAccountId ? 'msp-customer' : 'payer',
      accountId,
      bucketName: options.bucketName ?? `spot-cur-${accountId}`,
      reportPrefix: options.reportPrefix ?? 'spotinst_eco',
      reportName: options.reportName ?? 'spotinst-cur-report',
      roleName,
      externalId: options.externalId ?? 'spotinst:aws:extid:k3y9w2m7q5x8c1v4',
      roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
    },
    reader: { aws: reader },
    spot: { aws: createSpot(world) },
  };
}

/**
 * The world as the guide leaves it, a day later: the first report has arrived and IAM knows the
 * role everywhere.
 */
export function createHealthyWorld(simulator: Simulator, options: HealthyOptions = {}): AwsWorld {
  const healthy = createEmptyWorld(simulator, options);
  addBucket(healthy);
  addReport(healthy);
  addRole(healthy);
  // The clock's move makes the simulated billing service deliver, by its own rules.
  healthy.world.clock.advance(25 * hour);
  return healthy;
}

/** The bucket of the guide with its policy, and nothing in it. */
export function addBucket({ world, account, inputs }: AwsWorld): void {
  const { accountId, bucketName } = inputs as { accountId: string; bucketName: string };
  const bucket = createBucket(world, {
    name: bucketName,
    ownerAccount: account.id,
    region: 'us-east-1',
  });
  bucket.policy = { ...bucketPolicyFor({ accountId, bucketName }) };
}

/** The report of the guide, just set up; `changes` are settings that differ. */
export function addReport(
  { world, account, inputs }: AwsWorld,
  changes: Partial<CostReport> = {},
): CostReport {
  const { reportName, bucketName, reportPrefix } = inputs as {
    reportName: string;
    bucketName: string;
    reportPrefix: string;
  };
  const definition = reportDefinitionFor({ reportName, bucketName, reportPrefix });
  const createdAt = world.clock.now();
  const report: CostReport = {
    name: definition.ReportName,
    timeUnit: definition.TimeUnit,
    format: definition.Format,
    compression: definition.Compression,
    schemaElements: definition.AdditionalSchemaElements,
    bucket: definition.S3Bucket,
    prefix: definition.S3Prefix,
    region: definition.S3Region,
    artifacts: definition.AdditionalArtifacts,
    refreshClosedReports: definition.RefreshClosedReports,
    versioning: definition.ReportVersioning,
    createdAt,
    nextDeliveryAt: createdAt + 6 * hour,
    ...changes,
  };
  account.reports.set(report.name, report);
  const bucket = world.aws.buckets.get(report.bucket);
  if (bucket) storeObject(world, bucket, { key: testObjectName, body: '' });
  return report;
}

function addRole({ world, account, inputs }: AwsWorld): void {
  const { roleName, bucketName, externalId } = inputs as {
    roleName: string;
    bucketName: string;
    externalId: string;
  };
  const name = policyNameFor({ roleName });
  const arn = `arn:aws:iam::${account.id}:policy/${name}`;
  const createdAt = world.clock.now();
  const document = { ...permissionsPolicyFor({ bucketName }) };
  account.policies.set(arn, {
    arn,
    name,
    id: 'ANPAEXAMPLEEXAMPLE123',
    createdAt,
    defaultVersion: 'v1',
    versions: new Map([['v1', { document, createdAt }]]),
  });
  createRole(world, account.id, {
    name: roleName,
    trustPolicy: { ...trustPolicyFor({ externalId }) },
    attachedPolicies: [arn],
  });
}

/** The account after the undo step: what the guide made is gone. */
export function removeConnection({ world, account }: AwsWorld): void {
  account.roles.clear();
  account.policies.clear();
  account.reports.clear();
  for (const [name, bucket] of world.aws.buckets)
    if (bucket.ownerAccount === account.id) world.aws.buckets.delete(name);
}
