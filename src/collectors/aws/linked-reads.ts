import { ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import linkedReads from '../../evidence/aws/linked-reads.ts';
import { asEvidence } from '../kernel/as-evidence.ts';
import { defineAwsCollector } from './_client/context.ts';
import { findLost, tryCall } from './_client/outcomes.ts';

/** Tries, as the role, two calls that only read. */
export default defineAwsCollector({
  kind: linkedReads,
  async collect(kind, { clients, call }) {
    const [accountAliases, buckets] = await Promise.all([
      tryCall(kind, () =>
        call((options) => clients.iam.send(new ListAccountAliasesCommand({}), options)),
      ),
      tryCall(kind, () => call((options) => clients.s3.send(new ListBucketsCommand({}), options))),
    ]);
    return findLost([accountAliases, buckets]) ?? asEvidence(kind, { accountAliases, buckets });
  },
});
