import { createAccount } from '../../../../src/simulator/aws/seed.ts';
import type { AwsWorld, Fault } from '../../../define-faults.ts';
import {
  bucketOf,
  hour,
  replaceInPolicy,
  reportOf,
  type Statement,
  statementsOf,
  strangerId,
} from './billing-set-up.ts';

const other = '444455556666';

/** A wrong bucket policy: Spot's role may not read it, so that only the reader sees it. */
function wrongPolicy(
  name: string,
  title: string,
  code: string,
  breaks: (healthy: AwsWorld) => void,
  catalogue = 'F-044',
): Fault<AwsWorld> {
  return { name, title, catalogue, breaks, expected: { reader: [code], spot: [] } };
}

const add = (healthy: AwsWorld, statement: Statement) => statementsOf(healthy).push(statement);
const objects = ({ inputs }: AwsWorld) => `arn:aws:s3:::${inputs.bucketName}/*`;

/** A Deny for everybody that writes, under a condition. */
const denyWriting = (healthy: AwsWorld, Condition: Statement) =>
  add(healthy, {
    Sid: 'OursOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: objects(healthy),
    Condition,
  });

function renamed(suffix: string) {
  return (inputs: Record<string, string>) => ({
    ...inputs,
    bucketName: `${inputs.bucketName}${suffix}`,
  });
}

