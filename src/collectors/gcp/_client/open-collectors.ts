import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import keyFile from '../../../evidence/gcp/key-file.ts';
import spotSignIn from '../../../evidence/gcp/spot-sign-in.ts';
import type { LookingVantage } from '../../../providers/vantages.ts';
import type { AnyCollector, Collectors, GatherContext } from '../../define-collector.ts';
import { loadCollectors } from '../../kernel/load-collectors.ts';
import { notLooked, unknownKind } from '../../kernel/not-looked.ts';
import { classify } from './classify.ts';
import { createGcpClient, type GcpTokens } from './client.ts';
import { answerRequest, type GcpContext } from './context.ts';
import { type SpotSignIn, signIn, tokensOf } from './spot-session.ts';

/** Every collector for Google Cloud, by the id of its fact. */
export const gcpCollectors = await loadCollectors<GcpContext>('gcp', answerRequest);

/** What is looked at before Spot is signed in. */
const beforeSignIn: ReadonlySet<string> = new Set([spotSignIn.id, keyFile.id]);

export interface OpenGcpOptions {
  vantage: LookingVantage;
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
  let opening: Promise<SpotSignIn> | undefined;
  type Look = (
    collector: AnyCollector<GcpContext>,
    kind: EvidenceKind,
    context: GatherContext,
  ) => Promise<Evidence>;

  const lookAsReader: Look = async (collector, kind, context) => {
    if (!tokens) return notLooked('There are no credentials for Google Cloud here.');
    const { signal, inputs } = context;
    const client = createGcpClient({
      tokens,
      signal,
      quotaProject: inputs.projectId,
      requestTimeoutMs,
    });
    return collector.collect(kind, { ...context, client });
  };

  const lookAsSpot: Look = async (collector, kind, context) => {
    const { signal, inputs } = context;
    const session = () => {
      opening ??= signIn(inputs.keyFile ?? '', signal, requestTimeoutMs);
      return opening;
    };
    const client = createGcpClient({ tokens: tokensOf(session), signal, requestTimeoutMs });
    if (beforeSignIn.has(kind.id))
      return collector.collect(kind, { ...context, client, signIn: session });
    try {
      const { status } = await session();
      if (status !== 'granted')
        return notLooked('Spot could not sign in with the key, so it could not look.');
    } catch (error) {
      return classify(kind, error);
    }
    return collector.collect(kind, { ...context, client });
  };

  return {
    async collect(kind, context) {
      const collector = gcpCollectors.get(kind.id);
      if (!collector) return unknownKind;
      return (vantage === 'spot' ? lookAsSpot : lookAsReader)(collector, kind, context);
    },
    isChained: (kind) => (gcpCollectors.get(kind.id)?.needs ?? []).length > 0,
    close() {
      opening = undefined;
    },
  };
}
