import { type AwsPlace, formatArn } from '../../../providers/aws/partitions.ts';
import { reportRegion } from '../../../spot.ts';
import { formatBucketArn } from '../_policy/arns.ts';

/** The service that writes Cost and Usage Reports. */
export const billingService = 'billingreports.amazonaws.com';

/** `aws:SourceArn` of the billing service: always in its one region, wherever the bucket is. */
export const reportArnPattern = ({ accountId, partition }: AwsPlace & { accountId: string }) =>
  formatArn(
    { service: 'cur', region: reportRegion, account: accountId, resource: 'definition/*' },
    { partition },
  );

/**
 * The object that the billing service writes to the root of the bucket when a report is set up, to
 * prove that it may.
 */
export const testObjectName = 'aws-programmatic-access-test-object';

interface ServiceStatement {
  Sid: string;
  Effect: 'Allow';
  Principal: { Service: string };
  Action: string | string[];
  Resource: string;
  Condition: { StringEquals: { 'aws:SourceArn': string; 'aws:SourceAccount': string } };
}

/**
 * The bucket policy that lets the billing service deliver reports of this account, and nobody
 * else's, into the bucket. Concatenates only: values may be placeholders.
 * Source: https://docs.aws.amazon.com/cur/latest/userguide/cur-s3.html
 */
export function bucketPolicyFor({
  bucketName,
  ...owner
}: AwsPlace & {
  accountId: string;
  bucketName: string;
}): {
  Version: '2012-10-17';
  Statement: ServiceStatement[];
} {
  const bucket = formatBucketArn({ bucketName, partition: owner.partition });
  const common = {
    Effect: 'Allow' as const,
    Principal: { Service: billingService },
  };
  const onlyThisAccount = {
    StringEquals: {
      'aws:SourceArn': reportArnPattern(owner),
      'aws:SourceAccount': owner.accountId,
    },
  };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'BillingChecksTheBucket',
        ...common,
        Action: ['s3:GetBucketAcl', 's3:GetBucketPolicy'],
        Resource: bucket,
        Condition: onlyThisAccount,
      },
      {
        Sid: 'BillingDeliversReports',
        ...common,
        Action: 's3:PutObject',
        Resource: `${bucket}/*`,
        Condition: onlyThisAccount,
      },
    ],
  };
}

/**
 * The report Eco needs, in the shape of the API's `PutReportDefinition`. Concatenates only: values
 * may be placeholders.
 * Source: https://docs.spot.io/eco/getting-started/connect-your-aws-account
 */
export function reportDefinitionFor({
  reportName,
  bucketName,
  reportPrefix,
}: {
  reportName: string;
  bucketName: string;
  reportPrefix: string;
}) {
  return {
    ReportName: reportName,
    TimeUnit: 'HOURLY',
    Format: 'Parquet',
    Compression: 'Parquet',
    AdditionalSchemaElements: ['RESOURCES'],
    S3Bucket: bucketName,
    S3Prefix: reportPrefix,
    S3Region: reportRegion,
    AdditionalArtifacts: ['ATHENA'],
    RefreshClosedReports: true,
    ReportVersioning: 'OVERWRITE_REPORT',
  };
}
