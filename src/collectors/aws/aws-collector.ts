import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { type Collector, defineCollector, type GatherContext } from '../define-collector.ts';
import { classify, found } from './classify.ts';
import type { AwsClients } from './clients.ts';
import { NotAwsAnswer } from './guard.ts';
import type { SpotSession } from './spot-session.ts';

export interface AwsContext extends GatherContext {
  /**
   * With the credentials of the vantage: the reader's own, or the session of the role that was
   * given to Spot.
   */
  clients: AwsClients;
  /** What came of assuming the role; only from Spot's vantage. */
  assumption?: () => Promise<SpotSession['assumption']>;
  /** Sends with the verification's abort signal and makes sure that AWS itself answered. */
  call<Output extends SdkOutput>(
    send: (options: { abortSignal: AbortSignal }) => Promise<Output>,
  ): Promise<Output>;
}

interface SdkOutput {
  $metadata: { requestId?: string };
}

/** A collector with its types erased, as the list holds it. */
// biome-ignore lint/suspicious/noExplicitAny: heterogeneous list
export type AwsCollector = Collector<any, AwsContext>;

/**
 * A collector that needs nothing but calls: `read` returns the SDK's output, and throws what the
 * SDK throws.
 */
export function awsCollector<T>(
  kind: EvidenceKind<T>,
  read: (context: AwsContext) => Promise<object>,
): Collector<T, AwsContext> {
  return defineCollector({
    kind,
    collect: (context) => attempt(kind, async () => found(kind, await read(context))),
  });
}

/** Runs `look` and turns what it throws into evidence. */
export async function attempt<T>(
  kind: EvidenceKind<T>,
  look: () => Promise<Evidence<T>>,
): Promise<Evidence<T>> {
  try {
    return await look();
  } catch (error) {
    return classify(kind, error);
  }
}

/**
 * See {@link AwsContext.call}. Every AWS service names its request; something in between does not.
 */
export function caller(signal: AbortSignal): AwsContext['call'] {
  return async (send) => {
    const output = await send({ abortSignal: signal });
    if (!output.$metadata.requestId) throw new NotAwsAnswer('the answer carries no AWS request id');
    return output;
  };
}
