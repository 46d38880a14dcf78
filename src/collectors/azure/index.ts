import type { AzureEvidenceKind } from '../../evidence/azure/define-azure-evidence.ts';
import * as evidence from '../../evidence/azure/index.ts';
import type { EvidenceKind, Vantage } from '../../evidence/define-evidence.ts';
import type { Collectors } from '../define-collector.ts';
import { type AzureCollector, azureCollector } from './azure-collector.ts';
import {
  billingAccountReadCollector,
  costReadsCollector,
  reservationReadsCollector,
} from './billing-spot-access.ts';
import {
  type AzureClientOptions,
  type AzureTokens,
  azureClient,
  NoAzureCredentials,
} from './clients.ts';
import { costAssignmentsCollector } from './cost-assignments.ts';
import {
  clientSecretCollector,
  spotPermissionsCollector,
  spotReadsCollector,
  spotSignInCollector,
} from './spot-access.ts';
import { openSpotSignIn, type SpotSignIn } from './spot-sign-in.ts';

/**
 * Every collector for Azure. What one GET answers needs only its declaration; anything else is one
 * file and one line here.
 */
export const azureCollectors: readonly AzureCollector[] = [
  ...(Object.values(evidence) as object[]).filter(isOneGet).map((kind) => azureCollector(kind)),
  billingAccountReadCollector,
  clientSecretCollector,
  costAssignmentsCollector,
  costReadsCollector,
  reservationReadsCollector,
  spotPermissionsCollector,
  spotReadsCollector,
  spotSignInCollector,
];

function isOneGet(kind: object): kind is AzureEvidenceKind {
  return 'url' in kind;
}

export interface OpenAzureOptions {
  vantage: Exclude<Vantage, 'pasted'>;
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
  const byKind = new Map(azureCollectors.map((collector) => [collector.kind.id, collector]));
  const nobody: AzureTokens = {
    accessToken: () => Promise.reject(new NoAzureCredentials('No credentials were given.')),
  };
  const client = azureClient(vantage === 'reader' && tokens ? tokens : nobody, options);
  let signIn: SpotSignIn | undefined;
  return {
    async collect(kind: EvidenceKind, context) {
      const collector = byKind.get(kind.id);
      if (!collector)
        return {
          status: 'notCollected',
          message: 'This version has no way to look at it by itself.',
        };
      const { tenantId, clientId, clientSecret } = context.inputs;
      if (vantage === 'spot' && tenantId && clientId && clientSecret)
        signIn ??= openSpotSignIn({ tenantId, clientId, clientSecret });
      return collector.collect({ ...context, client, ...(signIn ? { signIn } : {}) }, kind);
    },
    isChained: (kind) => (byKind.get(kind.id)?.needs ?? []).length > 0,
    close() {
      signIn?.renew();
    },
  };
}
