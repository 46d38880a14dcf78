import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { BadInput } from './bad-input.ts';
import { readStdin } from './read-stdin.ts';

const never = new AbortController().signal;

/** Says `texts`, and does not end. */
async function* holdOpen(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
  await new Promise(() => undefined);
}

test('what comes is read to its end', async () => {
  const stdin = Readable.from(['a', Buffer.from('b')]);
  expect(String(await readStdin({ stdin, signal: never }))).toBe('ab');
});

test.each([
  ['at all', holdOpen()],
  ['after something', holdOpen('half')],
])('standard input that says nothing %s and does not end is bad input', async (_, stdin) => {
  const reading = readStdin({ stdin, signal: never, silenceMs: 20 });
  await expect(reading).rejects.toThrow(BadInput);
});

test('somebody who types is waited for until they interrupt', async () => {
  const interrupted = new AbortController();
  const stdin = Object.assign(holdOpen('half'), { isTTY: true });
  const reading = readStdin({ stdin, signal: interrupted.signal, silenceMs: 1 });
  setTimeout(() => interrupted.abort(new DOMException('Interrupted.', 'AbortError')), 50);
  await expect(reading).rejects.toThrow('Interrupted.');
});

test('a pipe that never stops is not kept in memory', async () => {
  let chunks = 0;
  const stdin = (async function* () {
    for (;;) {
      chunks += 1;
      yield Buffer.alloc(1024 * 1024);
    }
  })();
  await expect(readStdin({ stdin, signal: never })).rejects.toThrow(BadInput);
  expect(chunks).toBe(5);
});
