import spotPermissions from '../../evidence/azure/spot-permissions.ts';
import spotReads from '../../evidence/azure/spot-reads.ts';
import subscriptionPermissions from '../../evidence/azure/subscription-permissions.ts';
import { asEvidence } from '../kernel/as-evidence.ts';
import { notLooked } from '../kernel/not-looked.ts';
import { urlFor } from '../kernel/url-for.ts';
import { attempt } from './_client/classify.ts';
import { createAzureClient } from './_client/client.ts';
import { defineAzureCollector } from './_client/context.ts';
import { tokensOf } from './_client/spot-session.ts';

/**
 * Asks Azure what Spot may do, after the reads: when they are refused there is nothing to ask; and a
 * role that began to work during them is in the newest token only.
 */
export default defineAzureCollector({
  kind: spotPermissions,
  needs: [spotReads],
  collect: (kind, { signIn, need, inputs, signal }) =>
    attempt(kind, async () => {
      const seen = await need(spotReads);
      if (!signIn || seen.status !== 'found') return notLooked('Spot could not look.');
      const client = createAzureClient(tokensOf(signIn));
      return asEvidence(
        kind,
        await client.get(urlFor(subscriptionPermissions.url, inputs), signal),
      );
    }),
});
