import type { AwsPlace } from '../../../providers/aws/partitions.ts';
import { reportRegion } from '../../../spot.ts';
import type { Fix } from '../../define-check.ts';
import { createBucket } from '../_billing/commands.ts';
import { describeRegion } from '../_stack/fixes.ts';

export const createInConsole = (bucket: string): string[] => [
  `Open S3 and set the region at the top right to ${describeRegion(reportRegion)} ${reportRegion}.`,
  'Choose Create bucket. Bucket type: General purpose. Bucket namespace: Global namespace.',
  `Bucket name: ${bucket}`,
  'Leave “ACLs disabled” and “Block all public access” as they are, and choose Create bucket.',
];

/** The account that pays, and where it lives. */
export type Owner = AwsPlace & { accountId: string };

/** `proposal`: a free-looking name near the wanted one; S3 allows 63 characters. */
export const createOtherBucket = (proposal: string, owner: Owner, why: string): Fix => ({
  summary: `${why} Create a bucket named ${proposal} in ${reportRegion}, then change the bucket name at the top of the page to ${proposal}: the steps after this one will show what has to follow.`,
  commands: createBucket(proposal, owner),
  console: [
    ...createInConsole(proposal),
    `At the top of this page, change the bucket name to ${proposal}.`,
  ],
});

export const addSuffix = (name: string, suffix: string) =>
  `${name.slice(0, 63 - suffix.length).replace(/[.-]+$/, '')}${suffix}`;
