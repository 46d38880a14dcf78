import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { Collector, GatherContext } from '../../define-collector.ts';
import { ForeignAnswer } from '../../kernel/foreign-answer.ts';
import type { AwsClients } from './clients.ts';
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

/**
 * Declares a collector for AWS; the type of its value is the evidence kind's.
 *
 * @example
 * export default defineAwsCollector({
 *   kind: linkedPolicy,
 *   collect: (kind, context) => read(kind, () => readPolicy(context)),
 * });
 */
export function defineAwsCollector<Kind extends EvidenceKind>(
  collector: Collector<Kind, AwsContext>,
): Collector<Kind, AwsContext> {
  return collector;
}

/**
 * See {@link AwsContext.call}. Every AWS service names its request; something in between does not.
 */
export function createCaller(signal: AbortSignal): AwsContext['call'] {
  return async (send) => {
    const output = await send({ abortSignal: signal });
    if (!output.$metadata.requestId)
      throw new ForeignAnswer('the answer carries no AWS request id');
    return output;
  };
}
