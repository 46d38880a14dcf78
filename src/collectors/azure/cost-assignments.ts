import { armEndpoint } from '../../evidence/azure/_shared/define-azure-evidence.ts';
import costAssignments from '../../evidence/azure/cost-assignments.ts';
import subscriptions from '../../evidence/azure/subscriptions.ts';
import type { Failure } from '../../providers/dialect.ts';
import { asEvidence } from '../kernel/as-evidence.ts';
import { urlFor } from '../kernel/url-for.ts';
import { attempt, classify } from './_client/classify.ts';
import { type AzureContext, defineAzureCollector } from './_client/context.ts';

/**
 * How many subscriptions are asked for: directories with thousands exist, and one call is made for
 * each.
 */
const mostSubscriptions = 100;

/** Asks at the root management group, and at each subscription that the caller sees. */
export default defineAzureCollector({
  kind: costAssignments,
  needs: [subscriptions],
  collect: (kind, context) =>
    attempt(kind, async () => {
      const { tenantId } = context.inputs;
      const listed = await context.need(subscriptions);
      if (listed.status !== 'found') return listed;
      const own = listed.value.value
        .filter((one) => one.tenantId === tenantId && !['Disabled', 'Deleted'].includes(one.state))
        .map(({ subscriptionId }) => `/subscriptions/${subscriptionId}`);
      const scopes = [
        ...own.slice(0, mostSubscriptions),
        `/providers/Microsoft.Management/managementGroups/${tenantId}`,
      ];
      const answers = await Promise.all(scopes.map((scope) => readAssignments(scope, context)));
      // A list that lacks a scope because the network failed would read as "no role there".
      const failed = answers.find((answer) => 'status' in answer);
      if (failed) return failed;
      const notAsked = own.slice(mostSubscriptions).map((scope) => ({ scope, assignments: null }));
      return asEvidence(kind, { costScopes: [...answers, ...notAsked] });
    }),
});

const filter = "%24filter=assignedTo('{{servicePrincipalId}}')";

/** The roles at one scope; null where looking was refused. */
async function readAssignments(
  scope: string,
  { client, inputs, signal }: AzureContext,
): Promise<{ scope: string; assignments: unknown } | Failure> {
  const url = `${armEndpoint}${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&${filter}`;
  try {
    return { scope, assignments: await client.list(urlFor(url, inputs), signal) };
  } catch (error) {
    const failure = classify(costAssignments, error);
    return failure.status === 'denied' || isAbsentGroup(failure.message)
      ? { scope, assignments: null }
      : failure;
  }
}

/** Without management groups the root one is not there to be asked. */
const isAbsentGroup = (message: string) => /NotFound/i.test(message);
