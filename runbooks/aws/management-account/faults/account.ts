import type { Fault } from '../../../define-faults.ts';
import { formatRoleArn } from '../../_world/arns.ts';
import {
  addServiceControlPolicy,
  leaveOrganization,
  moveBelowPayer,
} from '../../_world/organization.ts';
import { deny } from '../../_world/policy.ts';
import { denyReader, expireSession, signInAsRoot, signInElsewhere } from '../../_world/reader.ts';
import { rights, signIn, typed } from '../../_world/reasons.ts';
import { memberAccountId, readerAccountId } from '../../_world/world.ts';
import type { ManagementWorld } from '../worlds.ts';

/**
 * A policy of the reader denies a right, so that one check cannot look: `foreseen` is what the first check
 * says of it, that a step will be refused or that its check will not see.
 */
function unseenFault(
  name: string,
  title: string,
  check: string,
  actions: string[],
  { catalogue, foreseen }: { catalogue?: string; foreseen: string[] },
): Fault<ManagementWorld> {
  return {
    name,
    title,
    catalogue,
    breaks: (subject) => denyReader(subject, ...actions),
    expected: { reader: ['AWS-GUARD-006', ...foreseen] },
    expectedStatus: { check, status: 'undetermined' },
    noCommand: rights,
  };
}

export const accountFaults: readonly Fault<ManagementWorld>[] = [
  {
    name: 'signed-in-to-member',
    title: 'The reader is signed in to another account of the organization',
    catalogue: 'F-029',
    breaks: (subject) => signInElsewhere(subject, memberAccountId),
    expected: { reader: ['AWS-ACCOUNT-001'] },
    noCommand: signIn,
  },
  {
    name: 'account-id-mistyped',
    title: 'The account ID has a wrong digit',
    catalogue: 'F-029',
    breaks({ inputs }) {
      inputs.accountId = '111122223334';
      delete inputs.roleArn;
    },
    expected: { reader: ['AWS-ACCOUNT-001'] },
    noCommand: typed,
    correctInputs(inputs) {
      inputs.accountId = readerAccountId;
      inputs.roleArn = formatRoleArn(readerAccountId, inputs.roleName);
    },
  },
  {
    name: 'member-account',
    title: 'The account is a member of an organization that another account pays for',
    catalogue: 'F-037',
    breaks: moveBelowPayer,
    expected: { reader: ['AWS-ACCOUNT-002'], spot: [] },
    noCommand: signIn,
  },
  {
    name: 'govcloud-account',
    title: 'The keys belong to a GovCloud account',
    catalogue: 'F-033',
    breaks({ account }) {
      account.partition = 'aws-us-gov';
    },
    expected: { reader: ['AWS-ACCOUNT-003'] },
    noCommand: signIn,
  },
  {
    name: 'session-expired',
    title: "The reader's session has expired",
    catalogue: 'F-032',
    breaks: expireSession,
    expected: { reader: ['AWS-ACCOUNT-003'] },
    noCommand: signIn,
  },
  {
    name: 'access-key-deleted',
    title: "The reader's user was deleted, its keys are still in the terminal",
    catalogue: 'F-032',
    breaks({ account }) {
      account.users.clear();
    },
    expected: { reader: ['AWS-ACCOUNT-003'] },
    noCommand: signIn,
  },
  {
    name: 'payer-chosen-as-customer',
    title: "The reader chose a reseller's customer, in a management account",
    breaks({ inputs }) {
      inputs.accountKind = 'msp-customer';
    },
    expected: { reader: ['AWS-ACCOUNT-004'], spot: [] },
    noCommand: typed,
    correctInputs(inputs) {
      inputs.accountKind = 'payer';
    },
  },
  {
    name: 'standalone-chosen-as-customer',
    title: "The reader chose a reseller's customer, in an account without an organization",
    catalogue: 'F-038',
    breaks(subject) {
      leaveOrganization(subject);
      subject.inputs.accountKind = 'msp-customer';
    },
    expected: { reader: ['AWS-ACCOUNT-004'], spot: [] },
    noCommand: typed,
    correctInputs(inputs) {
      inputs.accountKind = 'payer';
    },
  },
  {
    name: 'signed-in-as-root',
    title: 'The reader works with access keys of the root user',
    breaks: signInAsRoot,
    expected: { reader: ['AWS-ACCOUNT-005'] },
    noCommand: signIn,
  },
  unseenFault(
    'organization-hidden',
    'The reader may not look at the organization',
    'aws/payer-account',
    ['organizations:*'],
    {
      catalogue: 'F-039',
      foreseen: ['AWS-READER-006'],
    },
  ),
  unseenFault(
    'reports-hidden',
    'The reader may not list reports',
    'aws/cur-report',
    ['cur:Describe*'],
    {
      catalogue: 'F-041',
      foreseen: ['AWS-READER-004'],
    },
  ),
  unseenFault(
    'buckets-hidden',
    'The reader may not list buckets',
    'aws/cur-bucket',
    ['s3:ListAllMyBuckets'],
    { foreseen: ['AWS-READER-004'] },
  ),
  unseenFault(
    'bucket-policy-hidden',
    'The reader may not read bucket policies',
    'aws/cur-bucket-policy',
    ['s3:GetBucketPolicy'],
    {
      // A stack reads the policy that it makes.
      foreseen: ['AWS-READER-003', 'AWS-READER-004'],
    },
  ),
  unseenFault(
    'public-access-hidden',
    'The reader may not read public access settings',
    'aws/cur-bucket',
    ['s3:GetBucketPublicAccessBlock'],
    { foreseen: ['AWS-READER-004'] },
  ),
  unseenFault(
    'files-hidden',
    'The reader may not list files in buckets',
    'aws/cur-delivery',
    ['s3:ListBucket'],
    { foreseen: ['AWS-READER-006'] },
  ),
  {
    name: 'billing-access-off',
    title: 'The switch that lets IAM users see billing is off',
    catalogue: 'F-041',
    breaks({ account }) {
      account.billingAccessForIam = false;
    },
    expected: { reader: [] },
    expectedStatus: { check: 'aws/cur-report', status: 'undetermined' },
    noCommand: 'Only the root user can flip that switch, in the console.',
  },
  {
    name: 'reader-below-scp',
    title: 'A policy of the organization denies the reader to list buckets',
    catalogue: 'F-042',
    breaks(subject) {
      moveBelowPayer(subject);
      addServiceControlPolicy(subject, deny('s3:ListAllMyBuckets'));
      subject.inputs.accountKind = 'msp-customer';
    },
    expected: { reader: ['AWS-GUARD-001', 'AWS-READER-004'], spot: [] },
    expectedStatus: { check: 'aws/cur-bucket', status: 'undetermined' },
    noCommand: rights,
  },
];
