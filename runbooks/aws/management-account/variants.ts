import { formatArn } from '../../../src/providers/aws/partitions.ts';
import { defineVariants, type Variant } from '../../define-faults.ts';
import { day } from '../../time.ts';
import { findBucket, formatBucketArn, setBucketPolicy, takeStatements } from '../_world/bucket.ts';
import { findOrganization } from '../_world/organization.ts';
import { allow, deny, type Statement } from '../_world/policy.ts';
import { signInAsSecondAdministrator, signInWithRole } from '../_world/reader.ts';
import { findReport } from '../_world/report.ts';
import { findRegion, memberAccountId, strangerAccountId } from '../_world/world.ts';
import { roleVariants } from './role-variants.ts';
import { createHealthyWorld, type ManagementWorld } from './worlds.ts';

const variant = defineVariants(createHealthyWorld);

/** The form that AWS's page on Data Exports gives, in one statement for both services. */
function writeDataExportsStatement(subject: ManagementWorld): Statement {
  const { account } = subject;
  const formatSourceArn = (service: string, resource: string) =>
    formatArn({ service, region: findRegion(subject), account: account.id, resource }, account);
  return {
    Sid: 'EnableAWSDataExportsToWriteToS3AndCheckPolicy',
    Effect: 'Allow',
    Principal: { Service: ['billingreports.amazonaws.com', 'bcm-data-exports.amazonaws.com'] },
    Action: ['s3:PutObject', 's3:GetBucketPolicy'],
    Resource: [formatBucketArn(subject, '*'), formatBucketArn(subject)],
    Condition: {
      StringLike: {
        'aws:SourceAccount': account.id,
        'aws:SourceArn': [
          formatSourceArn('cur', 'definition/*'),
          formatSourceArn('bcm-data-exports', 'export/*'),
        ],
      },
    },
  };
}

/** Accounts, buckets and reports that differ from the guide's and are as right. */
const billingVariants: readonly Variant<ManagementWorld>[] = [
  variant('as-the-guide', 'Everything as the guide makes it', {}),
  variant('standalone-account', 'An account without an organization', { standalone: true }),
  variant('msp-customer', "An account of a reseller's customer", {
    payerAccountId: strangerAccountId,
  }),
  variant(
    'federated-reader',
    'The reader is signed in with a role, as with IAM Identity Center',
    {},
    signInWithRole,
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
    (subject) => setBucketPolicy(subject, writeDataExportsStatement(subject)),
  ),
  variant('wildcard-bucket-policy', 'A bucket policy with wildcards', {}, (subject) =>
    setBucketPolicy(subject, {
      Effect: 'Allow',
      Principal: { Service: 'billingreports.amazonaws.com' },
      Action: ['s3:Get*', 's3:Put*'],
      Resource: [formatBucketArn(subject), formatBucketArn(subject, '*')],
      Condition: { StringEquals: { 'aws:SourceAccount': subject.account.id } },
    }),
  ),
  variant(
    'narrow-bucket-policy',
    'The bucket policy allows the test file and the folder of the report, and no more',
    {},
    (subject) => {
      const [checking, writing] = takeStatements(subject);
      const { reportPrefix, reportName } = subject.inputs;
      setBucketPolicy(
        subject,
        { ...checking },
        {
          ...writing,
          Resource: [
            formatBucketArn(subject, 'aws-programmatic-access-test-object'),
            formatBucketArn(subject, `${reportPrefix}/${reportName}/*`),
          ],
        },
      );
    },
  ),
  variant(
    'policy-with-company-rules',
    'The bucket policy also holds rules of the company',
    {},
    (subject) => {
      const all = [formatBucketArn(subject), formatBucketArn(subject, '*')];
      const denyAll = { ...deny('s3:*', all), Principal: '*' };
      setBucketPolicy(
        subject,
        ...takeStatements(subject),
        {
          Sid: 'TlsOnly',
          ...denyAll,
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          Sid: 'OurOrganization',
          ...denyAll,
          Condition: {
            StringNotEqualsIfExists: { 'aws:PrincipalOrgID': findOrganization(subject).id },
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          },
        },
        {
          Sid: 'Member',
          ...allow('s3:GetObject', formatBucketArn(subject, '*')),
          Principal: { AWS: memberAccountId },
          Condition: {
            StringEquals: { 'aws:PrincipalOrgID': findOrganization(subject).id },
          },
        },
        {
          Sid: 'Organization',
          ...allow(['s3:GetObject', 's3:ListBucket'], all),
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': findOrganization(subject).id } },
        },
        {
          Sid: 'OldTls',
          ...denyAll,
          Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
        },
        {
          Sid: 'NoDeletion',
          ...deny(['s3:DeleteObject', 's3:DeleteObjectVersion'], formatBucketArn(subject, '*')),
          Principal: '*',
        },
        {
          Sid: 'ArchiveIsClosed',
          ...deny('s3:*', formatBucketArn(subject, 'archive/*')),
          Principal: '*',
        },
        {
          Sid: 'AccessLogs',
          ...allow('s3:PutObject', formatBucketArn(subject, 'logs/*')),
          Principal: { Service: 'logging.s3.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': subject.account.id } },
        },
      );
    },
  ),
  variant(
    'other-reports-too',
    'The account has other reports, in another bucket',
    {},
    (subject) => {
      const report = findReport(subject);
      for (let number = 1; number <= 6; number++) {
        const changes = {
          name: `finance-${number}`,
          timeUnit: 'DAILY',
          bucket: 'finance',
          schemaElements: [],
          lastStatus: undefined,
        };
        subject.account.reports.set(`finance-${number}`, { ...report, ...changes });
      }
    },
  ),
  variant('split-cost-allocation', 'The report also splits costs of containers', {}, (subject) => {
    findReport(subject).schemaElements = ['RESOURCES', 'SPLIT_COST_ALLOCATION_DATA'];
  }),
  variant('versioned-bucket', 'The bucket keeps old versions of files', {}, (subject) => {
    findBucket(subject).versioning = 'Enabled';
  }),
  variant('months-of-history', 'The report has been delivered for months', {}, (subject) =>
    subject.world.clock.advance(70 * day),
  ),
  variant('second-administrator', 'Another administrator checks', {}, signInAsSecondAdministrator),
];

/** Legitimate variants of the healthy world: nothing may be found in them. */
export const variants: readonly Variant<ManagementWorld>[] = [...billingVariants, ...roleVariants];
