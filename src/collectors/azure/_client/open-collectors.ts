import type { LookingVantage } from '../../../providers/vantages.ts';
import type { Collectors } from '../../define-collector.ts';
import { loadCollectors } from '../../kernel/load-collectors.ts';
import { unknownKind } from '../../kernel/not-looked.ts';
import { type AzureClientOptions, type AzureTokens, createAzureClient } from './client.ts';
import { type AzureContext, answerGet } from './context.ts';
import { NoAzureCredentials } from './refusals.ts';
import { openSpotSignIn, type SpotSignIn, tokensOf } from './spot-session.ts';

/** Every collector for Azure, by the id of its fact. */
export const azureCollectors = await loadCollectors<AzureContext>('azure', answerGet);

export interface OpenAzureOptions {
  vantage: LookingVantage;
  /** The reader's; not needed from Spot's vantage, which looks with the inputs' own secret. */
  tokens?: AzureTokens;
  client?: AzureClientOptions;
}

/**
 * Collectors for one verification. From the reader's vantage they look with the given tokens. From
 * Spot's they sign in with the client ID and secret of the inputs, as Spot does, and use no other
 * credentials.
 */
export function openAzureCollectors({
  vantage,
  tokens,
  client: options,
}: OpenAzureOptions): Collectors {
  const nobody: AzureTokens = {
    accessToken: () => Promise.reject(new NoAzureCredentials('No credentials were given.')),
  };
  const client = createAzureClient(vantage === 'reader' && tokens ? tokens : nobody, options);
  let signIn: SpotSignIn | undefined;
  return {
    async collect(kind, context) {
      const collector = azureCollectors.get(kind.id);
      if (!collector) return unknownKind;
      const { tenantId, clientId, clientSecret } = context.inputs;
      if (vantage === 'spot' && tenantId && clientId && clientSecret)
        signIn ??= openSpotSignIn({ tenantId, clientId, clientSecret }, options?.requestTimeoutMs);
      const spot = signIn;
      const openClient = spot && (() => createAzureClient(tokensOf(spot), options));
      return collector.collect(kind, { ...context, client, signIn, openClient });
    },
    isChained: (kind) => (azureCollectors.get(kind.id)?.needs ?? []).length > 0,
    close() {
      signIn?.renew();
    },
  };
}
