import { armEndpoint } from '../../evidence/azure/_shared/define-azure-evidence.ts';
import billingAccountRead from '../../evidence/azure/billing-account-read.ts';
import spotSignIn from '../../evidence/azure/spot-sign-in.ts';
import { urlFor } from '../kernel/url-for.ts';
import { defineAzureCollector } from './_client/context.ts';
import { lookWhileSpreading } from './_client/look-while-spreading.ts';
import { mayBeSpreading, tryRequest } from './_client/spot-outcome.ts';

const account = `${armEndpoint}/providers/Microsoft.Billing/billingAccounts/{{billingAccountId}}?api-version=2024-04-01`;

/** Reads the billing account as Spot. */
export default defineAzureCollector({
  kind: billingAccountRead,
  needs: [spotSignIn],
  collect: (kind, context) =>
    lookWhileSpreading(
      kind,
      context,
      ({ client, inputs, signal }) => tryRequest(() => client.get(urlFor(account, inputs), signal)),
      (seen) => mayBeSpreading([seen]),
    ),
});
