import { GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { reportDefinitions } from '../../evidence/aws/report-definitions.ts';
import { reportObjects } from '../../evidence/aws/report-objects.ts';
import { spotAssumption, spotReads } from '../../evidence/aws/spot-access.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { defineCollector } from '../define-collector.ts';
import type { AwsContext } from './aws-collector.ts';
import { classify, found } from './classify.ts';

/**
 * Known without a call of its own: the session that every look of Spot's begins with was opened, or
 * was not.
 */
export const spotAssumptionCollector = defineCollector({
  kind: spotAssumption,
  collect: async ({ assumption }: AwsContext) =>
    (await assumption?.()) ?? { status: 'notCollected', message: 'Only Spot can try this.' },
});

/**
 * Tries what Eco does, in parallel where one does not need the other. Lists are shared with the
 * other evidence.
 */
export const spotReadsCollector = defineCollector({
  kind: spotReads,
  needs: [reportObjects, reportDefinitions] as EvidenceKind[],
  async collect(context: AwsContext): Promise<Evidence<(typeof spotReads)['schema']['_output']>> {
    const [describeReports, [listBucket, readObject], costExplorer] = await Promise.all([
      context.need(reportDefinitions).then(outcomeOf),
      readBucket(context),
      askCostExplorer(context),
    ]);
    const outcomes = { describeReports, listBucket, readObject, costExplorer };
    const lost = Object.values(outcomes).find((outcome) => outcome.outcome === 'unreachable');
    if (lost)
      return { status: 'unreachable', message: lost.message ?? 'AWS gave no usable answer.' };
    return found(spotReads, outcomes);
  },
});

interface Outcome {
  outcome: 'ok' | 'denied' | 'absent' | 'noData' | 'unreachable';
  code?: string;
  message?: string;
}

function outcomeOf(evidence: Evidence): Outcome {
  switch (evidence.status) {
    case 'found':
      return { outcome: 'ok' };
    case 'absent':
    case 'denied':
      return { outcome: evidence.status, code: evidence.code, message: evidence.message };
    default:
      return { outcome: 'unreachable', message: evidence.message };
  }
}

/** Lists the report's files, then reads the first bytes of the smallest report file. */
async function readBucket({
  clients,
  call,
  inputs,
  need,
}: AwsContext): Promise<[Outcome, Outcome]> {
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
  try {
    const answer = await call((options) =>
      clients.s3.send(
        new GetObjectCommand({ Bucket: inputs.bucketName, Key: smallest.Key, Range: 'bytes=0-15' }),
        options,
      ),
    );
    // That S3 let it out is the answer; the bytes are dropped unread.
    (answer.Body as { destroy?: () => void } | undefined)?.destroy?.();
    return [listed, { outcome: 'ok' }];
  } catch (error) {
    return [
      listed,
      outcomeOf(classify({ ...reportObjects, absentCodes: ['NoSuchKey', 'NoSuchBucket'] }, error)),
    ];
  }
}

const dayMs = 86_400_000;

/**
 * Yesterday's cost, in one number. Costs the account $0.01, as every Cost Explorer request does.
 */
async function askCostExplorer({ clients, call, now }: AwsContext): Promise<Outcome> {
  const day = (daysAgo: number) =>
    new Date(now().getTime() - daysAgo * dayMs).toISOString().slice(0, 10);
  try {
    await call((options) =>
      clients.costExplorer.send(
        new GetCostAndUsageCommand({
          TimePeriod: { Start: day(1), End: day(0) },
          Granularity: 'DAILY',
          Metrics: ['UnblendedCost'],
        }),
        options,
      ),
    );
    return { outcome: 'ok' };
  } catch (error) {
    const outcome = classify({ ...spotReads, absentCodes: ['DataUnavailableException'] }, error);
    return outcome.status === 'absent'
      ? { outcome: 'noData', code: outcome.code, message: outcome.message }
      : outcomeOf(outcome);
  }
}
