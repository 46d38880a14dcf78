import { ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { linkedReads } from '../../evidence/aws/linked-reads.ts';
import type { Evidence } from '../../evidence/define-evidence.ts';
import { defineCollector } from '../define-collector.ts';
import type { AwsContext } from './aws-collector.ts';
import { classify, found } from './classify.ts';

/** Tries, as the role, two calls that only read. */
export const linkedReadsCollector = defineCollector({
  kind: linkedReads,
  async collect({
    clients,
    call,
  }: AwsContext): Promise<Evidence<(typeof linkedReads)['schema']['_output']>> {
    const [accountAliases, buckets] = await Promise.all([
      outcome(() =>
        call((options) => clients.iam.send(new ListAccountAliasesCommand({}), options)),
      ),
      outcome(() => call((options) => clients.s3.send(new ListBucketsCommand({}), options))),
    ]);
    const lost = [accountAliases, buckets].find((one) => one.outcome === 'unreachable');
    if (lost)
      return { status: 'unreachable', message: lost.message ?? 'AWS gave no usable answer.' };
    return found(linkedReads, { accountAliases, buckets });
  },
});

async function outcome(
  look: () => Promise<unknown>,
): Promise<{ outcome: string; code?: string; message?: string }> {
  try {
    await look();
    return { outcome: 'ok' };
  } catch (error) {
    const failure = classify(linkedReads, error);
    return failure.status === 'denied'
      ? { outcome: 'denied', code: failure.code, message: failure.message }
      : { outcome: 'unreachable', message: failure.message };
  }
}
