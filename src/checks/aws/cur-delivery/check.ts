import billingStackEvents from '../../../evidence/aws/billing-stack-events.ts';
import bucketEncryption from '../../../evidence/aws/bucket-encryption.ts';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import reportDefinitions from '../../../evidence/aws/report-definitions.ts';
import reportObjects from '../../../evidence/aws/report-objects.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { ecoProcessingHours, firstDeliveryHours } from '../../../spot.ts';
import { defineCheck, type Judge } from '../../define-check.ts';
import { mayDeliver } from '../_billing/access.ts';
import { mendedBucketPolicy } from '../_billing/bucket-policy-fix.ts';
import { testObjectName } from '../_billing/documents.ts';
import type { ReportNames } from '../_billing/report-settings.ts';
import { deliveryDiagnoses, listFiles } from './diagnoses.ts';

const hour = 3_600_000;
/**
 * `list-objects-v2` is asked for this many objects; a full page says nothing about what comes after
 * it.
 */
const pageSize = 200;

export default defineCheck({
  id: 'aws/cur-delivery',
  title: 'AWS delivers the report into the bucket',
  needs: { reports: reportDefinitions },
  mayUse: {
    objects: reportObjects,
    owned: ownedBuckets,
    policy: bucketPolicy,
    encryption: bucketEncryption,
    stack: billingStackEvents,
  },
  inputs: ['accountId', 'reportName', 'bucketName', 'reportPrefix'],
  after: ['aws/cur-report'],
  diagnoses: deliveryDiagnoses,
  assess({ reports, objects, owned, policy, encryption, stack }, { accountId, ...names }, judge) {
    const report = reports?.ReportDefinitions.find(
      ({ ReportName }) => ReportName === names.reportName,
    );
    if (!report)
      return judge.cannotTell(
        `There is no report named ${names.reportName}, so nothing can be delivered yet.`,
      );
    const now = judge.now.getTime();
    const inADay = new Date(now + firstDeliveryHours * hour);
    const { lastStatus, lastDelivery } = report.ReportStatus ?? {};
    const last = deliveryTime(lastDelivery);

    if (lastStatus === 'ERROR_PERMISSIONS') {
      const key = keyOf(encryption);
      const right =
        policy.status === 'found' &&
        mayDeliver(policy.value.Policy, { accountId, ...names }) === 'yes';
      if (right && !key && encryption.status !== 'denied')
        return judge.pending(
          'AWS was refused at its last attempt. The bucket policy is right now, and AWS tries again within a day.',
          inADay,
        );
      const seen = policy.status === 'found' ? policy.value.Policy : null;
      return judge.found('refused', {
        names,
        policy: right ? undefined : mendedBucketPolicy(seen, { accountId, ...names }),
        unseen: policy.status !== 'found' && policy.status !== 'absent',
        key,
        last,
      });
    }
    if (lastStatus === 'ERROR_NO_BUCKET') {
      if (objects.status !== 'found') return judge.found('noBucket', { names, accountId });
      return judge.pending(
        'AWS did not find the bucket at its last attempt. It is there now, and AWS tries again within a day.',
        inADay,
      );
    }
    if (objects.status === 'absent')
      return judge.cannotTell(
        `The bucket ${names.bucketName} does not exist, so nothing can arrive in it.`,
      );

    const files = objects.status === 'found' ? objects.value.Contents : [];
    const below = files.filter(({ Key }) =>
      Key.startsWith(`${names.reportPrefix}/${names.reportName}/`),
    );
    if (last === undefined && below.length === 0)
      return waitForFirst(setUpAt(files, stack), names, judge);

    const age = last === undefined ? 0 : now - last.getTime();
    if (last !== undefined && age > ecoProcessingHours * hour)
      return judge.found('stale', { last, hours: Math.floor(age / hour), names });
    if (below.some(({ Key }) => Key.endsWith('.parquet'))) return;
    if (objects.status !== 'found')
      return judge.cannotTell(
        'AWS says that it delivered; the files in the bucket could not be seen.',
        [reportObjects],
      );
    if (below.length > 0)
      return judge.pending(
        'The files are from before the report was changed. The next delivery, within a day, brings Parquet files.',
        inADay,
      );
    if (files.length >= pageSize)
      return judge.cannotTell(
        `The bucket holds so many other files below ${names.reportPrefix}/ that those of ${names.reportName} were not reached. List them with: ${listFiles(names)}`,
      );
    const bucket =
      owned.status === 'found'
        ? owned.value.Buckets.find(({ Name }) => Name === names.bucketName)
        : undefined;
    if (last !== undefined && Date.parse(bucket?.CreationDate ?? '') > last.getTime())
      return judge.pending(
        'The bucket is newer than the last delivery. AWS delivers into it within a day.',
        inADay,
      );
    judge.found('filesGone', { names, last });
  },
});

function waitForFirst(
  since: Date | undefined,
  names: ReportNames,
  judge: Judge<typeof deliveryDiagnoses>,
) {
  const now = judge.now.getTime();
  const due = (since?.getTime() ?? now) + firstDeliveryHours * hour;
  if (since === undefined || due >= now)
    return judge.pending(
      `The report is set up. AWS delivers the first one within ${firstDeliveryHours} hours.`,
      new Date(due),
    );
  judge.found('overdue', { since, hours: Math.floor((now - since.getTime()) / hour), names });
  judge.pending(
    'The first report is late; look again tomorrow.',
    new Date(now + firstDeliveryHours * hour),
  );
}

/** `20261123T093000Z`, as the API prints it, or ISO 8601. */
function deliveryTime(text: string | undefined): Date | undefined {
  const time = new Date(
    (text ?? '').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  return Number.isNaN(time.getTime()) ? undefined : time;
}

type EvidenceOf<K> = K extends EvidenceKind<infer T> ? Evidence<T> : never;

/**
 * When the report was set up: AWS says so nowhere, but the stack that made it does, and so does the
 * test object where the listing shows it (AWS writes it to the root of the bucket).
 */
function setUpAt(
  files: readonly { Key: string; LastModified: string }[],
  stack: EvidenceOf<typeof billingStackEvents>,
): Date | undefined {
  const test = files.find(({ Key }) => Key.endsWith(testObjectName))?.LastModified;
  const events = stack.status === 'found' ? stack.value.StackEvents : [];
  const made = events.find(
    (event) =>
      event.ResourceType === 'AWS::CUR::ReportDefinition' &&
      event.ResourceStatus === 'CREATE_COMPLETE',
  );
  return deliveryTime(test ?? made?.Timestamp);
}

/**
 * The key the bucket encrypts with, unless S3 uses its own (SSE-S3). The AWS-managed key for S3
 * lets no other service in.
 */
function keyOf(encryption: EvidenceOf<typeof bucketEncryption>): string | undefined {
  if (encryption.status !== 'found') return undefined;
  const rule =
    encryption.value.ServerSideEncryptionConfiguration.Rules[0]?.ApplyServerSideEncryptionByDefault;
  return rule?.SSEAlgorithm.startsWith('aws:kms')
    ? (rule.KMSMasterKeyID ?? 'the AWS-managed key aws/s3')
    : undefined;
}
