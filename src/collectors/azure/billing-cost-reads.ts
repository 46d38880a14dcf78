import { z } from 'zod';
import { armEndpoint } from '../../evidence/azure/_shared/define-azure-evidence.ts';
import type { SpotOutcome } from '../../evidence/azure/_shared/spot-outcome.ts';
import costReads from '../../evidence/azure/billing-cost-reads.ts';
import spotSignIn from '../../evidence/azure/spot-sign-in.ts';
import { ForeignAnswer } from '../kernel/foreign-answer.ts';
import { type AzureContext, defineAzureCollector } from './_client/context.ts';
import { lookWhileSpreading } from './_client/look-while-spreading.ts';
import { mayBeSpreading, tryRequest } from './_client/spot-outcome.ts';

/** The first ten show what Spot may do; each costs a call. */
const mostSubscriptions = 10;

/**
 * What this month has cost so far, in one sum.
 *
 * Source: https://learn.microsoft.com/en-us/rest/api/cost-management/query/usage
 */
const question = {
  type: 'ActualCost',
  timeframe: 'MonthToDate',
  dataset: { granularity: 'None', aggregation: { totalCost: { name: 'Cost', function: 'Sum' } } },
};

const subscriptionList = z.array(z.object({ subscriptionId: z.string() }));
const rowsOfAnswer = z.object({ properties: z.object({ rows: z.array(z.unknown()) }) });

/** Asks for the costs as Spot: at the root management group and at each subscription it sees. */
export default defineAzureCollector({
  kind: costReads,
  needs: [spotSignIn],
  collect: (kind, context) =>
    lookWhileSpreading(kind, context, readCosts, ({ scopes }) => mayBeSpreading(scopes)),
});

async function readCosts(context: AzureContext) {
  const { client, inputs, signal } = context;
  const subscriptions = subscriptionList.parse(
    await client.list(`${armEndpoint}/subscriptions?api-version=2022-12-01`, signal),
  );
  const scopes = [
    `/providers/Microsoft.Management/managementGroups/${inputs.tenantId}`,
    ...subscriptions
      .slice(0, mostSubscriptions)
      .map(({ subscriptionId }) => `/subscriptions/${subscriptionId}`),
  ];
  return {
    notAsked: Math.max(0, subscriptions.length - mostSubscriptions),
    scopes: await Promise.all(
      scopes.map(async (scope) => ({ scope, ...(await readCostsAt(scope, context)) })),
    ),
  };
}

async function readCostsAt(scope: string, { client, signal }: AzureContext): Promise<SpotOutcome> {
  const url = `${armEndpoint}${scope}/providers/Microsoft.CostManagement/query?api-version=2023-11-01`;
  let isEmpty = true;
  const seen = await tryRequest(async () => {
    const answer = await client.query(url, question, signal);
    if (answer === undefined) return;
    const rows = rowsOfAnswer.safeParse(answer);
    if (!rows.success) throw new ForeignAnswer('an answer without rows of costs came back');
    isEmpty = rows.data.properties.rows.length === 0;
  });
  return seen.outcome === 'ok' && isEmpty ? { outcome: 'noData' } : seen;
}
