import { reportRegion } from '../../spot.ts';
import { bucketPolicyFor } from './billing-documents.ts';

/** A value as one word of a shell command. Names that need no quotes get none, so that commands stay readable. */
export function word(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** Writes `content` as pretty JSON into `file`. Nothing in it is expanded by the shell. */
export function writeJson(file: string, content: unknown): string {
  return `cat > ${file} <<'JSON'\n${JSON.stringify(content, null, 2)}\nJSON`;
}

/** `2026-11-23 09:30 UTC`. */
export function inWords(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Commands that replace the bucket's policy by `policy`. */
export const putBucketPolicy = (bucket: string, policy: object): string[] => [
  `${writeJson('bucket-policy.json', policy)}\naws s3api put-bucket-policy --bucket ${word(bucket)} --policy file://bucket-policy.json`,
];

/** Commands that make a private bucket in us-east-1, with the policy that lets AWS deliver reports of the account into it. */
export const createBucket = (bucketName: string, accountId: string): string[] => [
  `aws s3api create-bucket --bucket ${word(bucketName)} --region ${reportRegion}\n${blockPublicAccess(bucketName)}`,
  ...putBucketPolicy(bucketName, bucketPolicyFor({ accountId, bucketName })),
];

export const publicAccessSwitches = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

export const blockPublicAccess = (bucket: string): string =>
  `aws s3api put-public-access-block --bucket ${word(bucket)} --public-access-block-configuration ${publicAccessSwitches.map((name) => `${name}=true`).join(',')}`;
