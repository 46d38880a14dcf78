import { ForeignAnswer } from './foreign-answer.ts';

/**
 * The whole of an answer's body, in memory.
 *
 * Throws a ForeignAnswer when it has more than `maximumBytes`, and whatever its stream throws. What is not
 * read is stopped: iterating ends the stream.
 */
export async function readLimitedBody(
  body: AsyncIterable<Uint8Array | string> | Uint8Array | null | undefined,
  maximumBytes: number,
): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  const whole = body instanceof Uint8Array ? [body] : body;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of whole) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > maximumBytes)
      throw new ForeignAnswer(`an answer of more than ${maximumBytes} bytes came back`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
