import { formatArn } from '../../../../src/providers/aws/partitions.ts';
import type { Fault } from '../../../define-faults.ts';
import { formatRoleArn } from '../../_world/arns.ts';
import { addToBucketPolicy, encryptWithKey, formatBucketArn } from '../../_world/bucket.ts';
import { addServiceControlPolicy, moveBelowPayer } from '../../_world/organization.ts';
import { allow, deny, makePolicy } from '../../_world/policy.ts';
import { boundaryStays, denyStays } from '../../_world/reasons.ts';
import {
  addPolicy,
  attachPolicy,
  formatAwsPolicyArn,
  setAttachedPolicies,
  setBoundary,
  setInlinePolicy,
  setOwnPolicy,
} from '../../_world/role.ts';
import { forgetActions, listStatements } from '../statements.ts';
import type { ManagementWorld } from '../worlds.ts';

interface Expected {
  code: string;
  /** What Spot finds when it tries. */
  spot?: readonly string[];
  catalogue?: string;
  noCommand?: string;
}

function fault(
  name: string,
  title: string,
  { code, spot = [], catalogue, noCommand }: Expected,
  breaks: (subject: ManagementWorld) => void,
): Fault<ManagementWorld> {
  return {
    name,
    title,
    catalogue,
    breaks,
    expected: { reader: [code], spot },
    noCommand,
  };
}

/** All users of the account, who are its administrators. */
const formatUserArns = ({ account }: ManagementWorld) =>
  formatArn({ service: 'iam', account: account.id, resource: 'user/*' }, account);

const isCostExplorer = (action: string) => action.startsWith('ce:');
const readsBucket = (_: string, sid: string) => sid.startsWith('S3CUR');

