import { armEndpoint } from '../../evidence/azure/_shared/define-azure-evidence.ts';
import spotReads from '../../evidence/azure/spot-reads.ts';
import spotSignIn from '../../evidence/azure/spot-sign-in.ts';
import type { ValueOf } from '../define-collector.ts';
import { urlFor } from '../kernel/url-for.ts';
import { classify } from './_client/classify.ts';
import { type AzureContext, defineAzureCollector } from './_client/context.ts';
import { lookWhileSpreading } from './_client/look-while-spreading.ts';
import { AzureRefusal } from './_client/refusals.ts';

type Reads = ValueOf<typeof spotReads>;
type Outcome = Reads['resourceGroups'];

/** Tries the reads of the subscription that Spot makes. */
export default defineAzureCollector({
  kind: spotReads,
  needs: [spotSignIn],
  collect: (kind, context) => lookWhileSpreading(kind, context, readAll, mayBeSpreading),
});

const base = `${armEndpoint}/subscriptions/{{subscriptionId}}`;

async function readAll({ client, inputs, signal }: AzureContext): Promise<Reads> {
  const tryGet = async (path: string): Promise<Outcome> => {
    try {
      await client.list(urlFor(`${base}/${path}`, inputs), signal);
      return { outcome: 'ok' };
    } catch (error) {
      return outcomeOf(error);
    }
  };
  const [resourceGroups, virtualMachines, scaleSets, networks] = await Promise.all([
    tryGet('resourcegroups?api-version=2021-04-01'),
    tryGet('providers/Microsoft.Compute/virtualMachines?api-version=2023-03-01'),
    tryGet('providers/Microsoft.Compute/virtualMachineScaleSets?api-version=2023-03-01'),
    tryGet('providers/Microsoft.Network/virtualNetworks?api-version=2023-04-01'),
  ]);
  return { resourceGroups, virtualMachines, scaleSets, networks };
}

function outcomeOf(error: unknown): Outcome {
  const absentCodes = ['SubscriptionNotFound', 'InvalidSubscriptionId'];
  const failure = classify({ ...spotReads, absentCodes }, error);
  if (failure.status === 'unreachable') {
    const code = error instanceof AzureRefusal ? error.code : undefined;
    return { outcome: 'unknown', code, message: failure.message };
  }
  return { outcome: failure.status, code: failure.code, message: failure.message };
}

/** A role that does not work yet is refused by most of the reads at once. */
const mayBeSpreading = (seen: Reads): boolean =>
  Object.values(seen).filter(({ code }) => code === 'AuthorizationFailed').length >= 3;
