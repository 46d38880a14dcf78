import type { Provider } from '../providers/index.ts';
import type { LookingVantage } from '../providers/vantages.ts';
import type { AnyCollector, Collectors, GatherContext } from './define-collector.ts';

/** What looking may take. */
export interface LookingLimits {
  /** Milliseconds of one request, from asking to the last byte. Default: the provider's own. */
  requestTimeoutMs?: number | undefined;
}

/**
 * The half of a provider that needs Node: how this program gets into an account, and what it says
 * when it cannot. The other half is src/providers/<id>/index.ts.
 */
export interface ProviderAccess<Id extends Provider, Credentials> {
  id: Id;
  /** Every collector of this provider, by the id of its fact. */
  // biome-ignore lint/suspicious/noExplicitAny: each provider's collectors have a context of their own
  collectors: ReadonlyMap<string, AnyCollector<any & GatherContext>>;
  /**
   * What a reader without credentials is told. Only their own machine (local mode, the terminal) can
   * lack some.
   */
  missing: string;
  /**
   * The machine's own credentials, from where the provider's command line finds them; undefined when
   * it is plain that there are none. Nothing is read before it is asked for.
   */
  findMachineCredentials(
    environment: Readonly<Record<string, string | undefined>>,
  ): Credentials | undefined;
  /**
   * Opens the collectors for one verification; undefined where this vantage cannot look without the
   * credentials that are missing.
   */
  open(
    vantage: LookingVantage,
    credentials: Credentials | undefined,
    limits: LookingLimits,
  ): Collectors | undefined;
}

/**
 * Declares how this program gets into accounts of a provider.
 *
 * @example
 * export default defineProviderAccess({
 *   id: 'aws',
 *   collectors: awsCollectors,
 *   missing: 'There are no credentials for AWS here. Run aws configure, and try again.',
 *   findMachineCredentials: () => awsMachineCredentials(),
 *   open: (vantage, credentials, limits) =>
 *     credentials && openAwsCollectors({ vantage, credentials, clients: limits }),
 * });
 */
export function defineProviderAccess<const Id extends Provider, Credentials>(
  access: ProviderAccess<Id, Credentials>,
): ProviderAccess<Id, Credentials> {
  return access;
}
