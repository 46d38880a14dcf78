import type billingStackEvents from '../../../evidence/aws/billing-stack-events.ts';
import type bucketEncryption from '../../../evidence/aws/bucket-encryption.ts';
import type bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import type ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import reportObjects from '../../../evidence/aws/report-objects.ts';
import { ecoProcessingHours, firstDeliveryHours } from '../../../spot.ts';
import type { Judge } from '../../define-check.ts';
import { formatMoment } from '../../shell.ts';
import { mayDeliver, type Names } from '../_billing/access.ts';
import { findKey } from '../_billing/bucket-key.ts';
import { dataExportOf } from '../_billing/data-exports.ts';
import { fixBucketPolicy } from '../_billing/fix-bucket-policy.ts';
import type diagnoses from './diagnoses.ts';
import { listFiles } from './diagnoses.ts';
import { type EvidenceOf, findSetUpTime, parseTime } from './settings.ts';

type Verdict = Judge<typeof diagnoses>;

const hour = 3_600_000;

/**
 * `list-objects-v2` is asked for this many objects; a full page says nothing about what comes after
 * it.
 */
const pageSize = 200;

interface Seen {
  objects: EvidenceOf<typeof reportObjects>;
  owned: EvidenceOf<typeof ownedBuckets>;
  policy: EvidenceOf<typeof bucketPolicy>;
  encryption: EvidenceOf<typeof bucketEncryption>;
  stack: EvidenceOf<typeof billingStackEvents>;
}

export const inADay = (now: Date) => new Date(now.getTime() + firstDeliveryHours * hour);

/** AWS was not let in at its last attempt. */
export function judgeRefused(
  { policy, encryption }: Seen,
  names: Names,
  last: Date | undefined,
  judge: Verdict,
) {
  const key = findKey(encryption);
  const document = policy.status === 'found' ? policy.value.Policy : null;
  const right = document !== null && mayDeliver(document, names) === 'yes';
  if (right && !key && encryption.status !== 'denied')
    return judge.pending(
      'AWS was refused at its last attempt. The bucket policy is right now, and AWS tries again within a day.',
      inADay(judge.now),
    );
  // A policy that was not seen is not replaced: it may hold what somebody set on purpose.
  const unseen = policy.status !== 'found' && policy.status !== 'absent';
  judge.found('refused', {
    names,
    policy: right || unseen ? undefined : fixBucketPolicy(document, names),
    unseen,
    key,
    last,
  });
}

/**
 * AWS says nothing of an error: what has arrived, and how long ago? Older command lines print no
 * status of a report; the date and size of its files decide then, as they always do beside it.
 */
export function judgeFiles(seen: Seen, names: Names, last: Date | undefined, judge: Verdict) {
  const { objects, owned, stack } = seen;
  if (last !== undefined && ageOf(last, judge) > ecoProcessingHours * hour)
    return judge.found('stale', { last, hours: hoursSince(last, judge), names });
  if (objects.status !== 'found')
    return judge.cannotTell(
      `${last === undefined ? 'AWS does not say whether it has delivered' : 'AWS says that it delivered'}; the files in the bucket could not be seen.`,
      [reportObjects],
    );
  const files = objects.value.Contents;
  const folder = files.filter(({ Key }) =>
    Key.startsWith(`${names.reportPrefix}/${names.reportName}/`),
  );
  // A Data Export of the same name delivers into the same folder, and is no report.
  const below = folder.filter(({ Key }) => dataExportOf(Key) === undefined);
  if (last === undefined && below.length === 0 && files.length < pageSize)
    return waitForFirst(findSetUpTime(files, stack), names, judge);
  const parquet = below.filter(({ Key }) => Key.endsWith('.parquet'));
  if (parquet.length > 0) return judgeParquet(parquet, seen, names, last, judge);
  if (below.length > 0)
    return judge.pending(
      'The files are from before the report was changed. The next delivery, within a day, brings Parquet files.',
      inADay(judge.now),
    );
  if (files.length >= pageSize)
    return judge.cannotTell(
      `The bucket holds so many other files below ${names.reportPrefix}/ that those of ${names.reportName} were not reached. List them with: ${listFiles(names)}`,
    );
  const made =
    owned.status === 'found' ? findCreation(owned.value.Buckets, names.bucketName) : undefined;
  if (last !== undefined && made !== undefined && made > last)
    return judge.pending(
      'The bucket is newer than the last delivery. AWS delivers into it within a day.',
      inADay(judge.now),
    );
  judge.found('filesGone', { names, last });
}

/** The newest file that holds something is as old as the report is. */
function judgeParquet(
  parquet: readonly { LastModified: string; Size: number }[],
  { policy, stack, objects }: Seen,
  names: Names,
  last: Date | undefined,
  judge: Verdict,
) {
  const newest = parquet
    .filter(({ Size }) => Size > 0)
    .flatMap(({ LastModified }) => parseTime(LastModified) ?? [])
    .toSorted((a, b) => b.getTime() - a.getTime())[0];
  if (newest === undefined)
    return judge.cannotTell(
      `The files of ${names.reportName} hold nothing or have no date, so the report has not really arrived. List them with: ${listFiles(names)}`,
    );
  if (newest.getTime() > judge.now.getTime() + inADayMs)
    return judge.cannotTell(
      `The newest file of ${names.reportName} is from ${formatMoment(newest)}, which is still to come. List them with: ${listFiles(names)}`,
    );
  if (last !== undefined) {
    if (last.getTime() - newest.getTime() > inADayMs)
      judge.cannotTell(
        `AWS says that it delivered ${formatMoment(last)}, and the newest file of ${names.reportName} is from ${formatMoment(newest)}: that delivery went elsewhere, or its files are gone. List them with: ${listFiles(names)}`,
      );
    return;
  }
  if (ageOf(newest, judge) <= ecoProcessingHours * hour) return;
  const files = objects.status === 'found' ? objects.value.Contents : [];
  const setUp = findSetUpTime(files, stack);
  if (setUp !== undefined && setUp > newest) return waitForFirst(setUp, names, judge);
  if (policy.status === 'found' && mayDeliver(policy.value.Policy, names) === 'no')
    return judge.found('refused', {
      names,
      policy: fixBucketPolicy(policy.value.Policy, names),
      unseen: false,
      last: newest,
      withoutStatus: true,
    });
  judge.found('stale', { last: newest, hours: hoursSince(newest, judge), names });
}

const inADayMs = firstDeliveryHours * hour;
const ageOf = (moment: Date, judge: Verdict) => judge.now.getTime() - moment.getTime();
const hoursSince = (moment: Date, judge: Verdict) => Math.floor(ageOf(moment, judge) / hour);

/** When a bucket was made, where the list says so. */
function findCreation(
  buckets: readonly { Name: string; CreationDate?: string }[],
  name: string,
): Date | undefined {
  const made = buckets.find(({ Name }) => Name === name)?.CreationDate;
  return made === undefined ? undefined : new Date(made);
}

function waitForFirst(since: Date | undefined, names: Names, judge: Verdict) {
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
