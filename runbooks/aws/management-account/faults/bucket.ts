import { formatArn } from '../../../../src/providers/aws/partitions.ts';
import { createAccount } from '../../../../src/simulator/aws/seed.ts';
import type { Fault } from '../../../define-faults.ts';
import { hour, minute } from '../../../time.ts';
import { formatRootArn } from '../../_world/arns.ts';
import {
  addToBucketPolicy,
  deleteBucket,
  findBucket,
  formatBucketArn,
  replaceInBucketPolicy,
  setBucketPolicy,
  takeStatements,
} from '../../_world/bucket.ts';
import { findOrganization } from '../../_world/organization.ts';
import { allow, deny, type Statement } from '../../_world/policy.ts';
import { hookStays } from '../../_world/reasons.ts';
import { deleteReports, findReport } from '../../_world/report.ts';
import { addStack, refuseByHook } from '../../_world/stack.ts';
import {
  findRegion,
  memberAccountId,
  otherRegion,
  readerAccountId,
  strangerAccountId,
} from '../../_world/world.ts';
import type { ManagementWorld } from '../worlds.ts';

/** A wrong bucket policy: Spot's role may not read it, so that only the reader sees it. */
function policyFault(
  name: string,
  title: string,
  code: string,
  breaks: (subject: ManagementWorld) => void,
  catalogue = 'F-044',
): Fault<ManagementWorld> {
  return { name, title, catalogue, breaks, expected: { reader: [code], spot: [] } };
}

/** A Deny for everybody that writes, under a condition. */
function denyWriting(subject: ManagementWorld, Condition: Statement): void {
  addToBucketPolicy(subject, {
    Sid: 'OursOnly',
    ...deny('s3:PutObject', formatBucketArn(subject, '*')),
    Principal: '*',
    Condition,
  });
}

/** ARNs of all reports of an account, and of all its exports, as a bucket policy names sources. */
function formatSourceArn(
  subject: ManagementWorld,
  service: 'cur' | 'bcm-data-exports',
  { accountId = subject.account.id, region = findRegion(subject) } = {},
): string {
  const resource = service === 'cur' ? 'definition/*' : 'export/*';
  return formatArn({ service, region, account: accountId, resource }, subject.account);
}

/** Puts another ARN in place of the source that the guide's policy names. */
function replaceSourceArn(subject: ManagementWorld, arn: string): void {
  replaceInBucketPolicy(subject, formatSourceArn(subject, 'cur'), arn);
}

/** Puts another account in place of the one that the guide's policy names as its source. */
function replaceSourceAccount(subject: ManagementWorld, accountId: string): void {
  replaceInBucketPolicy(
    subject,
    `"aws:SourceAccount":"${subject.account.id}"`,
    `"aws:SourceAccount":"${accountId}"`,
  );
}

/** The reader takes the name with something at its end. */
function rename(suffix: string) {
  return (inputs: ManagementWorld['inputs']): void => {
    inputs.bucketName += suffix;
  };
}

