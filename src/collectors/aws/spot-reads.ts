import { GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import reportDefinitions from '../../evidence/aws/report-definitions.ts';
import reportObjects from '../../evidence/aws/report-objects.ts';
import spotReads from '../../evidence/aws/spot-reads.ts';
import { asEvidence } from '../kernel/as-evidence.ts';
import { ForeignAnswer } from '../kernel/foreign-answer.ts';
import { type AwsContext, defineAwsCollector } from './_client/context.ts';
import { findLost, type Outcome, outcomeOf, tryCall } from './_client/outcomes.ts';

/**
 * Tries what Eco does, in parallel where one does not need the other. Lists are shared with the
 * other evidence.
 */
export default defineAwsCollector({
  kind: spotReads,
  needs: [reportObjects, reportDefinitions],
  async collect(kind, context) {
    const [describeReports, [listBucket, readObject], costExplorer] = await Promise.all([
      context.need(reportDefinitions).then(outcomeOf),
      readBucket(context),
      askCostExplorer(context),
    ]);
    const outcomes = { describeReports, listBucket, readObject, costExplorer };
    return findLost(Object.values(outcomes)) ?? asEvidence(kind, outcomes);
  },
});

/** Lists the report's files, then reads the first bytes of the smallest report file. */
async function readBucket(
  context: AwsContext,
): Promise<[listBucket: Outcome, readObject: Outcome]> {
  const { clients, call, inputs, need } = context;
  const listing = await need(reportObjects);
  const listed = outcomeOf(listing);
  if (listing.status !== 'found')
    return [
      listed,
      { outcome: 'noData', code: 'NotTried', message: 'The files could not be listed.' },
    ];
  const [smallest] = listing.value.Contents.filter(
    ({ Key, Size }) => Size > 0 && /\.(parquet|csv\.gz|json)$/.test(Key),
  ).sort((a, b) => a.Size - b.Size);
  if (!smallest) return [listed, { outcome: 'noData', message: 'There is no report file yet.' }];
  const request = { Bucket: inputs.bucketName, Key: smallest.Key, Range: 'bytes=0-15' };
  const readFirstBytes = async () => {
    const answer = await call((options) => clients.s3.send(new GetObjectCommand(request), options));
    // A part of a file comes with its place in it: what has none did not come from S3.
    if (!/^bytes 0-\d+\/\d+$/.test(answer.ContentRange ?? ''))
      throw new ForeignAnswer('something else than the first bytes of the file came back');
    // That S3 let it out is the answer; the bytes are dropped unread.
    (answer.Body as { destroy?: () => void } | undefined)?.destroy?.();
  };
  return [listed, await tryCall(reportObjects, readFirstBytes, ['NoSuchKey', 'NoSuchBucket'])];
}

const dayMs = 86_400_000;

/**
 * Yesterday's cost, in one number. Costs the account $0.01, as every Cost Explorer request does.
 *
 * Source: https://aws.amazon.com/aws-cost-management/aws-cost-explorer/pricing/
 */
async function askCostExplorer({ clients, call, now }: AwsContext): Promise<Outcome> {
  const formatDay = (daysAgo: number) =>
    new Date(now().getTime() - daysAgo * dayMs).toISOString().slice(0, 10);
  const question = new GetCostAndUsageCommand({
    TimePeriod: { Start: formatDay(1), End: formatDay(0) },
    Granularity: 'DAILY',
    Metrics: ['UnblendedCost'],
  });
  const outcome = await tryCall(spotReads, async () => {
    const answer = await call((options) => clients.costExplorer.send(question, options));
    if (!answer.ResultsByTime) throw new ForeignAnswer('an answer without costs came back');
  }, ['DataUnavailableException']);
  return outcome.outcome === 'absent' ? { ...outcome, outcome: 'noData' } : outcome;
}
