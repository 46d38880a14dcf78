import { ForeignAnswer } from './foreign-answer.ts';

/** More than any answer to what is asked; a page of 1,000 files takes less than 2 MiB. */
const maximumBytes = 16 * 1024 * 1024;

/**
 * The whole of an answer's body, in memory.
 *
 * Throws a ForeignAnswer when it has more bytes than any answer of a provider, and whatever its
 * stream throws.
 */
export async function readLimitedBody(
  body: AsyncIterable<Uint8Array | string> | Uint8Array | null | undefined,
): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > maximumBytes)
      throw new ForeignAnswer(`an answer of more than ${maximumBytes} bytes came back`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
