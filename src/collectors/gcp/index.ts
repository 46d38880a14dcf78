import type { Evidence, EvidenceKind, Vantage } from '../../evidence/define-evidence.ts';
import type { Collectors, GatherContext } from '../define-collector.ts';
import { classify } from './classify.ts';
import { type GcpTokens, gcpClient } from './clients.ts';
import type { GcpCollector } from './gcp-collector.ts';
import { keyFileCollector } from './key-file.ts';
import {
  accountCreationPolicyCollector,
  ancestorPoliciesCollector,
  keyCreationPolicyCollector,
  managedAccountCreationPolicyCollector,
  managedKeyCreationPolicyCollector,
  projectPolicyCollector,
  readerRightsCollector,
} from './policies.ts';
import {
  billingAccountsCollector,
  billingInfoCollector,
  projectCollector,
  servicesCollector,
  visibleProjectsCollector,
} from './project.ts';
import {
  customRoleCollector,
  serviceAccountCollector,
  serviceAccountKeysCollector,
} from './service-account.ts';
import { spotGrantsCollector, spotSignInCollector, spotZonesCollector } from './spot-access.ts';
import { type SpotSignIn, signIn, tokensOf } from './spot-session.ts';

/** Every collector for Google Cloud. A new one is one line here. */
export const gcpCollectors: readonly GcpCollector[] = [
  accountCreationPolicyCollector,
  ancestorPoliciesCollector,
  billingAccountsCollector,
  billingInfoCollector,
  customRoleCollector,
  keyCreationPolicyCollector,
  keyFileCollector,
  managedAccountCreationPolicyCollector,
  managedKeyCreationPolicyCollector,
  projectCollector,
  projectPolicyCollector,
  readerRightsCollector,
  serviceAccountCollector,
  serviceAccountKeysCollector,
  servicesCollector,
  spotGrantsCollector,
  spotSignInCollector,
  spotZonesCollector,
  visibleProjectsCollector,
];

export interface OpenGcpOptions {
  vantage: Exclude<Vantage, 'pasted'>;
  /** The reader's; not needed from Spot's vantage, which looks with the inputs' own secret. */
  tokens?: GcpTokens;
  /** Per request, in milliseconds. */
  requestTimeoutMs?: number;
}

/**
 * Collectors for one verification. From the reader's vantage they look with the reader's tokens.
 * From Spot's they sign in once with the key file of the inputs and look with that: the key goes to
 * Google's token endpoint as a signed assertion, and nowhere else.
 */
export function openGcpCollectors({
  vantage,
  tokens,
  requestTimeoutMs,
}: OpenGcpOptions): Collectors {
  const byKind = new Map(gcpCollectors.map((collector) => [collector.kind.id, collector]));
  let opening: Promise<SpotSignIn> | undefined;

  const asReader = (collector: GcpCollector, context: GatherContext, kind: EvidenceKind) => {
    if (!tokens)
      return Promise.resolve<Evidence>({
        status: 'notCollected',
        message: 'There are no credentials for Google Cloud here.',
      });
    const { signal, inputs } = context;
    const client = gcpClient({ tokens, signal, quotaProject: inputs.projectId, requestTimeoutMs });
    return collector.collect({ ...context, client }, kind);
  };

  const asSpot = async (
    collector: GcpCollector,
    context: GatherContext,
    kind: EvidenceKind,
  ): Promise<Evidence> => {
    const { signal, inputs } = context;
    const session = () => {
      opening ??= signIn(inputs.keyFile ?? '', signal, requestTimeoutMs);
      return opening;
    };
    const client = gcpClient({ tokens: tokensOf(session), signal, requestTimeoutMs });
    if (collector === spotSignInCollector || collector === keyFileCollector)
      return collector.collect({ ...context, client, signIn: session }, kind);
    try {
      const { status } = await session();
      if (status !== 'granted')
        return {
          status: 'notCollected',
          message: 'Spot could not sign in with the key, so it could not look.',
        };
    } catch (error) {
      return classify(collector.kind, error);
    }
    return collector.collect({ ...context, client }, kind);
  };

  return {
    async collect(kind, context) {
      const collector = byKind.get(kind.id);
      if (!collector)
        return {
          status: 'notCollected',
          message: 'This version has no way to look at it by itself.',
        };
      return vantage === 'spot'
        ? asSpot(collector, context, kind)
        : asReader(collector, context, kind);
    },
    isChained: (kind) => (byKind.get(kind.id)?.needs ?? []).length > 0,
    close() {
      opening = undefined;
    },
  };
}
