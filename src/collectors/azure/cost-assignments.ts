import { armEndpoint } from '../../evidence/azure/define-azure-evidence.ts';
import { costAssignments, subscriptions } from '../../evidence/azure/index.ts';
import type { Evidence } from '../../evidence/define-evidence.ts';
import { defineCollector } from '../define-collector.ts';
import { type AzureContext, attempt } from './azure-collector.ts';
import { classify, found } from './classify.ts';

type Failure = Exclude<Evidence, { status: 'found' }>;

/**
 * How many subscriptions are asked for: directories with thousands exist, and one call is made for
 * each.
 */
const most = 100;

export const costAssignmentsCollector = defineCollector({
  kind: costAssignments,
  needs: [subscriptions],
  collect: ({ client, inputs, need, signal }: AzureContext) =>
    attempt(costAssignments, async () => {
      const { tenantId, servicePrincipalId } = inputs as {
        tenantId: string;
        servicePrincipalId: string;
      };
      const listed = await need(subscriptions);
      if (listed.status !== 'found') return listed;
      const own = listed.value.value.filter(
        (one) => one.tenantId === tenantId && !['Disabled', 'Deleted'].includes(one.state),
      );
      const scopes = [
        ...own.slice(0, most).map(({ subscriptionId }) => `/subscriptions/${subscriptionId}`),
        `/providers/Microsoft.Management/managementGroups/${tenantId}`,
      ];
      const filter = `%24filter=assignedTo('${encodeURIComponent(servicePrincipalId)}')`;
      const answers = await Promise.all(
        scopes.map(async (scope): Promise<{ scope: string; assignments: unknown } | Failure> => {
          const url = `${armEndpoint}${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&${filter}`;
          try {
            return { scope, assignments: (await client.get(url, signal)).value };
          } catch (error) {
            const failure = classify(costAssignments, error);
            return failure.status === 'denied' || isAbsentGroup(failure.message)
              ? { scope, assignments: null }
              : failure;
          }
        }),
      );
      // A list that lacks a scope because the network failed would read as "no role there".
      const failed = answers.find((answer) => 'status' in answer);
      if (failed) return failed;
      const notAsked = own.slice(most).map(({ subscriptionId }) => ({
        scope: `/subscriptions/${subscriptionId}`,
        assignments: null,
      }));
      return found(costAssignments, { costScopes: [...answers, ...notAsked] });
    }),
});

/** Without management groups the root one is not there to be asked. */
const isAbsentGroup = (message: string) => /NotFound/i.test(message);
