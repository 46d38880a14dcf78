import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { SpotEvidenceKind } from '../../../evidence/spot/_shared/define-spot-evidence.ts';
import type { AnyCollector, Collectors, GatherContext } from '../../define-collector.ts';
import type { LookingLimits } from '../../define-provider-access.ts';
import { loadCollectors } from '../../kernel/load-collectors.ts';
import { unknownKind } from '../../kernel/not-looked.ts';
import { urlFor } from '../../kernel/url-for.ts';
import { createSpotClient, type SpotClient } from './client.ts';

interface SpotContext extends GatherContext {
  client: SpotClient;
}

/** Makes the collector of a fact that says which GET answers it; undefined for every other. */
function answerGet(fact: EvidenceKind): AnyCollector<SpotContext> | undefined {
  if (!('url' in fact)) return undefined;
  return {
    kind: fact,
    collect: (kind: SpotEvidenceKind, { client, inputs, signal }: SpotContext) =>
      client.read(kind, urlFor(kind.url, inputs), signal),
  };
}

/** Every collector for Spot itself, by the id of its fact. */
export const spotCollectors = await loadCollectors<SpotContext>('spot', answerGet);

/** Collectors for one verification, with the reader's API token at Spot. */
export function openSpotCollectors({
  token,
  requestTimeoutMs,
}: { token: () => Promise<string> } & LookingLimits): Collectors {
  const client = createSpotClient(token, requestTimeoutMs);
  return {
    async collect(kind, context) {
      const collector = spotCollectors.get(kind.id);
      return collector ? collector.collect(kind, { ...context, client }) : unknownKind;
    },
    close: () => undefined,
  };
}
