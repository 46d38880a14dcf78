import { GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { GetObjectCommand, type GetObjectCommandOutput } from '@aws-sdk/client-s3';
import reportDefinitions from '../../evidence/aws/report-definitions.ts';
import reportObjects from '../../evidence/aws/report-objects.ts';
import spotReads from '../../evidence/aws/spot-reads.ts';
import { asEvidence } from '../kernel/as-evidence.ts';
import { ForeignAnswer } from '../kernel/foreign-answer.ts';
import { readLimitedBody } from '../kernel/read-limited-body.ts';
import { type AwsContext, defineAwsCollector } from './_client/context.ts';
import { maximumBytes } from './_client/limit-answers.ts';
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
    const bytes = await readLimitedBody(
      answer.Body as AsyncIterable<Uint8Array> | undefined,
      maximumBytes,
    );
    requirePart(answer, bytes.length);
  };
  return [listed, await tryCall(reportObjects, readFirstBytes, ['NoSuchKey', 'NoSuchBucket'])];
}

/**
 * Throws for what is no part of a file: S3 answers a range with 206 and says which bytes they are. The
 * bytes themselves are counted and forgotten: that S3 let them out is the answer.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
function requirePart(
  { ContentRange = '', $metadata }: Pick<GetObjectCommandOutput, 'ContentRange' | '$metadata'>,
  length: number,
): void {
  const last = /^bytes 0-(\d+)\/\d+$/.exec(ContentRange)?.[1];
  if ($metadata.httpStatusCode !== 206 || last === undefined || Number(last) !== length - 1)
    throw new ForeignAnswer('something else than the first bytes of the file came back');
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