export const bucketFaults: readonly Fault<AwsWorld>[] = [
  {
    name: 'bucket-deleted',
    title: 'The bucket was deleted',
    catalogue: 'F-062',
    breaks({ world, inputs }) {
      world.aws.buckets.delete(inputs.bucketName as string);
    },
    expected: { reader: ['AWS-BUCKET-001'], spot: ['AWS-BUCKET-001'] },
    hoursAfterFix: 24,
  },
  {
    name: 'bucket-deleted-days-ago',
    title: 'The bucket was deleted, and AWS has tried to deliver since',
    catalogue: 'F-062',
    breaks({ world, inputs }) {
      world.aws.buckets.delete(inputs.bucketName as string);
      world.clock.advance(13 * hour);
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
    inputsAfterFix: (inputs) => ({ ...inputs, bucketName: 'spot-cur-111122223333' }),
  },
  {
    name: 'bucket-name-taken',
    title: 'Another account owns the bucket of this name',
    catalogue: 'F-046',
    breaks(healthy) {
      createAccount(healthy.world, { id: strangerId });
      bucketOf(healthy).ownerAccount = strangerId;
    },
    expected: { reader: ['AWS-BUCKET-002'], spot: ['AWS-ACCESS-003'] },
    inputsAfterFix: renamed('-eco'),
    hoursAfterFix: 24,
  },
  {
    name: 'bucket-in-another-region',
    title: 'Bucket and report were made in eu-west-1',
    catalogue: 'F-048',
    breaks(healthy) {
      bucketOf(healthy).region = 'eu-west-1';
      reportOf(healthy).region = 'eu-west-1';
    },
    expected: { reader: ['AWS-BUCKET-003', 'AWS-REPORT-010'] },
    inputsAfterFix: renamed('-us-east-1'),
    hoursAfterFix: 24,
  },
  {
    name: 'public-access-block-removed',
    title: 'The public access block was taken off the bucket',
    breaks: (healthy) => {
      bucketOf(healthy).publicAccessBlock = undefined;
    },
    expected: { reader: ['AWS-BUCKET-004'], spot: [] },
  },
  {
    name: 'public-policies-allowed',
    title: 'One of the four switches of the public access block is off',
    breaks: (healthy) => {
      bucketOf(healthy).publicAccessBlock = {
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
    breaks({ world, account, inputs }) {
      world.aws.buckets.delete(inputs.bucketName as string);
      account.reports.clear();
      const at = world.clock.now() - 60_000;
      const name = 'spot-eco-billing';
      const id = `arn:aws:cloudformation:us-east-1:${account.id}:stack/${name}/0b1c2d3e-0000-4000-8000-000000000001`;
      const reason =
        'User: arn:aws:iam::111122223333:user/administrator is not authorized to perform: cur:PutReportDefinition (Service: AWSCostAndUsageReport; Status Code: 400; Error Code: AccessDeniedException)';
      const bucket = {
        logicalId: 'ReportBucket',
        physicalId: inputs.bucketName as string,
        type: 'AWS::S3::Bucket',
      };
      const report = { logicalId: 'Report', physicalId: '', type: 'AWS::CUR::ReportDefinition' };
      const stack = { logicalId: name, physicalId: id, type: 'AWS::CloudFormation::Stack' };
      const steps = [
        { ...stack, status: 'CREATE_IN_PROGRESS', reason: 'User Initiated' },
        { ...bucket, status: 'CREATE_COMPLETE' },
        { ...report, status: 'CREATE_FAILED', reason },
        {
          ...stack,
          status: 'ROLLBACK_IN_PROGRESS',
          reason: 'The following resource(s) failed to create: [Report].',
        },
        { ...bucket, status: 'DELETE_COMPLETE' },
        { ...stack, status: 'ROLLBACK_COMPLETE' },
      ];
      account.stacks.set(`us-east-1/${name}`, {
        ...{
          name,
          id,
          region: 'us-east-1',
          status: 'ROLLBACK_COMPLETE',
          createdAt: at,
          template: 'Resources: { ReportBucket: { Type: AWS::S3::Bucket } }',
        },
        ...{ parameters: {}, capabilities: [], outputs: [], resources: [], changeSets: new Map() },
        events: steps.map((step, index) => ({ id: String(index), at: at + index * 1000, ...step })),
      });
    },
    expected: { reader: ['AWS-BUCKET-005', 'AWS-REPORT-001'] },
    hoursAfterFix: 24,
  },
  wrongPolicy(
    'no-bucket-policy',
    'The bucket policy was deleted',
    'AWS-BUCKETPOLICY-001',
    (healthy) => {
      bucketOf(healthy).policy = undefined;
    },
    'F-043',
  ),
  {
    name: 'no-bucket-policy-since-days',
    title: 'The bucket policy was deleted, and AWS has been refused since',
    catalogue: 'F-061',
    breaks(healthy) {
      bucketOf(healthy).policy = undefined;
      healthy.world.clock.advance(13 * hour);
    },
    expected: { reader: ['AWS-BUCKETPOLICY-001', 'AWS-DELIVERY-001'], spot: ['AWS-DELIVERY-001'] },
    hoursAfterFix: 24,
  },
  wrongPolicy(
    'old-billing-account',
    'The policy names the account that AWS billing used to have',
    'AWS-BUCKETPOLICY-002',
    (healthy) => {
      for (const statement of statementsOf(healthy))
        statement.Principal = { AWS: 'arn:aws:iam::386209384616:root' };
    },
  ),
  wrongPolicy(
    'data-exports-only',
    'The policy names the service of Data Exports only',
    'AWS-BUCKETPOLICY-002',
    (healthy) =>
      replaceInPolicy(healthy, 'billingreports.amazonaws.com', 'bcm-data-exports.amazonaws.com'),
  ),
  wrongPolicy(
    'writing-not-allowed',
    'The policy lets AWS check the bucket but not write',
    'AWS-BUCKETPOLICY-003',
    (healthy) => {
      statementsOf(healthy).pop();
    },
  ),
  wrongPolicy(
    'policy-not-readable',
    'The policy lets AWS write but not read the policy',
    'AWS-BUCKETPOLICY-003',
    (healthy) =>
      replaceInPolicy(healthy, '["s3:GetBucketAcl","s3:GetBucketPolicy"]', '"s3:GetBucketAcl"'),
  ),
  wrongPolicy(
    'other-source-account',
    'aws:SourceAccount is that of another account',
    'AWS-BUCKETPOLICY-004',
    (healthy) =>
      replaceInPolicy(
        healthy,
        `"aws:SourceAccount":"${healthy.account.id}"`,
        `"aws:SourceAccount":"${other}"`,
      ),
  ),
  wrongPolicy(
    'source-arn-of-the-bucket-region',
    'aws:SourceArn has another region',
    'AWS-BUCKETPOLICY-005',
    (healthy) => replaceInPolicy(healthy, 'arn:aws:cur:us-east-1:', 'arn:aws:cur:eu-central-1:'),
  ),
  wrongPolicy(
    'source-arn-of-data-exports',
    'aws:SourceArn is that of Data Exports',
    'AWS-BUCKETPOLICY-005',
    (healthy) =>
      replaceInPolicy(
        healthy,
        `arn:aws:cur:us-east-1:${healthy.account.id}:definition/*`,
        `arn:aws:bcm-data-exports:us-east-1:${healthy.account.id}:export/*`,
      ),
  ),
  wrongPolicy(
    'source-arn-of-another-account',
    'aws:SourceArn has another account',
    'AWS-BUCKETPOLICY-005',
    (healthy) =>
      replaceInPolicy(healthy, `us-east-1:${healthy.account.id}:`, `us-east-1:${other}:`),
  ),
  {
    ...wrongPolicy(
      'policy-copied',
      'The policy was copied from the bucket of another account',
      '',
      (healthy) => {
        replaceInPolicy(healthy, `us-east-1:${healthy.account.id}:`, `us-east-1:${other}:`);
        replaceInPolicy(
          healthy,
          `"aws:SourceAccount":"${healthy.account.id}"`,
          `"aws:SourceAccount":"${other}"`,
        );
      },
    ),
    expected: { reader: ['AWS-BUCKETPOLICY-004', 'AWS-BUCKETPOLICY-005'], spot: [] },
  },
  wrongPolicy(
    'prefix-only',
    'The policy lets AWS write below the prefix only',
    'AWS-BUCKETPOLICY-006',
    (healthy) => {
      const [, writing] = statementsOf(healthy);
      if (writing)
        writing.Resource = objects(healthy).replace('*', `${healthy.inputs.reportPrefix}/*`);
    },
  ),
  wrongPolicy(
    'bucket-without-files',
    'The policy names the bucket, and not the files in it',
    'AWS-BUCKETPOLICY-006',
    (healthy) => {
      const [checking] = statementsOf(healthy);
      if (checking)
        bucketOf(healthy).policy = {
          Version: '2012-10-17',
          Statement: [{ ...checking, Action: 's3:*' }],
        };
    },
  ),
  wrongPolicy(
    'denied-outside-organization',
    'A Deny lets only principals of the organization write',
    'AWS-BUCKETPOLICY-007',
    (healthy) =>
      denyWriting(healthy, {
        StringNotEquals: { 'aws:PrincipalOrgID': healthy.world.aws.organizations[0]?.id },
      }),
  ),
  wrongPolicy(
    'writing-denied-outside-network',
    'A Deny lets only a VPC endpoint of the company write',
    'AWS-BUCKETPOLICY-007',
    (healthy) =>
      denyWriting(healthy, { StringNotEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } }),
  ),
  wrongPolicy(
    'denied-but-for-administrator',
    'A Deny lets only one user change policy and files',
    'AWS-BUCKETPOLICY-007',
    (healthy) =>
      add(healthy, {
        ...{
          Sid: 'AdministratorOnly',
          Effect: 'Deny',
          NotPrincipal: { AWS: `arn:aws:iam::${healthy.account.id}:user/administrator` },
        },
        ...{ Action: 's3:Put*', Resource: objects(healthy) },
      }),
  ),
  wrongPolicy(
    'any-account-may-deliver',
    'The policy names neither source account nor source ARN',
    'AWS-BUCKETPOLICY-008',
    (healthy) => {
      for (const statement of statementsOf(healthy)) delete statement.Condition;
    },
  ),
  wrongPolicy(
    'organization-condition',
    'The statement for AWS also asks for the organization',
    'AWS-BUCKETPOLICY-009',
    (healthy) => {
      for (const statement of statementsOf(healthy)) {
        const condition = statement.Condition as { StringEquals: Statement };
        statement.Condition = {
          StringEquals: {
            ...condition.StringEquals,
            'aws:PrincipalOrgID': healthy.world.aws.organizations[0]?.id,
          },
        };
      }
    },
  ),
  wrongPolicy(
    'anyone-may-write',
    'The policy lets everybody write',
    'AWS-BUCKETPOLICY-010',
    (healthy) =>
      add(healthy, {
        Sid: 'Open',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: objects(healthy),
      }),
  ),
];
