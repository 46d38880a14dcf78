import { armEndpoint } from '../../evidence/azure/_shared/define-azure-evidence.ts';
import reservationReads from '../../evidence/azure/billing-reservation-reads.ts';
import { reservationScope } from '../../evidence/azure/reservation-assignments.ts';
import { savingsPlanScope } from '../../evidence/azure/reservation-savings-plan-assignments.ts';
import spotSignIn from '../../evidence/azure/spot-sign-in.ts';
import { type AzureContext, defineAzureCollector } from './_client/context.ts';
import { lookWhileSpreading } from './_client/look-while-spreading.ts';
import { mayBeSpreading, tryRequest } from './_client/spot-outcome.ts';

/** Lists Spot's own roles where reservations and savings plans live. */
export default defineAzureCollector({
  kind: reservationReads,
  needs: [spotSignIn],
  collect: (kind, context) =>
    lookWhileSpreading(kind, context, readReservations, ({ reservations, savingsPlans }) =>
      mayBeSpreading([reservations, savingsPlans]),
    ),
});

async function readReservations({ client, need, signal }: AzureContext) {
  const signedIn = await need(spotSignIn);
  const objectId =
    signedIn.status === 'found' && signedIn.value.outcome === 'ok'
      ? signedIn.value.objectId
      : undefined;
  const filter = objectId ? `&%24filter=assignedTo('${objectId}')` : '';
  const readOwnRoles = async (scope: string) => {
    const url = `${armEndpoint}${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01${filter}`;
    let assignments: unknown;
    const seen = await tryRequest(async () => {
      assignments = await client.list(url, signal);
    });
    return { ...seen, assignments };
  };
  const [reservations, savingsPlans] = await Promise.all([
    readOwnRoles(reservationScope),
    readOwnRoles(savingsPlanScope),
  ]);
  return { reservations, savingsPlans };
}
