import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { GcpEvidenceKind } from '../../../evidence/gcp/_shared/define-gcp-evidence.ts';
import type { AnyCollector, Collector, GatherContext } from '../../define-collector.ts';
import { urlFor } from '../../kernel/url-for.ts';
import { read } from './classify.ts';
import { type GcpClient, readAllPages } from './client.ts';
import type { SpotSignIn } from './spot-session.ts';

export interface GcpContext extends GatherContext {
  /**
   * With the credentials of the vantage: the reader's own, or the key that the reader is about to
   * give to Spot.
   */
  client: GcpClient;
  /** What came of signing in with the key; only from Spot's vantage. */
  signIn?: () => Promise<SpotSignIn>;
}

/**
 * Declares a collector for Google Cloud; the type of its value is the evidence kind's.
 *
 * @example
 * export default defineGcpCollector({
 *   kind: project,
 *   collect: (kind, { client, inputs }) => read(kind, () => client.get(urlFor(kind.url, inputs))),
 * });
 */
export function defineGcpCollector<Kind extends EvidenceKind>(
  collector: Collector<Kind, GcpContext>,
): Collector<Kind, GcpContext> {
  return collector;
}

/** Makes the collector of a fact that says which address answers it; undefined for every other. */
export function answerRequest(fact: EvidenceKind): AnyCollector<GcpContext> | undefined {
  if (!('url' in fact)) return undefined;
  return {
    kind: fact,
    collect: (kind: GcpEvidenceKind, { client, inputs }: GcpContext) =>
      read(kind, () => {
        const url = urlFor(kind.url, inputs);
        if (kind.list) return readAllPages(client, url, kind.list, kind.atMost);
        return kind.body ? client.post(url, kind.body) : client.get(url);
      }),
  };
}
