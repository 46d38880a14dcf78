import type { Bucket, CostReport } from '../../../../src/simulator/aws/state.ts';
import type { AwsWorld } from '../../../define-faults.ts';

/**
 * Ways of changing the account, bucket and report of a healthy world, shared by faults and
 * variants.
 */

export const hour = 3_600_000;

/** An account that is neither the reader's nor its organization's. */
export const strangerId = '999988887777';

export function bucketOf({ world, inputs }: AwsWorld): Bucket {
  const bucket = world.aws.buckets.get(inputs.bucketName as string);
  if (!bucket)
    throw new Error(`The healthy world has no bucket ${inputs.bucketName}; it cannot be changed.`);
  return bucket;
}

export function reportOf({ account, inputs }: AwsWorld): CostReport {
  const report = account.reports.get(inputs.reportName as string);
  if (!report)
    throw new Error(`The healthy world has no report ${inputs.reportName}; it cannot be changed.`);
  return report;
}

export type Statement = Record<string, unknown>;

/**
 * Statements of the bucket's policy, to be changed in place: `[0]` checks the bucket, `[1]` writes.
 */
export function statementsOf(healthy: AwsWorld): Statement[] {
  const bucket = bucketOf(healthy);
  bucket.policy = structuredClone(bucket.policy);
  return bucket.policy?.Statement as Statement[];
}

/** Puts this text in place of another in the whole bucket policy. */
export function replaceInPolicy(healthy: AwsWorld, from: string, to: string): void {
  const bucket = bucketOf(healthy);
  const text = JSON.stringify(bucket.policy);
  if (!text.includes(from))
    throw new Error(`The bucket policy has no ${from}; the fault would change nothing.`);
  bucket.policy = JSON.parse(text.replaceAll(from, to));
}

/** A policy written into the reader: an administrator who may not do one thing. */
export function forbid({ account, reader }: AwsWorld, ...actions: string[]): void {
  const user =
    reader.aws.principal.type === 'user' ? account.users.get(reader.aws.principal.name) : undefined;
  if (!user)
    throw new Error(
      'The reader of the healthy world is not an IAM user; nothing can be forbidden.',
    );
  user.inlinePolicies.set('NotThis', {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: actions, Resource: '*' }],
  });
}
