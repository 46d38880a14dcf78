import { createAccount } from '../../../../src/simulator/aws/seed.ts';
import type { AwsWorld, Fault } from '../../../define-faults.ts';
import {
  addPolicy,
  addToBucketPolicy,
  ecoStatements,
  encryptWithKey,
  ownPolicyArn,
  permit,
  policy,
  roleOf,
  type Statement,
  without,
} from './role-set-up.ts';

const allow = (Action: string | string[], Resource = '*'): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const deny = (Action: string | string[], Resource = '*'): Statement => ({
  Effect: 'Deny',
  Action,
  Resource,
});

interface Expected {
  code: string;
  /** What Spot finds when it tries. */
  spot?: readonly string[];
  catalogue?: string;
}

function fault(
  name: string,
  title: string,
  { code, spot = [], catalogue }: Expected,
  breaks: (healthy: AwsWorld) => void,
): Fault<AwsWorld> {
  return {
    name,
    title,
    ...(catalogue ? { catalogue } : {}),
    breaks,
    expected: { reader: [code], spot },
  };
}

const isCostExplorer = (action: string) => action.startsWith('ce:');
const readsBucket = (_: string, sid: string) => sid.startsWith('S3CUR');

/** A boundary on the role that allows only some of what it needs. */
function bound(healthy: AwsWorld, ...statements: Statement[]): void {
  roleOf(healthy).permissionsBoundary = addPolicy(
    healthy,
    'LandingZoneBoundary',
    policy(...statements),
  );
}

