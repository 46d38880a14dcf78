import type { AzureEvidenceKind } from '../../evidence/azure/define-azure-evidence.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { placeholder } from '../../inputs/expand.ts';
import { type Collector, defineCollector, type GatherContext } from '../define-collector.ts';
import { classify, found } from './classify.ts';
import type { AzureClient } from './clients.ts';
import type { SpotSignIn } from './spot-sign-in.ts';

export interface AzureContext extends GatherContext {
  /** With the reader's credentials; from Spot's vantage with those of the client secret. */
  client: AzureClient;
  /** Only from Spot's vantage: what came of signing in with the secret of the inputs. */
  signIn?: SpotSignIn;
}

/** A collector with its types erased, as the list holds it. */
// biome-ignore lint/suspicious/noExplicitAny: heterogeneous list
export type AzureCollector = Collector<any, AzureContext>;

/** A collector of evidence that one GET answers. */
export function azureCollector<T>(kind: AzureEvidenceKind<T>): Collector<T, AzureContext> {
  return defineCollector({
    kind,
    collect: ({ client, inputs, signal }) =>
      attempt(kind, async () => found(kind, await client.get(urlFor(kind.url, inputs), signal))),
  });
}

/** The address with the values of inputs, each as one segment of it. */
export function urlFor(url: string, inputs: Readonly<Record<string, string>>): string {
  return url.replace(placeholder, (_, name: string) => encodeURIComponent(inputs[name] ?? ''));
}

/** Runs `look` and turns what it throws into evidence. */
export async function attempt<T>(
  kind: EvidenceKind<T>,
  look: () => Promise<Evidence<T>>,
): Promise<Evidence<T>> {
  try {
    return await look();
  } catch (error) {
    return classify(kind, error);
  }
}
