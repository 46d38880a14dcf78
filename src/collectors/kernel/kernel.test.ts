import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { allowRequests } from './allow-requests.ts';
import { describeFailure } from './describe-failure.ts';
import { fetchAnswer } from './fetch-answer.ts';
import { ForeignAnswer } from './foreign-answer.ts';
import { NotReached } from './not-reached.ts';
import { readLimitedBody } from './read-limited-body.ts';
import { ReadOnlyViolation } from './read-only-violation.ts';

describe('what was thrown, in one form for every provider', () => {
  const fetchFailed = (cause: object) =>
    Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), cause) });
  test.each([
    [
      'AbortError',
      new DOMException('', 'AbortError'),
      'The call was stopped before Cloud answered.',
    ],
    ['TimeoutError', new DOMException('', 'TimeoutError'), 'Cloud did not answer in time.'],
    ['a library’s own time-out', new Error('Socket timed out'), 'Cloud did not answer in time.'],
    [
      'a name, by fetch',
      fetchFailed({ code: 'ENOTFOUND' }),
      'Cloud could not be reached: its name could not be resolved. Check the network, then try again.',
    ],
    [
      'a broken connection, by an SDK',
      Object.assign(new Error('x'), { code: 'EPIPE' }),
      'Cloud could not be reached: the connection broke off.',
    ],
    [
      'a proxy with a certificate of its own',
      fetchFailed({ message: 'self-signed certificate in chain' }),
      'The connection to Cloud is not trusted: self-signed certificate in chain.',
    ],
    [
      'a web page',
      new ForeignAnswer('a web page came back'),
      'Not Cloud but something in between answered: a web page came back. Check the network or proxy',
    ],
    [
      'something else',
      new Error('odd'),
      'The answer of Cloud could not be read (odd). Try again in a minute.',
    ],
    [
      'a sign-in that could not be reached',
      new NotReached('Cloud’s sign-in (x.example)', fetchFailed({ code: 'ECONNREFUSED' })),
      'Cloud’s sign-in (x.example) could not be reached: the connection was refused.',
    ],
    [
      'the tries of several addresses',
      fetchFailed({ errors: [Object.assign(new Error('x'), { code: 'ENETUNREACH' })] }),
      'Cloud could not be reached: the network does not lead there.',
    ],
    ['no web server', fetchFailed({ code: 'HPE_INVALID_CONSTANT' }), 'no answer of a web server'],
    ['no TLS', fetchFailed({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }), 'no encrypted connection'],
    ['no error at all', 'text', 'The answer of Cloud could not be read (text).'],
  ])('%s', (_, thrown, message) => {
    expect(describeFailure('Cloud', thrown)).toEqual({
      status: 'unreachable',
      message: expect.stringContaining(message),
    });
  });
  test("a refusal is the provider's to read", () => {
    const denied = { status: 'denied', code: 'X', message: 'no' } as const;
    expect(describeFailure('Cloud', new Error('no'), () => denied)).toBe(denied);
    // Nobody refused anything: it was something in between.
    expect(describeFailure('Cloud', new ForeignAnswer('x'), () => denied)).not.toBe(denied);
  });
  test('a call that this program may not make is a defect, and no answer', () => {
    const violation = new ReadOnlyViolation('DELETE https://cloud.example/x');
    expect(() => describeFailure('Cloud', violation)).toThrow(violation);
    expect(violation.message).toBe(
      'DELETE https://cloud.example/x was refused before it was sent: it is not on the list of requests that read. Add it there only if it reads.',
    );
  });
});

describe('an answer that never ends', () => {
  async function* endless() {
    for (;;) yield new Uint8Array(1024 * 1024);
  }
  test('is not read to its end', async () => {
    await expect(readLimitedBody(endless(), 3 * 1024 * 1024)).rejects.toThrow(ForeignAnswer);
  });
  test.each([[undefined], [null]])('and %s is an empty one', async (body) => {
    expect(await readLimitedBody(body, 1)).toHaveLength(0);
  });
});

describe('an answer that is fetched', () => {
  const limits = { signal: new AbortController().signal, timeoutMs: 200, maximumBytes: 1000 };
  const serve = async (respond: (response: ServerResponse) => void) => {
    const server = createServer((_, response) => respond(response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}/`,
      /** Whether nobody holds a connection any more. */
      async close() {
        await new Promise((resolve) => server.close(resolve));
      },
    };
  };
  test.each([
    ['nothing', () => undefined, 'TimeoutError'],
    [
      'a byte at a time',
      (response: ServerResponse) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(' '), 10);
        response.on('close', () => clearInterval(timer));
      },
      'TimeoutError',
    ],
    [
      'without end',
      (response: ServerResponse) => {
        response.writeHead(200);
        const more = () =>
          void response.write(Buffer.alloc(65_536), () => response.destroyed || more());
        more();
      },
      'ForeignAnswer',
    ],
    [
      'by a redirect',
      (response: ServerResponse) =>
        response.writeHead(302, { location: 'http://x.example/' }).end(),
      'ForeignAnswer',
    ],
  ])('%s is ended, with its connection', async (_, respond, name) => {
    const server = await serve(respond);
    await expect(fetchAnswer(server.url, {}, limits)).rejects.toMatchObject({ name });
    // It would not close while somebody is connected and asks.
    await server.close();
  });
  test('is whole', async () => {
    const server = await serve((response) => response.writeHead(403, { 'x-a': 'b' }).end('words'));
    const { status, headers, body } = await fetchAnswer(server.url, {}, limits);
    expect([status, headers.get('x-a'), String(body)]).toEqual([403, 'b', 'words']);
    await server.close();
  });
  test('is not waited for by whoever left before', async () => {
    const signal = AbortSignal.abort(new Error('left'));
    await expect(fetchAnswer('http://127.0.0.1:9/', {}, { ...limits, signal })).rejects.toThrow(
      'left',
    );
  });
});

describe('the requests that may be sent', () => {
  const requireReading = allowRequests([
    ['GET', 'cloud.example', '/a/{}/b'],
    ['POST', 'cloud.example', '{*}/query'],
    ['GET', 'cloud.example', '/account', /^\?id=\w+$/],
  ]);
  const isAllowed = (method: string, url: string) => {
    try {
      requireReading(method, new URL(url));
      return true;
    } catch (error) {
      if (error instanceof ReadOnlyViolation) return false;
      throw error;
    }
  };
  test.each([
    ['GET', 'https://cloud.example/a/1/b', true],
    ['GET', 'https://cloud.example/a/1/b?any=query', true],
    ['GET', 'https://cloud.example/a/1/2/b', false],
    ['GET', 'https://cloud.example/a/1%2f2/b', false],
    ['GET', 'https://cloud.example/a/1/b/c', false],
    ['POST', 'https://cloud.example/query', true],
    ['POST', 'https://cloud.example/x/y/query', true],
    ['GET', 'https://cloud.example/query', false],
    ['GET', 'https://cloud.example/account?id=act', true],
    ['GET', 'https://cloud.example/account', false],
    ['GET', 'https://cloud.example/account?id=act&x=y', false],
    ['GET', 'http://cloud.example/a/1/b', false],
    ['GET', 'https://cloud.example:8443/a/1/b', false],
    ['GET', 'https://me@cloud.example/a/1/b', false],
    ['GET', 'https://cloud.example.org/a/1/b', false],
  ])('%s %s: %s', (method, url, expected) => {
    expect(isAllowed(method, url)).toBe(expected);
  });
});
