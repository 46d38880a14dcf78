import { formatArn } from '../../../src/providers/aws/partitions.ts';
import { createBucket } from '../../../src/simulator/aws/s3/state.ts';
import { createAccount, createRole } from '../../../src/simulator/aws/seed.ts';
import { hour } from '../../time.ts';
import { allow, makePolicy } from './policy.ts';
import { addPolicy, type RoleWorld } from './role.ts';
import { findRegion, strangerAccountId } from './world.ts';

/**
 * What others have in the account and beside it: a role with its policy, a report with its bucket, and
 * a bucket of a stranger. No fix of a guide may touch any of it.
 */
export function addBystanders(subject: RoleWorld): void {
  const { world, account } = subject;
  const region = findRegion(subject);
  const policy = addPolicy(subject, 'Controlling_Policy', makePolicy(allow('ce:Get*')));
  createRole(world, account.id, {
    name: 'Controlling',
    trustPolicy: makePolicy({
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
    attachedPolicies: [policy],
  });
  const bucket = createBucket(world, {
    name: `controlling-${account.id}`,
    ownerAccount: account.id,
    region,
  });
  bucket.policy = makePolicy({
    ...allow('s3:GetObject', formatArn({ service: 's3', resource: `${bucket.name}/*` }, account)),
    Principal: { AWS: account.id },
  });
  account.reports.set('controlling', {
    name: 'controlling',
    timeUnit: 'MONTHLY',
    format: 'textORcsv',
    compression: 'GZIP',
    schemaElements: [],
    bucket: bucket.name,
    prefix: 'monthly',
    region,
    artifacts: [],
    refreshClosedReports: true,
    versioning: 'CREATE_NEW_REPORT',
    createdAt: world.clock.now(),
    nextDeliveryAt: world.clock.now() + 10_000 * hour,
  });
  if (!world.aws.accounts.has(strangerAccountId)) createAccount(world, { id: strangerAccountId });
  createBucket(world, {
    name: `backup-${strangerAccountId}`,
    ownerAccount: strangerAccountId,
    region,
  });
}
