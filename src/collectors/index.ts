import type { EvidenceKind, Vantage } from '../evidence/define-evidence.ts';
import type { AwsCredentialsProvider } from './aws/clients.ts';
import { openAwsCollectors } from './aws/index.ts';
import type { AzureTokens } from './azure/clients.ts';
import { openAzureCollectors } from './azure/index.ts';
import type { Collectors } from './define-collector.ts';
import type { GcpTokens } from './gcp/clients.ts';
import { openGcpCollectors } from './gcp/index.ts';
import { openSpotCollectors } from './spot/index.ts';

/**
 * Credentials of one vantage, by provider. From Spot's vantage only AWS needs any (Spot's own
 * principal): on the other clouds Spot looks with the key or secret that the reader gives it, which
 * is an input.
 */
export interface ProviderCredentials {
  aws?: AwsCredentialsProvider;
  gcp?: GcpTokens;
  azure?: AzureTokens;
  /** The reader's API token at Spot. */
  spot?: () => Promise<string>;
}

type Provider = keyof ProviderCredentials;

export interface OpenOptions {
  vantage: Exclude<Vantage, 'pasted'>;
  credentials: ProviderCredentials;
}

/**
 * Opens the collectors of each provider; undefined where this vantage has no credentials for it.
 */
const openers: { [P in Provider]: (options: OpenOptions) => Collectors | undefined } = {
  aws: ({ vantage, credentials: { aws } }) =>
    aws && openAwsCollectors({ vantage, credentials: aws }),
  gcp: ({ vantage, credentials: { gcp } }) =>
    gcp || vantage === 'spot'
      ? openGcpCollectors({ vantage, ...(gcp ? { tokens: gcp } : {}) })
      : undefined,
  azure: ({ vantage, credentials: { azure } }) =>
    azure || vantage === 'spot'
      ? openAzureCollectors({ vantage, ...(azure ? { tokens: azure } : {}) })
      : undefined,
  spot: ({ vantage, credentials: { spot } }) =>
    spot && vantage === 'reader' ? openSpotCollectors({ token: spot }) : undefined,
};

/**
 * What a reader without credentials is told. Only their own machine (local mode, the terminal) can
 * lack some.
 */
const missing: Record<Provider, string> = {
  aws: 'There are no credentials for AWS here. Run aws configure or aws sso login, and try again.',
  gcp: 'There are no credentials for Google Cloud here. Run gcloud auth application-default login, and try again.',
  azure: 'There are no credentials for Azure here. Run az login, and try again.',
  spot: 'There is no API token for Spot here. Set SPOT_TOKEN to one of yours, and start this program again.',
};

/**
 * Collectors for one verification, whichever providers its evidence is about: the first part of a
 * kind's id names the provider, which is opened when it is first asked for.
 */
export function openCollectors(options: OpenOptions): Collectors {
  const opened = new Map<Provider, Collectors | undefined>();
  const of = (kind: EvidenceKind): Collectors | undefined => {
    const provider = providerOf(kind);
    if (!opened.has(provider)) opened.set(provider, openers[provider](options));
    return opened.get(provider);
  };
  return {
    async collect(kind, context) {
      const collectors = of(kind);
      if (collectors) return collectors.collect(kind, context);
      return { status: 'notCollected', message: missing[providerOf(kind)] };
    },
    isChained: (kind) => of(kind)?.isChained?.(kind) ?? false,
    close() {
      for (const collectors of opened.values()) collectors?.close();
    },
  };
}

function providerOf(kind: EvidenceKind): Provider {
  const provider = kind.id.split('/')[0] as string;
  if (!Object.hasOwn(openers, provider)) {
    throw new Error(
      `No provider is called ${provider} (evidence ${kind.id}). Known: ${Object.keys(openers).join(', ')}.`,
    );
  }
  return provider as Provider;
}
