import billingAccounts from '../../evidence/gcp/billing-accounts.ts';
import { read } from './_client/classify.ts';
import { readAllPages } from './_client/client.ts';
import { defineGcpCollector } from './_client/context.ts';

/** Lists them, and leaves out closed ones: Google's filter is gcloud's own. */
export default defineGcpCollector({
  kind: billingAccounts,
  collect: (kind, { client }) =>
    read(kind, async () => {
      const accounts = await readAllPages(
        client,
        'https://cloudbilling.googleapis.com/v1/billingAccounts',
        'billingAccounts',
      );
      return accounts.filter((account) => (account as { open?: boolean }).open === true);
    }),
});
