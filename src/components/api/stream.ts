import { createParser } from 'eventsource-parser';
import type { VerificationEvent, VerificationRequest } from '../../verification/events.ts';
import { ApiError, api } from './client.ts';

/**
 * Silence after which the page gives up. The server, while it works, says every 15 seconds that it
 * is alive.
 */
const silenceMs = 60_000;

/**
 * Asks for a verification and hands on its events as they come. Resolves after the last one. Throws
 * `AbortError` when `signal` aborts, {@link ApiError} for a refusal, silence, or a stream that ends
 * without a verdict.
 */
export async function streamVerification(
  request: VerificationRequest,
  { signal, onEvent }: { signal: AbortSignal; onEvent: (event: VerificationEvent) => void },
): Promise<void> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceMs);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), silenceMs);
  };
  let finished = false;
  const parser = createParser({
    onEvent({ event, data }) {
      const parsed = { type: event, ...(JSON.parse(data) as object) } as VerificationEvent;
      if (parsed.type === 'report' || parsed.type === 'problem') finished = true;
      onEvent(parsed);
    },
  });
  try {
    const response = await api('/v1/verifications', {
      method: 'POST',
      body: JSON.stringify(request),
      headers: { accept: 'text/event-stream' },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      alive();
      parser.feed(chunk.value);
    }
    if (!finished)
      throw new ApiError('Cut off', 'The answer ended before the verdict. Check again.', 0);
  } catch (error) {
    if (silence.signal.aborted && !signal.aborted) {
      throw new ApiError(
        'Timed out',
        `The verification API said nothing for ${silenceMs / 1000} seconds. Check again.`,
        0,
      );
    }
    if (error instanceof ApiError || signal.aborted) throw error;
    throw new ApiError('Cut off', 'The connection to the verification API broke. Check again.', 0);
  } finally {
    clearTimeout(timer);
  }
}
