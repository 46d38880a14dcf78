import { BadInput } from './bad-input.ts';

/** As a request to the API, several times over: nobody pastes more. */
const maximumBytes = 4 * 1024 * 1024;

/** Milliseconds without a byte; somebody who types is waited for. */
const silenceMs = 60_000;

/** Standard input, read at most once. */
export interface StandardInput extends AsyncIterable<Uint8Array | string> {
  isTTY?: boolean;
}

/**
 * All of standard input. Throws BadInput for more than any text is, and where nothing comes and it does not
 * end; the signal's reason when the reader interrupts.
 */
export async function readStdin({
  stdin,
  signal,
  silenceMs: most = silenceMs,
}: {
  stdin: StandardInput;
  /** Aborts on Ctrl-C. */
  signal: AbortSignal;
  silenceMs?: number;
}): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const chunksOf = stdin[Symbol.asyncIterator]();
  for (;;) {
    const next = await nextWithin(chunksOf.next(), signal, stdin.isTTY ? undefined : most);
    if (next.done) return Buffer.concat(chunks);
    const bytes = typeof next.value === 'string' ? Buffer.from(next.value) : next.value;
    length += bytes.length;
    if (length > maximumBytes)
      throw new BadInput(`Standard input has more than ${maximumBytes} bytes. Give a part of it.`);
    chunks.push(bytes);
  }
}

/** Rejects when the signal aborts first, or nothing comes in time. */
async function nextWithin<T>(
  next: Promise<T>,
  signal: AbortSignal,
  most: number | undefined,
): Promise<T> {
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const interrupt = () => reject(signal.reason);
    signal.addEventListener('abort', interrupt, { once: true });
    const giveUp = () =>
      reject(
        new BadInput(
          `Standard input said nothing for ${(most ?? 0) / 1000} seconds, and did not end. Pipe a text into it, or give a file.`,
        ),
      );
    const timer = most === undefined ? undefined : setTimeout(giveUp, most);
    next.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
    });
  });
}
