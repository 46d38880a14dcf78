import type { AzureEvidenceKind } from '../../../evidence/azure/_shared/define-azure-evidence.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { AnyCollector, Collector, GatherContext } from '../../define-collector.ts';
import { urlFor } from '../../kernel/url-for.ts';
import { read } from './classify.ts';
import type { AzureClient } from './client.ts';
import type { SpotSignIn } from './spot-session.ts';

export interface AzureContext extends GatherContext {
  /** With the reader's credentials; from Spot's vantage with those of the client secret. */
  client: AzureClient;
  /** Only from Spot's vantage: what came of signing in with the secret of the inputs. */
  signIn?: SpotSignIn;
  /** Likewise: a client with what `signIn` brings, which keeps its tokens. */
  openClient?: () => AzureClient;
}

/**
 * Declares a collector for Azure; the type of its value is the evidence kind's.
 *
 * @example
 * export default defineAzureCollector({
 *   kind: spotPermissions,
 *   needs: [spotReads],
 *   collect: (kind, { client, signal }) => read(kind, () => client.get(url, signal)),
 * });
 */
export function defineAzureCollector<Kind extends EvidenceKind>(
  collector: Collector<Kind, AzureContext>,
): Collector<Kind, AzureContext> {
  return collector;
}

/** Makes the collector of a fact that says which GET answers it; undefined for every other. */
export function answerGet(fact: EvidenceKind): AnyCollector<AzureContext> | undefined {
  if (!('url' in fact)) return undefined;
  return {
    kind: fact,
    collect: (kind: AzureEvidenceKind, { client, inputs, signal }: AzureContext) =>
      read(kind, () => client.get(urlFor(kind.url, inputs), signal)),
  };
}