/** What the permissions of the role lack, and what limits them. */
export const permissionFaults: readonly Fault<ManagementWorld>[] = [
  fault(
    'policy-not-attached',
    'The policy was created and never attached to the role',
    { code: 'AWS-PERM-001', spot: ['AWS-ACCESS-007'], catalogue: 'F-011' },
    (subject) => setAttachedPolicies(subject),
  ),
  fault(
    'policy-of-something-else',
    'The policy in the role is that of another product',
    { code: 'AWS-PERM-001', spot: ['AWS-ACCESS-007'], catalogue: 'F-012' },
    (subject) =>
      setOwnPolicy(subject, allow(['autoscaling:Describe*', 'elasticloadbalancing:Describe*'])),
  ),
  fault(
    'policy-trimmed',
    'Databases were taken out of the policy by a security review',
    { code: 'AWS-PERM-002', catalogue: 'F-012' },
    (subject) => forgetActions(subject, (action) => /^(rds|redshift):/.test(action)),
  ),
  fault(
    'policy-without-report-settings',
    'The policy does not allow to list the reports',
    { code: 'AWS-PERM-002', spot: ['AWS-ACCESS-002'], catalogue: 'F-012' },
    (subject) => forgetActions(subject, (action) => action === 'cur:DescribeReportDefinitions'),
  ),
  fault(
    'policy-without-savings-plans',
    'The policy is an older one, from before Savings Plans',
    { code: 'AWS-PERM-002', catalogue: 'F-012' },
    (subject) =>
      forgetActions(
        subject,
        (action) =>
          action.startsWith('savingsplans:') || action === 'ce:GetSavingsPlansUtilization',
      ),
  ),
  fault(
    'policy-for-another-bucket',
    'The policy names the bucket without the suffix it got',
    { code: 'AWS-PERM-003', spot: ['AWS-ACCESS-003'], catalogue: 'F-065' },
    (subject) =>
      setOwnPolicy(
        subject,
        ...listStatements(subject).map((statement) => ({
          ...statement,
          Resource: statement.Resource.replace(subject.inputs.bucketName, 'spot-io-cur'),
        })),
      ),
  ),
  fault(
    'policy-for-another-folder',
    'The policy lets the role read another folder of the bucket',
    { code: 'AWS-PERM-003', spot: ['AWS-ACCESS-004'], catalogue: 'F-065' },
    (subject) =>
      setOwnPolicy(
        subject,
        ...listStatements(subject).map((statement) => ({
          ...statement,
          Resource: statement.Resource.replace(
            formatBucketArn(subject, '*'),
            formatBucketArn(subject, 'finops/*'),
          ),
        })),
      ),
  ),
  fault(
    'policy-without-files',
    'The policy names the bucket and not its files',
    { code: 'AWS-PERM-003', spot: ['AWS-ACCESS-004'], catalogue: 'F-065' },
    (subject) => forgetActions(subject, (_, sid) => sid === 'S3CURObject'),
  ),
  fault(
    'policy-without-bucket',
    'The policy was copied without its statements on the bucket',
    { code: 'AWS-PERM-003', spot: ['AWS-ACCESS-003'], catalogue: 'F-065' },
    (subject) => forgetActions(subject, readsBucket),
  ),
  fault(
    'boundary-over-everything',
    'A permissions boundary allows the role nothing it needs',
    {
      code: 'AWS-PERM-004',
      spot: ['AWS-GUARD-003'],
      catalogue: 'F-022',
      noCommand: boundaryStays,
    },
    (subject) => setBoundary(subject, allow('cloudwatch:*')),
  ),
  fault(
    'boundary-over-costs',
    'A permissions boundary leaves Cost Explorer out',
    {
      code: 'AWS-PERM-004',
      spot: ['AWS-GUARD-003'],
      catalogue: 'F-022',
      noCommand: boundaryStays,
    },
    (subject) => setBoundary(subject, allow('*'), deny('ce:*')),
  ),
  fault(
    'boundary-over-s3',
    'A permissions boundary leaves S3 out',
    {
      code: 'AWS-PERM-004',
      spot: ['AWS-GUARD-003'],
      catalogue: 'F-022',
      noCommand: boundaryStays,
    },
    (subject) => setBoundary(subject, { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }),
  ),
  {
    name: 'service-control-policy',
    title: 'A service control policy of the reseller forbids Cost Explorer',
    catalogue: 'F-020',
    breaks(subject) {
      moveBelowPayer(subject);
      addServiceControlPolicy(subject, deny(['ce:*', 'savingsplans:*']));
      subject.inputs.accountKind = 'msp-customer';
    },
    expected: { reader: ['AWS-PERM-005'], spot: ['AWS-GUARD-001'] },
    noCommand: "Only an administrator of the reseller's organization can change its policies.",
  },
  fault(
    'inline-deny',
    'A policy written into the role denies reading files',
    { code: 'AWS-PERM-006', spot: ['AWS-GUARD-006'], noCommand: denyStays },
    (subject) => setInlinePolicy(subject, 'no-data', deny('s3:GetObject')),
  ),
  fault(
    'attached-deny',
    'A second policy attached to the role denies Cost Explorer',
    { code: 'AWS-PERM-006', spot: ['AWS-GUARD-006'], noCommand: denyStays },
    (subject) =>
      attachPolicy(subject, addPolicy(subject, 'VendorGuardrail', makePolicy(deny('ce:*')))),
  ),
  fault(
    'own-deny',
    'A Deny was added to the policy of the guide',
    { code: 'AWS-PERM-006', noCommand: denyStays },
    (subject) => setOwnPolicy(subject, ...listStatements(subject), deny('rds:*')),
  ),
  fault(
    'cannot-copy',
    "The statement on Spot's buckets was taken out because it writes",
    { code: 'AWS-PERM-007' },
    (subject) => forgetActions(subject, (_, sid) => sid === 'S3SyncPermissions'),
  ),
  fault(
    'customer-key',
    'The bucket is encrypted with a customer key the role may not use',
    { code: 'AWS-PERM-008', spot: ['AWS-ACCESS-004'], catalogue: 'F-065' },
    (subject) => {
      encryptWithKey(subject);
    },
  ),
  fault(
    'administrator',
    'The role has AdministratorAccess in place of the policy',
    { code: 'AWS-PERM-009', spot: ['AWS-PERM-009'] },
    (subject) => setAttachedPolicies(subject, formatAwsPolicyArn(subject, 'AdministratorAccess')),
  ),
  fault(
    'power-user-besides',
    'The role has PowerUserAccess besides its policy',
    { code: 'AWS-PERM-009' },
    (subject) => attachPolicy(subject, formatAwsPolicyArn(subject, 'PowerUserAccess')),
  ),
  fault(
    'everything-inline',
    'A policy written into the role allows everything',
    { code: 'AWS-PERM-012' },
    (subject) => setInlinePolicy(subject, 'all', allow('*')),
  ),
  fault(
    'company-administrator',
    'The role has a policy of the company besides, which allows all but billing',
    { code: 'AWS-PERM-012' },
    (subject) =>
      attachPolicy(
        subject,
        addPolicy(
          subject,
          'AcmeAdministrators',
          makePolicy({ Effect: 'Allow', NotAction: 'aws-portal:*', Resource: '*' }),
        ),
      ),
  ),
  fault(
    'own-policy-with-keys',
    'Keys and roles were added to the policy of the guide',
    { code: 'AWS-PERM-012' },
    (subject) => setOwnPolicy(subject, ...listStatements(subject), allow(['kms:*', 'iam:Pass*'])),
  ),
  fault(
    'no-cost-explorer',
    'The policy has no action of Cost Explorer',
    { code: 'AWS-PERM-010', spot: ['AWS-ACCESS-005'], catalogue: 'F-067' },
    (subject) => forgetActions(subject, isCostExplorer),
  ),
  fault(
    'retired-billing-actions',
    'The policy relies on aws-portal actions, which AWS has retired',
    { code: 'AWS-PERM-010', spot: ['AWS-ACCESS-005'], catalogue: 'F-067' },
    (subject) =>
      forgetActions(
        subject,
        isCostExplorer,
        allow(['aws-portal:ViewBilling', 'aws-portal:ViewUsage']),
      ),
  ),
  fault(
    'bucket-for-one-endpoint',
    'The bucket policy lets reads in through one VPC endpoint only, those of administrators aside',
    { code: 'AWS-PERM-011', spot: ['AWS-GUARD-007'], catalogue: 'F-065' },
    (subject) =>
      addToBucketPolicy(subject, {
        Sid: 'EndpointOnly',
        ...deny(
          ['s3:GetObject', 's3:ListBucket'],
          [formatBucketArn(subject), formatBucketArn(subject, '*')],
        ),
        Principal: '*',
        Condition: {
          StringNotEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f60718' },
          StringNotLike: { 'aws:PrincipalArn': formatUserArns(subject) },
        },
      }),
  ),
  fault(
    'bucket-for-named-readers',
    'The bucket policy lets named administrators read only',
    { code: 'AWS-PERM-011', spot: ['AWS-GUARD-007'], catalogue: 'F-065' },
    (subject) =>
      addToBucketPolicy(subject, {
        Sid: 'FinanceOnly',
        ...deny('s3:GetObject', formatBucketArn(subject, '*')),
        Principal: '*',
        Condition: {
          StringNotLike: { 'aws:PrincipalArn': formatUserArns(subject) },
        },
      }),
  ),
  fault(
    'bucket-denies-role',
    'The bucket policy denies the role by name',
    { code: 'AWS-PERM-011', spot: ['AWS-GUARD-007'], catalogue: 'F-065', noCommand: denyStays },
    (subject) =>
      addToBucketPolicy(subject, {
        Sid: 'NoVendors',
        ...deny('s3:*', [formatBucketArn(subject), formatBucketArn(subject, '*')]),
        Principal: { AWS: formatRoleArn(subject.account.id, subject.inputs.roleName) },
      }),
  ),
];
