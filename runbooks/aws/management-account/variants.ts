import { createAccessKey, createAdministrator } from '../../../src/simulator/aws/seed.ts';
import type { PolicyDocument } from '../../../src/simulator/aws/state.ts';
import type { AwsWorld, Variant } from '../../define-faults.ts';
import { bucketOf, reportOf } from './faults/billing-set-up.ts';
import { roleVariants } from './faults/role-variants.ts';
import { createHealthyWorld, type HealthyOptions, memberAccountId } from './healthy.ts';

function variant(
  name: string,
  title: string,
  options: HealthyOptions,
  change: (healthy: AwsWorld) => void = () => undefined,
): Variant<AwsWorld> {
  return {
    name,
    title,
    build(simulator) {
      const healthy = createHealthyWorld(simulator, options);
      change(healthy);
      return healthy;
    },
  };
}

const setPolicy = (healthy: AwsWorld, ...Statement: Record<string, unknown>[]) => {
  bucketOf(healthy).policy = { Version: '2012-10-17', Statement } as PolicyDocument;
};
const ownStatements = (healthy: AwsWorld) =>
  bucketOf(healthy).policy?.Statement as Record<string, unknown>[];

/** The form that AWS's page on Data Exports gives, in one statement for both services. */
const dataExportsStatement = ({ account, inputs }: AwsWorld) => ({
  Sid: 'EnableAWSDataExportsToWriteToS3AndCheckPolicy',
  Effect: 'Allow',
  Principal: { Service: ['billingreports.amazonaws.com', 'bcm-data-exports.amazonaws.com'] },
  Action: ['s3:PutObject', 's3:GetBucketPolicy'],
  Resource: [`arn:aws:s3:::${inputs.bucketName}/*`, `arn:aws:s3:::${inputs.bucketName}`],
  Condition: {
    StringLike: {
      'aws:SourceAccount': account.id,
      'aws:SourceArn': [
        `arn:aws:cur:us-east-1:${account.id}:definition/*`,
        `arn:aws:bcm-data-exports:us-east-1:${account.id}:export/*`,
      ],
    },
  },
});

/** Accounts, buckets and reports that differ from the guide's and are as right. */
const billingVariants: readonly Variant<AwsWorld>[] = [
  variant('as-the-guide', 'Everything as the guide makes it', {}),
  variant('standalone-account', 'An account without an organization', { standalone: true }),
  variant('msp-customer', "An account of a reseller's customer", {
    payerAccountId: '999988887777',
  }),
  variant(
    'federated-reader',
    'The reader is signed in with a role, as with IAM Identity Center',
    {},
    (healthy) => {
      const { world, account } = healthy;
      const name = 'AWSReservedSSO_AdministratorAccess_0123456789abcdef';
      const administrator = account.users.get('administrator');
      account.roles.set(name, {
        name,
        path: '/aws-reserved/sso.amazonaws.com/',
        id: 'AROAEXAMPLEEXAMPLE123',
        createdAt: world.clock.now(),
        effectiveAt: world.clock.now(),
        trustPolicy: { Version: '2012-10-17', Statement: [] },
        maxSessionDuration: 3600,
        inlinePolicies: new Map(),
        attachedPolicies: administrator?.attachedPolicies ?? [],
        tags: {},
      });
      healthy.reader = {
        aws: createAccessKey(world, account.id, {
          type: 'role',
          name,
          sessionName: 'alice@example.com',
        }),
      };
    },
  ),
  variant('other-names', 'Other names for bucket, prefix and report', {
    bucketName: 'example-corp.billing',
    reportPrefix: 'finops/cur',
    reportName: "Eco_(hourly)!.v2'",
  }),
  variant(
    'data-exports-policy',
    "The bucket policy in the form of AWS's page on Data Exports",
    {},
    (healthy) => setPolicy(healthy, dataExportsStatement(healthy)),
  ),
  variant('wildcard-bucket-policy', 'A bucket policy with wildcards', {}, (healthy) => {
    const condition = { StringEquals: { 'aws:SourceAccount': healthy.account.id } };
    const resources = ['arn:aws:s3:::spot-cur-*'];
    setPolicy(healthy, {
      ...{
        Effect: 'Allow',
        Principal: { Service: 'billingreports.amazonaws.com' },
        Action: ['s3:Get*', 's3:Put*'],
      },
      ...{
        Resource: resources
          .map((name) => name.replace('*', healthy.account.id))
          .flatMap((name) => [name, `${name}/*`]),
        Condition: condition,
      },
    });
  }),
  variant(
    'policy-with-company-rules',
    'The bucket policy also holds rules of the company',
    {},
    (healthy) => {
      const bucket = `arn:aws:s3:::${healthy.inputs.bucketName}`;
      const everything = { Principal: '*', Action: 's3:*', Resource: [bucket, `${bucket}/*`] };
      setPolicy(
        healthy,
        ...ownStatements(healthy),
        {
          Sid: 'TlsOnly',
          Effect: 'Deny',
          ...everything,
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          ...{ Sid: 'OurOrganization', Effect: 'Deny', ...everything },
          Condition: {
            StringNotEqualsIfExists: {
              'aws:PrincipalOrgID': healthy.world.aws.organizations[0]?.id,
            },
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          },
        },
        {
          Sid: 'Member',
          Effect: 'Allow',
          Principal: { AWS: memberAccountId },
          Action: 's3:GetObject',
          Resource: `${bucket}/*`,
        },
      );
    },
  ),
  variant(
    'other-reports-too',
    'The account has other reports, in another bucket',
    {},
    (healthy) => {
      const report = reportOf(healthy);
      for (let number = 1; number <= 6; number++) {
        const changes = {
          name: `finance-${number}`,
          timeUnit: 'DAILY',
          bucket: 'finance',
          schemaElements: [],
          lastStatus: undefined,
        };
        healthy.account.reports.set(`finance-${number}`, { ...report, ...changes });
      }
    },
  ),
  variant('split-cost-allocation', 'The report also splits costs of containers', {}, (healthy) => {
    reportOf(healthy).schemaElements = ['RESOURCES', 'SPLIT_COST_ALLOCATION_DATA'];
  }),
  variant('versioned-bucket', 'The bucket keeps old versions of files', {}, (healthy) => {
    bucketOf(healthy).versioning = 'Enabled';
  }),
  variant('months-of-history', 'The report has been delivered for months', {}, (healthy) =>
    healthy.world.clock.advance(70 * 24 * 3_600_000),
  ),
  variant('second-administrator', 'Another administrator checks', {}, (healthy) => {
    healthy.reader = { aws: createAdministrator(healthy.world, healthy.account.id, 'second') };
  }),
];

/** Legitimate variants of the healthy world: nothing may be found in them. */
export const variants: readonly Variant<AwsWorld>[] = [...billingVariants, ...roleVariants];
