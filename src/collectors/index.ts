import type { Provider } from '../providers/index.ts';
import { providerOf } from '../providers/index.ts';
import type { LookingVantage } from '../providers/vantages.ts';
import aws from './aws/index.ts';
import azure from './azure/index.ts';
import type { Collectors } from './define-collector.ts';
import type { LookingLimits, ProviderAccess } from './define-provider-access.ts';
import gcp from './gcp/index.ts';
import spot from './spot/index.ts';

/** How this program gets into accounts, by provider. */
export const access = { aws, gcp, azure, spot } as const satisfies {
  // biome-ignore lint/suspicious/noExplicitAny: each provider has credentials of its own
  [Id in Provider]: ProviderAccess<Id, any>;
};

/**
 * Credentials of one vantage, by provider. From Spot's vantage only AWS needs any (Spot's own
 * principal): on the other clouds Spot looks with the key or secret that the reader gives it, which
 * is an input.
 */
export type ProviderCredentials = {
  [Id in Provider]?: (typeof access)[Id] extends ProviderAccess<Id, infer Credentials>
    ? Credentials
    : never;
};

export interface OpenOptions {
  vantage: LookingVantage;
  credentials: ProviderCredentials;
  limits?: LookingLimits;
}

/**
 * Collectors for one verification, whichever providers its evidence is about: the first part of a
 * kind's id names the provider, which is opened when it is first asked for.
 *
 * Throws an Error for a kind of no provider: that is a mistake in this program.
 */
export function openCollectors({ vantage, credentials, limits = {} }: OpenOptions): Collectors {
  const opened = new Map<Provider, Collectors | undefined>();
  const openFor = (kind: { id: string }): Collectors | undefined => {
    const id = providerOf(kind);
    // Each provider's credentials go to that provider alone.
    const { open }: ProviderAccess<Provider, unknown> = access[id];
    if (!opened.has(id)) opened.set(id, open(vantage, credentials[id], limits));
    return opened.get(id);
  };
  return {
    async collect(kind, context) {
      const collectors = openFor(kind);
      if (collectors) return collectors.collect(kind, context);
      return { status: 'notCollected', message: access[providerOf(kind)].missing };
    },
    isChained: (kind) => openFor(kind)?.isChained?.(kind) ?? false,
    close() {
      for (const collectors of opened.values()) collectors?.close();
    },
  };
}

/**
 * Whatever credentials this machine has, from where each provider's own command line finds them;
 * for Spot, which has none, the variable SPOT_TOKEN of the guides. Of the others nothing is read
 * before it is asked for.
 */
export function findMachineCredentials(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ProviderCredentials {
  const found = Object.values(access).map(
    ({ id, findMachineCredentials: find }) => [id, find(environment)] as const,
  );
  return Object.fromEntries(found.filter(([, credentials]) => credentials !== undefined));
}