export const bucketFaults: readonly Fault<ManagementWorld>[] = [
  {
    name: 'bucket-deleted',
    title: 'The bucket was deleted',
    catalogue: 'F-062',
    breaks: deleteBucket,
    expected: { reader: ['AWS-BUCKET-001'], spot: ['AWS-BUCKET-001'] },
    hoursAfterFix: 24,
  },
  {
    name: 'bucket-deleted-days-ago',
    title: 'The bucket was deleted, and AWS has tried to deliver since',
    catalogue: 'F-062',
    breaks(subject) {
      deleteBucket(subject);
      subject.world.clock.advance(13 * hour);
    },
    expected: {
      reader: ['AWS-BUCKET-001', 'AWS-DELIVERY-002'],
      spot: ['AWS-BUCKET-001', 'AWS-DELIVERY-002'],
    },
    hoursAfterFix: 24,
  },
  {
    name: 'bucket-name-mistyped',
    title: 'The bucket name typed on the page lacks a digit',
    catalogue: 'F-063',
    breaks({ inputs }) {
      inputs.bucketName = 'spot-cur-11112222333';
    },
    expected: { reader: ['AWS-BUCKET-001', 'AWS-REPORT-008', 'AWS-PERM-003'] },
    correctInputs(inputs) {
      inputs.bucketName = `spot-cur-${readerAccountId}`;
    },
  },
  {
    name: 'bucket-name-taken',
    title: 'Another account owns the bucket of this name',
    catalogue: 'F-046',
    breaks(subject) {
      createAccount(subject.world, { id: strangerAccountId });
      findBucket(subject).ownerAccount = strangerAccountId;
    },
    expected: { reader: ['AWS-BUCKET-002'], spot: ['AWS-ACCESS-003'] },
    correctInputs: rename('-eco'),
    hoursAfterFix: 24,
  },
  {
    name: 'bucket-name-taken-days-ago',
    title: 'Another account owns the bucket of this name, and AWS has tried to deliver since',
    catalogue: 'F-046',
    breaks(subject) {
      createAccount(subject.world, { id: strangerAccountId });
      findBucket(subject).ownerAccount = strangerAccountId;
      subject.world.clock.advance(13 * hour);
    },
    expected: { reader: ['AWS-BUCKET-002'] },
    correctInputs: rename('-eco'),
    hoursAfterFix: 24,
  },
  {
    name: 'bucket-in-another-region',
    title: 'Bucket and report were made in eu-west-1',
    catalogue: 'F-048',
    breaks(subject) {
      findBucket(subject).region = otherRegion;
      findReport(subject).region = otherRegion;
    },
    expected: { reader: ['AWS-BUCKET-003', 'AWS-REPORT-010'] },
    correctInputs: rename('-us-east-1'),
    hoursAfterFix: 24,
  },
  {
    name: 'public-access-block-removed',
    title: 'The public access block was taken off the bucket',
    breaks: (subject) => {
      findBucket(subject).publicAccessBlock = undefined;
    },
    expected: { reader: ['AWS-BUCKET-004'], spot: [] },
  },
  {
    name: 'public-policies-allowed',
    title: 'One of the four switches of the public access block is off',
    breaks: (subject) => {
      findBucket(subject).publicAccessBlock = {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: false,
        RestrictPublicBuckets: true,
      };
    },
    expected: { reader: ['AWS-BUCKET-004'], spot: [] },
  },
  {
    name: 'billing-stack-failed',
    title: 'CloudFormation was not allowed to make the report and took the bucket back',
    catalogue: 'F-024',
    breaks(subject) {
      deleteBucket(subject);
      deleteReports(subject);
      const { world, account, inputs } = subject;
      const bucket = {
        logicalId: 'ReportBucket',
        physicalId: inputs.bucketName,
        type: 'AWS::S3::Bucket',
      };
      const report = { logicalId: 'Report', type: 'AWS::CUR::ReportDefinition' };
      const user = { service: 'iam', account: account.id, resource: 'user/administrator' };
      const refused = `User: ${formatArn(user, account)} is not authorized to perform: cur:PutReportDefinition (Service: AWSCostAndUsageReport; Status Code: 400; Error Code: AccessDeniedException)`;
      const failed = 'The following resource(s) failed to create: [Report].';
      addStack(subject, {
        name: 'spot-eco-billing',
        startedAt: world.clock.now() - 10 * minute,
        template: 'Resources: { ReportBucket: { Type: AWS::S3::Bucket } }',
        steps: [
          { status: 'CREATE_IN_PROGRESS', reason: 'User Initiated' },
          { resource: bucket, status: 'CREATE_COMPLETE' },
          { resource: report, status: 'CREATE_FAILED', reason: refused },
          { status: 'ROLLBACK_IN_PROGRESS', reason: failed },
          { resource: bucket, status: 'DELETE_COMPLETE' },
          { status: 'ROLLBACK_COMPLETE' },
        ],
      });
    },
    expected: { reader: ['AWS-BUCKET-005', 'AWS-REPORT-001'] },
    hoursAfterFix: 24,
  },
  {
    name: 'billing-stack-refused-by-hook',
    title: 'A Hook of the company refuses the bucket that CloudFormation was to make',
    breaks(subject) {
      deleteBucket(subject);
      deleteReports(subject);
      const bucket = { logicalId: 'ReportBucket', type: 'AWS::S3::Bucket' };
      const words = 'Hook failed with message: buckets need a key of the company.';
      addStack(subject, {
        name: 'spot-eco-billing',
        startedAt: subject.world.clock.now() - 10 * minute,
        template: 'Resources: { ReportBucket: { Type: AWS::S3::Bucket } }',
        steps: [
          { status: 'CREATE_IN_PROGRESS', reason: 'User Initiated' },
          ...refuseByHook(bucket, 'AcmeCorp::Guard::BucketHook', words),
          { status: 'ROLLBACK_COMPLETE' },
        ],
      });
    },
    expected: { reader: ['AWS-BUCKET-006', 'AWS-REPORT-001'] },
    noCommand: hookStays,
  },
  policyFault(
    'no-bucket-policy',
    'The bucket policy was deleted',
    'AWS-BUCKETPOLICY-001',
    (subject) => {
      findBucket(subject).policy = undefined;
    },
    'F-043',
  ),
  {
    name: 'no-bucket-policy-since-days',
    title: 'The bucket policy was deleted, and AWS has been refused since',
    catalogue: 'F-061',
    breaks(subject) {
      findBucket(subject).policy = undefined;
      subject.world.clock.advance(13 * hour);
    },
    expected: { reader: ['AWS-BUCKETPOLICY-001', 'AWS-DELIVERY-001'], spot: ['AWS-DELIVERY-001'] },
    hoursAfterFix: 24,
  },
  policyFault(
    'old-billing-account',
    'The policy names the account that AWS billing used to have',
    'AWS-BUCKETPOLICY-002',
    (subject) => {
      for (const statement of takeStatements(subject))
        statement.Principal = { AWS: formatRootArn('386209384616') };
    },
  ),
  policyFault(
    'data-exports-only',
    'The policy names the service of Data Exports only',
    'AWS-BUCKETPOLICY-002',
    (subject) =>
      replaceInBucketPolicy(
        subject,
        'billingreports.amazonaws.com',
        'bcm-data-exports.amazonaws.com',
      ),
  ),
  policyFault(
    'writing-not-allowed',
    'The policy lets AWS check the bucket but not write',
    'AWS-BUCKETPOLICY-003',
    (subject) => {
      takeStatements(subject).pop();
    },
  ),
  policyFault(
    'policy-not-readable',
    'The policy lets AWS write but not read the policy',
    'AWS-BUCKETPOLICY-003',
    (subject) =>
      replaceInBucketPolicy(
        subject,
        '["s3:GetBucketAcl","s3:GetBucketPolicy"]',
        '"s3:GetBucketAcl"',
      ),
  ),
  policyFault(
    'other-source-account',
    'aws:SourceAccount is that of another account',
    'AWS-BUCKETPOLICY-004',
    (subject) => replaceSourceAccount(subject, memberAccountId),
  ),
  policyFault(
    'source-arn-of-the-bucket-region',
    'aws:SourceArn has another region',
    'AWS-BUCKETPOLICY-005',
    (subject) =>
      replaceSourceArn(subject, formatSourceArn(subject, 'cur', { region: otherRegion })),
  ),
  policyFault(
    'source-arn-of-data-exports',
    'aws:SourceArn is that of Data Exports',
    'AWS-BUCKETPOLICY-005',
    (subject) => replaceSourceArn(subject, formatSourceArn(subject, 'bcm-data-exports')),
  ),
  policyFault(
    'source-arn-of-another-account',
    'aws:SourceArn has another account',
    'AWS-BUCKETPOLICY-005',
    (subject) =>
      replaceSourceArn(subject, formatSourceArn(subject, 'cur', { accountId: memberAccountId })),
  ),
  {
    name: 'policy-copied',
    title: 'The policy was copied from the bucket of another account',
    catalogue: 'F-044',
    breaks(subject) {
      replaceSourceArn(subject, formatSourceArn(subject, 'cur', { accountId: memberAccountId }));
      replaceSourceAccount(subject, memberAccountId);
    },
    expected: { reader: ['AWS-BUCKETPOLICY-004', 'AWS-BUCKETPOLICY-005'], spot: [] },
  },
  policyFault(
    'prefix-only',
    'The policy lets AWS write below the prefix only',
    'AWS-BUCKETPOLICY-006',
    (subject) => {
      const [, writing] = takeStatements(subject);
      if (!writing) throw new Error('The bucket policy has no statement that lets AWS write.');
      writing.Resource = formatBucketArn(subject, `${subject.inputs.reportPrefix}/*`);
    },
  ),
  policyFault(
    'another-folder',
    'The policy lets AWS write into another folder of the bucket',
    'AWS-BUCKETPOLICY-006',
    (subject) => {
      const [, writing] = takeStatements(subject);
      if (!writing) throw new Error('The bucket policy has no statement that lets AWS write.');
      writing.Resource = formatBucketArn(subject, 'finops/*');
    },
  ),
  policyFault(
    'bucket-without-files',
    'The policy names the bucket, and not the files in it',
    'AWS-BUCKETPOLICY-006',
    (subject) => {
      const [checking] = takeStatements(subject);
      setBucketPolicy(subject, { ...checking, Action: 's3:*' });
    },
  ),
  policyFault(
    'denied-outside-organization',
    'A Deny lets only principals of the organization write',
    'AWS-BUCKETPOLICY-007',
    (subject) =>
      denyWriting(subject, {
        StringNotEquals: { 'aws:PrincipalOrgID': findOrganization(subject).id },
      }),
  ),
  policyFault(
    'writing-denied-outside-network',
    'A Deny lets only a VPC endpoint of the company write',
    'AWS-BUCKETPOLICY-007',
    (subject) =>
      denyWriting(subject, { StringNotEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } }),
  ),
  policyFault(
    'denied-but-for-administrator',
    'A Deny lets only one user change policy and files',
    'AWS-BUCKETPOLICY-007',
    (subject) =>
      addToBucketPolicy(subject, {
        Sid: 'AdministratorOnly',
        ...deny('s3:Put*', formatBucketArn(subject, '*')),
        NotPrincipal: {
          AWS: formatArn({
            service: 'iam',
            account: subject.account.id,
            resource: 'user/administrator',
          }),
        },
      }),
  ),
  policyFault(
    'writing-of-data-denied',
    'A Deny stops files in Parquet, and lets AWS write the rest',
    'AWS-BUCKETPOLICY-007',
    (subject) =>
      addToBucketPolicy(subject, {
        Sid: 'NoParquet',
        ...deny('s3:PutObject', formatBucketArn(subject, '*.parquet')),
        Principal: '*',
      }),
  ),
  policyFault(
    'writing-denied-but-elsewhere',
    'A Deny stops writing anywhere but into another folder',
    'AWS-BUCKETPOLICY-007',
    (subject) =>
      addToBucketPolicy(subject, {
        Sid: 'InboxOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        NotResource: formatBucketArn(subject, 'inbox/*'),
      }),
  ),
  policyFault(
    'manifests-only',
    'The policy lets AWS write the test file and manifests, and not the data',
    'AWS-BUCKETPOLICY-006',
    (subject) => {
      const [, writing] = takeStatements(subject);
      if (!writing) throw new Error('The bucket policy has no statement that lets AWS write.');
      writing.Resource = [
        formatBucketArn(subject, '*-Manifest.json'),
        formatBucketArn(subject, 'aws-programmatic-access-test-object'),
      ];
    },
  ),
  policyFault(
    'any-account-may-deliver',
    'The policy names neither source account nor source ARN',
    'AWS-BUCKETPOLICY-008',
    (subject) => {
      for (const statement of takeStatements(subject)) delete statement.Condition;
    },
  ),
  policyFault(
    'organization-condition',
    'The statement for AWS also asks for the organization',
    'AWS-BUCKETPOLICY-009',
    (subject) => {
      for (const statement of takeStatements(subject)) {
        const condition = statement.Condition as { StringEquals: Statement };
        statement.Condition = {
          StringEquals: {
            ...condition.StringEquals,
            'aws:PrincipalOrgID': findOrganization(subject).id,
          },
        };
      }
    },
  ),
  policyFault(
    'anyone-may-write',
    'The policy lets everybody write',
    'AWS-BUCKETPOLICY-010',
    (subject) =>
      addToBucketPolicy(subject, {
        Sid: 'Open',
        ...allow('s3:PutObject', formatBucketArn(subject, '*')),
        Principal: '*',
      }),
  ),
  policyFault(
    'anyone-may-delete',
    'The policy lets everybody delete below the prefix',
    'AWS-BUCKETPOLICY-010',
    (subject) =>
      addToBucketPolicy(subject, {
        Sid: 'CleanUp',
        ...allow('s3:Delete*', formatBucketArn(subject, `${subject.inputs.reportPrefix}/*`)),
        Principal: { AWS: '*' },
      }),
  ),
  policyFault(
    'anyone-may-read',
    'The policy lets everybody read the files',
    'AWS-BUCKETPOLICY-011',
    (subject) =>
      addToBucketPolicy(subject, {
        Sid: 'Public',
        ...allow('s3:GetObject', formatBucketArn(subject, '*.parquet')),
        Principal: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      }),
  ),
  {
    ...policyFault(
      'another-account-may-do-anything',
      'The policy lets another account do anything with the bucket',
      'AWS-BUCKETPOLICY-012',
      (subject) =>
        addToBucketPolicy(subject, {
          Sid: 'Partner',
          ...allow('s3:*', [formatBucketArn(subject), formatBucketArn(subject, '*')]),
          Principal: { AWS: formatRootArn(strangerAccountId) },
        }),
    ),
    noCommand: 'Whether the account is meant only its owner knows: nothing is removed blindly.',
  },
];