export const permissionFaults: readonly Fault<AwsWorld>[] = [
  fault(
    'policy-not-attached',
    'The policy was created and never attached to the role',
    { code: 'AWS-PERM-001', spot: ['AWS-ACCESS-007'], catalogue: 'F-011' },
    (healthy) => {
      roleOf(healthy).attachedPolicies = [];
    },
  ),
  fault(
    'policy-of-something-else',
    'The policy in the role is that of another product',
    { code: 'AWS-PERM-001', spot: ['AWS-ACCESS-007'], catalogue: 'F-012' },
    (healthy) =>
      permit(healthy, allow(['autoscaling:Describe*', 'elasticloadbalancing:Describe*'])),
  ),
  fault(
    'policy-trimmed',
    'Databases were taken out of the policy by a security review',
    { code: 'AWS-PERM-002', catalogue: 'F-012' },
    (healthy) => permit(healthy, ...without(healthy, (action) => /^(rds|redshift):/.test(action))),
  ),
  fault(
    'policy-without-report-settings',
    'The policy does not allow to list the reports',
    { code: 'AWS-PERM-002', spot: ['AWS-ACCESS-002'], catalogue: 'F-012' },
    (healthy) =>
      permit(healthy, ...without(healthy, (action) => action === 'cur:DescribeReportDefinitions')),
  ),
  fault(
    'policy-without-savings-plans',
    'The policy is an older one, from before Savings Plans',
    { code: 'AWS-PERM-002', catalogue: 'F-012' },
    (healthy) =>
      permit(
        healthy,
        ...without(
          healthy,
          (action) =>
            action.startsWith('savingsplans:') || action === 'ce:GetSavingsPlansUtilization',
        ),
      ),
  ),
  fault(
    'policy-for-another-bucket',
    'The policy names the bucket without the suffix it got',
    { code: 'AWS-PERM-003', spot: ['AWS-ACCESS-003'], catalogue: 'F-065' },
    (healthy) =>
      permit(
        healthy,
        ...ecoStatements(healthy).map((statement) => ({
          ...statement,
          Resource: statement.Resource.replace(healthy.inputs.bucketName as string, 'spot-io-cur'),
        })),
      ),
  ),
  fault(
    'policy-without-files',
    'The policy names the bucket and not its files',
    { code: 'AWS-PERM-003', spot: ['AWS-ACCESS-004'], catalogue: 'F-065' },
    (healthy) => permit(healthy, ...without(healthy, (_, sid) => sid === 'S3CURObject')),
  ),
  fault(
    'policy-without-bucket',
    'The policy was copied without its statements on the bucket',
    { code: 'AWS-PERM-003', spot: ['AWS-ACCESS-003'], catalogue: 'F-065' },
    (healthy) => permit(healthy, ...without(healthy, readsBucket)),
  ),
  fault(
    'boundary-over-everything',
    'A permissions boundary allows the role nothing it needs',
    { code: 'AWS-PERM-004', spot: ['AWS-ACCESS-007'], catalogue: 'F-022' },
    (healthy) => bound(healthy, allow('cloudwatch:*')),
  ),
  fault(
    'boundary-over-costs',
    'A permissions boundary leaves Cost Explorer out',
    { code: 'AWS-PERM-004', spot: ['AWS-ACCESS-005'], catalogue: 'F-022' },
    (healthy) => bound(healthy, allow('*'), deny('ce:*')),
  ),
  fault(
    'boundary-over-s3',
    'A permissions boundary leaves S3 out',
    { code: 'AWS-PERM-004', spot: ['AWS-ACCESS-003'], catalogue: 'F-022' },
    (healthy) => bound(healthy, { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }),
  ),
  {
    ...fault(
      'service-control-policy',
      'A service control policy of the reseller forbids Cost Explorer',
      { code: 'AWS-PERM-005', spot: ['AWS-ACCESS-005'], catalogue: 'F-020' },
      (healthy) => {
        const { world, account, inputs } = healthy;
        const managementAccountId = '999988887777';
        if (!world.aws.accounts.has(managementAccountId))
          createAccount(world, { id: managementAccountId, name: 'Reseller' });
        world.aws.organizations.splice(0, world.aws.organizations.length, {
          ...{
            id: 'o-reseller01',
            managementAccountId,
            featureSet: 'ALL',
            memberAccountIds: [account.id],
          },
          serviceControlPolicies: new Map([
            [
              account.id,
              [{ name: 'NoCostExplorer', document: policy(deny(['ce:*', 'savingsplans:*'])) }],
            ],
          ]),
        });
        inputs.accountKind = 'msp-customer';
      },
    ),
    noCommand: "Only an administrator of the reseller's organization can change its policies.",
  },
  fault(
    'inline-deny',
    'A policy written into the role denies reading files',
    { code: 'AWS-PERM-006', spot: ['AWS-ACCESS-004'] },
    (healthy) => {
      roleOf(healthy).inlinePolicies.set('no-data', policy(deny('s3:GetObject')));
    },
  ),
  fault(
    'attached-deny',
    'A second policy attached to the role denies Cost Explorer',
    { code: 'AWS-PERM-006', spot: ['AWS-ACCESS-005'] },
    (healthy) => {
      roleOf(healthy).attachedPolicies.push(
        addPolicy(healthy, 'VendorGuardrail', policy(deny('ce:*'))),
      );
    },
  ),
  fault(
    'own-deny',
    'A Deny was added to the policy of the guide',
    { code: 'AWS-PERM-006' },
    (healthy) => permit(healthy, ...ecoStatements(healthy), deny('rds:*')),
  ),
  fault(
    'cannot-copy',
    "The statement on Spot's buckets was taken out because it writes",
    { code: 'AWS-PERM-007' },
    (healthy) => permit(healthy, ...without(healthy, (_, sid) => sid === 'S3SyncPermissions')),
  ),
  fault(
    'customer-key',
    'The bucket is encrypted with a customer key the role may not use',
    { code: 'AWS-PERM-008', spot: ['AWS-ACCESS-004'], catalogue: 'F-065' },
    (healthy) => {
      encryptWithKey(healthy);
    },
  ),
  fault(
    'administrator',
    'The role has AdministratorAccess in place of the policy',
    { code: 'AWS-PERM-009', spot: ['AWS-PERM-009'] },
    (healthy) => {
      roleOf(healthy).attachedPolicies = ['arn:aws:iam::aws:policy/AdministratorAccess'];
    },
  ),
  fault(
    'power-user-besides',
    'The role has PowerUserAccess besides its policy',
    { code: 'AWS-PERM-009' },
    (healthy) => {
      roleOf(healthy).attachedPolicies = [
        ownPolicyArn(healthy),
        'arn:aws:iam::aws:policy/PowerUserAccess',
      ];
    },
  ),
  fault(
    'no-cost-explorer',
    'The policy has no action of Cost Explorer',
    { code: 'AWS-PERM-010', spot: ['AWS-ACCESS-005'], catalogue: 'F-067' },
    (healthy) => permit(healthy, ...without(healthy, isCostExplorer)),
  ),
  fault(
    'retired-billing-actions',
    'The policy relies on aws-portal actions, which AWS has retired',
    { code: 'AWS-PERM-010', spot: ['AWS-ACCESS-005'], catalogue: 'F-067' },
    (healthy) =>
      permit(
        healthy,
        ...without(healthy, isCostExplorer),
        allow(['aws-portal:ViewBilling', 'aws-portal:ViewUsage']),
      ),
  ),
  fault(
    'bucket-for-one-endpoint',
    'The bucket policy lets reads in through one VPC endpoint only',
    { code: 'AWS-PERM-011', spot: ['AWS-ACCESS-003'], catalogue: 'F-065' },
    (healthy) =>
      addToBucketPolicy(healthy, (bucket) => ({
        ...{
          Sid: 'EndpointOnly',
          Effect: 'Deny',
          Principal: '*',
          Action: ['s3:GetObject', 's3:ListBucket'],
          Resource: [bucket, `${bucket}/*`],
        },
        Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f60718' } },
      })),
  ),
  fault(
    'bucket-for-named-readers',
    'The bucket policy lets named administrators read only',
    { code: 'AWS-PERM-011', spot: ['AWS-ACCESS-004'], catalogue: 'F-065' },
    (healthy) =>
      addToBucketPolicy(healthy, (bucket) => ({
        ...{
          Sid: 'FinanceOnly',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: `${bucket}/*`,
        },
        Condition: {
          StringNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${healthy.account.id}:user/*` },
        },
      })),
  ),
  fault(
    'bucket-denies-role',
    'The bucket policy denies the role by name',
    { code: 'AWS-PERM-011', spot: ['AWS-ACCESS-003'], catalogue: 'F-065' },
    (healthy) =>
      addToBucketPolicy(healthy, (bucket) => ({
        ...{ Sid: 'NoVendors', Effect: 'Deny', Action: 's3:*', Resource: [bucket, `${bucket}/*`] },
        Principal: { AWS: `arn:aws:iam::${healthy.account.id}:role/${healthy.inputs.roleName}` },
      })),
  ),
];
