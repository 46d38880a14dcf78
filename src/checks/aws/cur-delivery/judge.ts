import type billingStackEvents from '../../../evidence/aws/billing-stack-events.ts';
import type bucketEncryption from '../../../evidence/aws/bucket-encryption.ts';
import type bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import type ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import reportObjects from '../../../evidence/aws/report-objects.ts';
import { ecoProcessingHours, firstDeliveryHours } from '../../../spot.ts';
import type { Judge } from '../../define-check.ts';
import { mayDeliver, type Names } from '../_billing/access.ts';
import { fixBucketPolicy } from '../_billing/fix-bucket-policy.ts';
import type diagnoses from './diagnoses.ts';
import { listFiles } from './diagnoses.ts';
import { type EvidenceOf, findKey, findSetUpTime } from './settings.ts';

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
  judge.found('refused', {
    names,
    policy: right ? undefined : fixBucketPolicy(document, names),
    unseen: policy.status !== 'found' && policy.status !== 'absent',
    key,
    last,
  });
}

/** AWS says nothing of an error: what has arrived, and how long ago? */
export function judgeFiles(
  { objects, owned, stack }: Seen,
  names: Names,
  last: Date | undefined,
  judge: Verdict,
) {
  const files = objects.status === 'found' ? objects.value.Contents : [];
  const below = files.filter(({ Key }) =>
    Key.startsWith(`${names.reportPrefix}/${names.reportName}/`),
  );
  if (last === undefined && below.length === 0)
    return waitForFirst(findSetUpTime(files, stack), names, judge);

  const age = last === undefined ? 0 : judge.now.getTime() - last.getTime();
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
