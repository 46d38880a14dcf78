import { setTimeout as wait } from 'node:timers/promises';
import type { SpotOutcome } from '../../evidence/azure/billing-spot-access.ts';
import { armEndpoint } from '../../evidence/azure/define-azure-evidence.ts';
import {
  billingAccountRead,
  costReads,
  reservationReads,
  spotSignIn,
} from '../../evidence/azure/index.ts';
import {
  reservationScope,
  savingsPlanScope,
} from '../../evidence/azure/reservation-assignments.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { defineCollector } from '../define-collector.ts';
import { type AzureContext, attempt, urlFor } from './azure-collector.ts';
import { found } from './classify.ts';
import { type AzureClient, AzureRefusal, azureClient } from './clients.ts';
import { tokensOf } from './spot-sign-in.ts';

/** The first ten show what Spot may do; each costs a call. */
const mostSubscriptions = 10;
const account = `${armEndpoint}/providers/Microsoft.Billing/billingAccounts/{{billingAccountId}}?api-version=2024-04-01`;

export const billingAccountReadCollector = spotCollector(
  billingAccountRead,
  async ({ client, inputs, signal }) =>
    outcomeOf(() => client.get(urlFor(account, inputs), signal)),
);

export const costReadsCollector = spotCollector(costReads, async ({ client, inputs, signal }) => {
  const tenantId = inputs.tenantId as string;
  const listed = await client.get(`${armEndpoint}/subscriptions?api-version=2022-12-01`, signal);
  const subscriptions = (Array.isArray(listed.value) ? listed.value : []) as {
    subscriptionId?: unknown;
  }[];
  const scopes = [
    `/providers/Microsoft.Management/managementGroups/${tenantId}`,
    ...subscriptions
      .slice(0, mostSubscriptions)
      .map(({ subscriptionId }) => `/subscriptions/${subscriptionId}`),
  ];
  return {
    notAsked: Math.max(0, subscriptions.length - mostSubscriptions),
    scopes: await Promise.all(
      scopes.map(async (scope) => {
        const url = `${armEndpoint}${scope}/providers/Microsoft.CostManagement/query?api-version=2023-11-01`;
        let rows = 0;
        const seen = await outcomeOf(async () => {
          const { properties } = (await client.query(url, question, signal)) as {
            properties?: { rows?: unknown[] };
          };
          rows = properties?.rows?.length ?? 0;
        });
        return {
          scope,
          ...seen,
          ...(seen.outcome === 'ok' && rows === 0 ? { outcome: 'noData' as const } : {}),
        };
      }),
    ),
  };
});

export const reservationReadsCollector = spotCollector(
  reservationReads,
  async ({ client, need, signal }) => {
    const signedIn = await need(spotSignIn);
    const objectId =
      signedIn.status === 'found' && signedIn.value.outcome === 'ok'
        ? signedIn.value.objectId
        : undefined;
    const filter = objectId ? `&%24filter=assignedTo('${objectId}')` : '';
    const ownRolesAt = async (scope: string) => {
      let assignments: unknown;
      const seen = await outcomeOf(async () => {
        const url = `${armEndpoint}${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01${filter}`;
        ({ value: assignments } = await client.get(url, signal));
      });
      return { ...seen, ...(seen.outcome === 'ok' ? { assignments } : {}) };
    };
    const [reservations, savingsPlans] = await Promise.all(
      [reservationScope, savingsPlanScope].map(ownRolesAt),
    );
    return { reservations, savingsPlans };
  },
);

/** What this month has cost so far, in one sum. Source: Query - Usage. */
const question = {
  type: 'ActualCost',
  timeframe: 'MonthToDate',
  dataset: { granularity: 'None', aggregation: { totalCost: { name: 'Cost', function: 'Sum' } } },
};

/**
 * Gathers what only Spot's sign-in can see; tries again for a while, as new roles take minutes to
 * work.
 */
function spotCollector<T>(
  kind: EvidenceKind<T>,
  look: (context: AzureContext & { client: AzureClient }) => Promise<object>,
) {
  return defineCollector({
    kind,
    needs: [spotSignIn],
    collect: (context: AzureContext): Promise<Evidence<T>> =>
      attempt(kind, async () => {
        const { signIn, need, propagation, signal } = context;
        const signedIn = await need(spotSignIn);
        if (!signIn || signedIn.status !== 'found' || signedIn.value.outcome === 'refused') {
          return {
            status: 'notCollected',
            message: 'Spot could not sign in with the secret, so it could not look.',
          };
        }
        const {
          timeoutMs = 20_000,
          intervalMs = 4_000,
          sleep = (ms: number) => wait(ms, undefined, { signal }),
        } = propagation ?? {};
        for (let waitedMs = 0; ; waitedMs += intervalMs) {
          const seen = await look({ ...context, client: azureClient(tokensOf(signIn)) });
          if (!mayBeSpreading(seen) || waitedMs >= timeoutMs) return found(kind, seen);
          context.waiting(
            'Azure refuses Spot. A new role takes a while to work: trying again with a new sign-in.',
            timeoutMs - waitedMs,
          );
          await sleep(intervalMs, signal);
          signIn.renew();
        }
      }),
  });
}

/** Every refusal in it is one that a new role would lift. */
function mayBeSpreading(seen: object): boolean {
  const { scopes } = seen as { scopes?: SpotOutcome[] };
  const outcomes =
    scopes ?? ('outcome' in seen ? [seen as SpotOutcome] : (Object.values(seen) as SpotOutcome[]));
  return (
    outcomes.length > 0 &&
    outcomes.every(({ outcome, code }) => outcome === 'denied' && code !== 'AccountCostDisabled')
  );
}

/** What came of one request. What says nothing of rights (time-outs, 5xx) is thrown on. */
async function outcomeOf(ask: () => Promise<unknown>): Promise<SpotOutcome> {
  try {
    await ask();
    return { outcome: 'ok' };
  } catch (error) {
    if (!(error instanceof AzureRefusal)) throw error;
    const { code, status, message } = error;
    if (status === 401 || status === 403) return { outcome: 'denied', code, message };
    if (status === 404 || status === 400) return { outcome: 'absent', code, message };
    throw error;
  }
}
