import type { World } from '../../world.ts';
import { formatArn } from '../arn.ts';
import { serviceIsAllowed } from '../authorization/evaluate.ts';
import { rcpsOver } from '../organization.ts';
import { homeOf } from '../partitions.ts';
import { bucketArn, findKey, isAwsManagedKey } from '../s3/state.ts';
import type { AwsAccount, Bucket, CostReport } from '../state.ts';

/**
 * Hours of the world's clock between the creation of a report and its first delivery. AWS: within
 * 24.
 */
export const firstDeliveryAfterHours = 6;

/** Hours between deliveries. AWS: at least once a day, usually up to three times. */
export const deliveryEveryHours = 12;

/** Reports per account. Source: AWS Data Exports guide, "Quotas and restrictions". */
export const reportLimit = 10;

/** Written to the root of the bucket when a report is created, to prove that writing works. */
export const testObjectKey = 'aws-programmatic-access-test-object';

export const hour = 3_600_000;

const service = 'billingreports.amazonaws.com';

export function definitionArn(
  { partition, id }: Pick<AwsAccount, 'partition' | 'id'>,
  reportName: string,
): string {
  return formatArn(partition, {
    service: 'cur',
    region: homeOf('cur', partition)?.region,
    account: id,
    resource: `definition/${reportName}`,
  });
}

/** Folder of a report, without a slash at the end: `prefix/name`. */
export function reportFolder(report: Pick<CostReport, 'prefix' | 'name'>): string {
  return report.prefix === '' ? report.name : `${report.prefix}/${report.name}`;
}

/**
 * What an attempt to deliver would report. It succeeds when the bucket exists, is the account's
 * own, its policy lets the billing service read the policy and write each of the files, and so does
 * the policy of its key.
 */
export function deliveryStatus(
  world: World,
  report: Pick<CostReport, 'name' | 'bucket' | 'prefix'>,
  account: AwsAccount,
  keys: readonly string[] = [`${reportFolder(report)}/${report.name}-Manifest.json`],
): NonNullable<CostReport['lastStatus']> {
  const bucket = world.aws.buckets.get(report.bucket);
  if (!bucket) return 'ERROR_NO_BUCKET';
  const may = keys.every((key) => mayWrite(world, bucket, report.name, account, key));
  return may ? 'SUCCESS' : 'ERROR_PERMISSIONS';
}

/**
 * Whether the billing service may write one object on behalf of an account.
 *
 * `s3:GetBucketAcl` is not asked for: the policy that AWS's guide gives today ("Setting up an
 * Amazon S3 bucket for data exports") leaves it out and works. `aws:SourceArn` is tried as
 * `definition/*`, which the guide's StringEquals form needs literally, and as the report's own ARN.
 */
export function mayWrite(
  world: World,
  bucket: Bucket,
  reportName: string,
  account: AwsAccount,
  key: string,
): boolean {
  if (bucket.ownerAccount !== account.id) return false;
  const arn = bucketArn(bucket);
  const rcps = rcpsOver(world.aws, bucket.ownerAccount).map(({ document }) => document);
  const keyArn = bucket.encryption.algorithm === 'aws:kms' ? bucket.encryption.keyArn : undefined;
  return [definitionArn(account, '*'), definitionArn(account, reportName)].some((sourceArn) => {
    const context = { 'aws:SourceAccount': account.id, 'aws:SourceArn': sourceArn };
    const allowed = (action: string, resource: string, policy = bucket.policy) =>
      serviceIsAllowed({ policy, service, action, resource, rcps }, context);
    return (
      allowed('s3:GetBucketPolicy', arn) &&
      allowed('s3:PutObject', `${arn}/${key}`) &&
      (keyArn === undefined ||
        (!isAwsManagedKey(keyArn) &&
          allowed('kms:GenerateDataKey', keyArn, findKey(world, keyArn)?.key.policy ?? {})))
    );
  });
}
