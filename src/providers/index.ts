import aws from './aws/index.ts';
import azure from './azure/index.ts';
import type { ProviderRecord } from './define-provider.ts';
import gcp from './gcp/index.ts';
import spot from './spot/index.ts';

/** Every provider, in the order in which they are listed. */
const providers = { aws, gcp, azure, spot } as const satisfies {
  [Id in string]: ProviderRecord<Id>;
};

export default providers;

/** The clouds, and Spot itself. */
export type Provider = keyof typeof providers;

/** Ids of all providers. */
export const providerIds = Object.keys(providers) as [Provider, ...Provider[]];

/** Whether there is a provider of this id. */
export function isProvider(id: string | undefined): id is Provider {
  return id !== undefined && Object.hasOwn(providers, id);
}

/**
 * The provider of a fact or a check: the first part of its id.
 *
 * Throws an Error for an id of no provider: that is a mistake in this program.
 */
export function providerOf({ id }: { id: string }): Provider {
  const [provider] = id.split('/');
  if (isProvider(provider)) return provider;
  throw new Error(
    `No provider is called ${provider} (evidence ${id}). Known: ${providerIds.join(', ')}.`,
  );
}
