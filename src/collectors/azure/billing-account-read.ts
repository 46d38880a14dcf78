import { armEndpoint } from '../../evidence/azure/_shared/define-azure-evidence.ts';
import billingAccountRead from '../../evidence/azure/billing-account-read.ts';
import spotSignIn from '../../evidence/azure/spot-sign-in.ts';
import { ForeignAnswer } from '../kernel/foreign-answer.ts';
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
      ({ client, inputs, signal }) =>
        tryRequest(async () => {
          const { name } = await client.get(urlFor(account, inputs), signal);
          if (String(name).toLowerCase() !== inputs.billingAccountId?.toLowerCase())
            throw new ForeignAnswer(`the billing account ${name ?? '(without a name)'} came back`);
        }),
      (seen) => mayBeSpreading([seen]),
    ),
});
