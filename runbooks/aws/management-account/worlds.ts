import { bucketPolicyFor } from '../../../src/checks/aws/_billing/documents.ts';
import { permissionsPolicyFor, trustPolicyFor } from '../../../src/checks/aws/_role/documents.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import type { InputsOf } from '../../define-faults.ts';
import { hour } from '../../time.ts';
import { formatRoleArn } from '../_world/arns.ts';
import { addBucket } from '../_world/bucket.ts';
import { addReport } from '../_world/report.ts';
import { addRole } from '../_world/role.ts';
import {
  type AwsWorld,
  createAwsWorld,
  memberAccountId,
  readerAccountId,
} from '../_world/world.ts';
import type runbook from './runbook.ts';

/** A world around an account that pays for an organization. */
export type ManagementWorld = AwsWorld<InputsOf<typeof runbook, 'roleArn'>>;

export interface WorldOptions {
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
export function createEmptyWorld(
  simulator: Simulator,
  options: WorldOptions = {},
): ManagementWorld {
  const { accountId = readerAccountId, standalone, payerAccountId } = options;
  const memberAccountIds = [memberAccountId];
  if (payerAccountId) memberAccountIds.push(accountId);
  const roleName = 'SpotByNetApp_Finops_ReadOnly';
  return createAwsWorld(simulator, {
    accountId,
    accountName: 'Example Corp',
    organization: standalone
      ? undefined
      : { managementAccountId: payerAccountId ?? accountId, memberAccountIds },
    inputs: {
      accountKind: payerAccountId ? 'msp-customer' : 'payer',
      accountId,
      bucketName: options.bucketName ?? `spot-cur-${accountId}`,
      reportPrefix: options.reportPrefix ?? 'spotinst_eco',
      reportName: options.reportName ?? 'spotinst-cur-report',
      roleName,
      externalId: options.externalId ?? 'spotinst:aws:extid:k3y9w2m7q5x8c1v4',
      roleArn: formatRoleArn(accountId, roleName),
    },
  });
}

/**
 * The world as the guide leaves it, a day later: the first report has arrived and IAM knows the
 * role everywhere.
 */
export function createHealthyWorld(
  simulator: Simulator,
  options: WorldOptions = {},
): ManagementWorld {
  const subject = createEmptyWorld(simulator, options);
  const { inputs } = subject;
  addBucket(subject, inputs.bucketName).policy = { ...bucketPolicyFor(inputs) };
  addReport(subject);
  addRole(subject, {
    trustPolicy: { ...trustPolicyFor(inputs) },
    permissions: { ...permissionsPolicyFor(inputs) },
  });
  // The clock's move makes the simulated billing service deliver, by its own rules.
  subject.world.clock.advance(25 * hour);
  return subject;
}

/** The account after the undo step: what the guide made is gone. */
export function removeConnection({ world, account }: ManagementWorld): void {
  account.roles.clear();
  account.policies.clear();
  account.reports.clear();
  for (const [name, bucket] of world.aws.buckets)
    if (bucket.ownerAccount === account.id) world.aws.buckets.delete(name);
}
