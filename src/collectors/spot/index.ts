import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import {
  accounts,
  awsCredentials,
  azureCredentials,
  gcpCredentials,
} from '../../evidence/spot/index.ts';
import {
  type Collector,
  type Collectors,
  defineCollector,
  type GatherContext,
} from '../define-collector.ts';
import { type SpotClient, spotClient } from './client.ts';

interface SpotContext extends GatherContext {
  client: SpotClient;
}

/** A collector with its types erased, as the list holds it. */
// biome-ignore lint/suspicious/noExplicitAny: heterogeneous list
type SpotCollector = Collector<any, SpotContext>;

function reading<T>(
  kind: EvidenceKind<T>,
  path: (inputs: Readonly<Record<string, string>>) => string,
): SpotCollector {
  return defineCollector<T, SpotContext>({
    kind,
    collect: ({ client, inputs, signal }) => client.read(kind, path(inputs), signal),
  });
}

const ofAccount = ({ spotAccountId = '' }: Readonly<Record<string, string>>) =>
  `?accountId=${encodeURIComponent(spotAccountId)}`;

/** Every collector for Spot itself. A new one is one line here. */
export const spotCollectors: readonly SpotCollector[] = [
  reading(accounts, () => '/setup/account'),
  reading(awsCredentials, (inputs) => `/setup/credentials/aws${ofAccount(inputs)}`),
  reading(gcpCredentials, (inputs) => `/gcp/setup/credentials${ofAccount(inputs)}`),
  reading(azureCredentials, (inputs) => `/azure/setup/credentials${ofAccount(inputs)}`),
];

/** Collectors for one verification, with the reader's API token at Spot. */
export function openSpotCollectors({ token }: { token: () => Promise<string> }): Collectors {
  const byKind = new Map(spotCollectors.map((collector) => [collector.kind.id, collector]));
  const client = spotClient(token);
  return {
    async collect(kind: EvidenceKind, context: GatherContext): Promise<Evidence> {
      const collector = byKind.get(kind.id);
      if (!collector)
        return {
          status: 'notCollected',
          message: 'This version has no way to look at it by itself.',
        };
      return collector.collect({ ...context, client }, kind);
    },
    close: () => undefined,
  };
}
