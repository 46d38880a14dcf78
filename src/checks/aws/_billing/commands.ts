import type { AwsPlace } from '../../../providers/aws/partitions.ts';
import { reportRegion } from '../../../spot.ts';
import { quote, writeJson } from '../../shell.ts';
import { bucketPolicyFor } from './documents.ts';

/** Commands that replace the bucket's policy by `policy`. */
export const putBucketPolicy = (bucket: string, policy: object): string[] => [
  `${writeJson('bucket-policy.json', policy)}\naws s3api put-bucket-policy --bucket ${quote(bucket)} --policy file://bucket-policy.json`,
];

/**
 * Commands that make a private bucket in the report's region, with the policy that lets AWS deliver reports
 * of the account into it.
 */
export const createBucket = (
  bucketName: string,
  owner: AwsPlace & { accountId: string },
): string[] => [
  `aws s3api create-bucket --bucket ${quote(bucketName)} --region ${reportRegion}\n${blockPublicAccess(bucketName)}`,
  ...putBucketPolicy(bucketName, bucketPolicyFor({ ...owner, bucketName })),
];

export const publicAccessSwitches = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;

export const blockPublicAccess = (bucket: string): string =>
  `aws s3api put-public-access-block --bucket ${quote(bucket)} --public-access-block-configuration ${publicAccessSwitches.map((name) => `${name}=true`).join(',')}`;
