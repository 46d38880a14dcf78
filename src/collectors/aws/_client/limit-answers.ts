import { Readable } from 'node:stream';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { raceSignal } from '../../kernel/race-signal.ts';
import { readLimitedBody } from '../../kernel/read-limited-body.ts';

/**
 * The longest answer that is asked for is a page of the files of a bucket: 1,000 names of at most 1,024 bytes,
 * each with some 300 bytes of XML, which may take several bytes for a character.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export const maximumBytes = 4 * 1024 * 1024;

/**
 * Makes a handler read each answer to its end before anybody sees it, errors and files included: within
 * `timeoutMs` from its head, and `maximumBytes`. The SDK itself waits for the head only.
 *
 * The handler then rejects with a ForeignAnswer for an answer that is too long, a TimeoutError for one that does
 * not end, and the signal's reason when a call is stopped; its connection is closed.
 */
export function limitAnswers(handler: NodeHttpHandler, timeoutMs: number): NodeHttpHandler {
  const handle = handler.handle.bind(handler);
  handler.handle = async (request, options) => {
    const result = await handle(request, options);
    const body: unknown = result.response.body;
    if (!(body instanceof Readable)) return result;
    const { abortSignal } = options ?? {};
    const limited = AbortSignal.any([
      AbortSignal.timeout(timeoutMs),
      ...(abortSignal instanceof AbortSignal ? [abortSignal] : []),
    ]);
    try {
      const bytes = await raceSignal(readLimitedBody(body, maximumBytes), limited);
      result.response.body = Readable.from([bytes]);
      return result;
    } catch (error) {
      body.destroy();
      throw error;
    }
  };
  return handler;
}
