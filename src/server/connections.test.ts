import { EventEmitter, once } from 'node:events';
import { Agent, createServer, request as httpRequest } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { jsonBody } from './guards.ts';
import createHttpServer, { type HttpServerOptions, limitConnections } from './http-server.ts';
import { answerProblem, asProblem, ProblemError } from './problems.ts';

/** Over real sockets: what becomes of a connection whose request was refused, or never came. */

const kilobyte = 1024;
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A server that reads JSON of 10 KB at most, and refuses in all other ways without looking at a body. */
async function listen(limits: HttpServerOptions['limits'] = {}) {
  const app = new Hono();
  const seen: string[] = [];
  app.onError((error, c) => answerProblem(c, asProblem(error)));
  app.use(async (c, next) => {
    seen.push(`${c.req.method} ${c.req.path}`);
    await next();
  });
  app.post('/json', jsonBody(10 * kilobyte), async (c) => c.json(await c.req.json()));
  app.all('/refused/:status', (c) => {
    throw new ProblemError(Number(c.req.param('status')), 'refused', 'Refused', 'Not here.');
  });
  app.get('/', (c) => c.text('hello'));
  const { server } = createHttpServer({
    fetch: app.fetch,
    bodyBytes: 10 * kilobyte,
    limits: { keptBytes: 200 * kilobyte, ...limits },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({
    close() {
      server.close();
      server.closeAllConnections();
    },
  });
  return { port: (server.address() as AddressInfo).port, server, seen };
}

/** A connection that keeps everything that was said to it. */
async function dial(port: number) {
  const socket: Socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  await once(socket, 'connect');
  let heard = '';
  let ended = false;
  const errors: string[] = [];
  socket.on('data', (chunk) => {
    heard += chunk;
  });
  socket.on('end', () => {
    ended = true;
  });
  socket.on('error', (error: NodeJS.ErrnoException) => errors.push(error.code ?? error.message));
  open.push({ close: () => socket.destroy() });
  return {
    socket,
    errors,
    say: (text: string) => void socket.write(text),
    heard: () => heard,
    statuses: () => [...heard.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status)),
    hasEnded: () => ended,
  };
}

const head = (path: string, ...headers: string[]) =>
  [`POST ${path} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n');
const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const json = 'Content-Type: application/json';
const refusals = [400, 401, 403, 404, 405, 415, 421, 429, 503].map(
  (status) => [status, `/refused/${status}`] as const,
);

describe('a refusal before the body has come', () => {
  test('413 on a kept-alive connection, and then three normal answers on the same one', async () => {
    const { port } = await listen();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    open.push({ close: () => agent.destroy() });
    const sockets = new Set<unknown>();
    const send = (body: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const sent = httpRequest(
          {
            port,
            agent,
            method: 'POST',
            path: '/json',
            headers: { 'content-type': 'application/json', 'content-length': body.length },
          },
          (answer) => answer.resume().on('end', () => resolve(answer.statusCode)),
        );
        sent.on('socket', (socket) => sockets.add(socket));
        sent.on('error', reject);
        sent.end(body);
      });
    expect(await send(JSON.stringify('x'.repeat(150 * kilobyte)))).toBe(413);
    for (let count = 0; count < 3; count++) expect(await send('{}')).toBe(200);
    expect(sockets.size).toBe(1);
  });

  test.each([[413, '/json'] as const, ...refusals])(
    '%i: the rest of a short body is thrown away, and the next request answered',
    async (status, path) => {
      const { port } = await listen();
      const { say, statuses, heard, errors, hasEnded } = await dial(port);
      say(`${head(path, json, `Content-Length: ${100 * kilobyte}`)}{`);
      await vi.waitFor(() => expect(statuses()).toEqual([status]));
      expect(heard()).not.toMatch(/^connection: close/im);
      say(`${'x'.repeat(100 * kilobyte - 1)}${get}`);
      await vi.waitFor(() => expect(statuses()).toEqual([status, 200]));
      expect({ errors, ended: hasEnded() }).toEqual({ errors: [], ended: false });
    },
  );

  test.each([[413, '/json'] as const, ...refusals])(
    '%i: a long body closes the connection, but not before its sender has read why',
    async (status, path) => {
      const { port, seen } = await listen();
      const { socket, say, statuses, heard, errors, hasEnded } = await dial(port);
      say(`${head(path, json, 'Content-Length: 10000000')}{`);
      await vi.waitFor(() => expect(statuses()).toEqual([status]));
      await vi.waitFor(() => expect(hasEnded()).toBe(true));
      expect(heard()).toMatch(/^connection: close/im);
      // What was on its way already, and more, is taken; it is no request.
      say(`${'x'.repeat(3_000_000)}${get}`);
      socket.end();
      await once(socket, 'close');
      expect({ errors, statuses: statuses(), seen }).toEqual({
        errors: [],
        statuses: [status],
        seen: [`POST ${path}`],
      });
    },
  );

  test('a chunked body without end is closed, and never reset while its sender reads', async () => {
    const { port } = await listen();
    const { socket, say, statuses, heard, errors, hasEnded } = await dial(port);
    say(head('/json', json, 'Transfer-Encoding: chunked'));
    const chunk = `${(8 * kilobyte).toString(16)}\r\n${'x'.repeat(8 * kilobyte)}\r\n`;
    let sent = 0;
    while (!hasEnded() && sent < 10_000) {
      sent++;
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'end')]);
      await new Promise(setImmediate);
    }
    expect({ errors, statuses: statuses(), ended: hasEnded() }).toEqual({
      errors: [],
      statuses: [413],
      ended: true,
    });
    expect(heard()).toMatch(/^connection: close/im);
  });

  test('a body that is chunked, whole and refused costs nobody a connection', async () => {
    const { port } = await listen();
    const { say, statuses, hasEnded } = await dial(port);
    say(`${head('/refused/429', json, 'Transfer-Encoding: chunked')}2\r\n{}\r\n0\r\n\r\n${get}`);
    await vi.waitFor(() => expect(statuses()).toEqual([429, 200]));
    expect(hasEnded()).toBe(false);
  });

  test('a body that never comes is not waited for without end', async () => {
    const { port } = await listen({ restMs: 50 });
    const { say, hasEnded, statuses, errors } = await dial(port);
    say(head('/refused/415', json, 'Content-Length: 100'));
    await vi.waitFor(() => expect(hasEnded()).toBe(true));
    expect({ statuses: statuses(), errors }).toEqual({ statuses: [415], errors: [] });
  });

  test('requests that were sent without waiting are answered in their order', async () => {
    const { port } = await listen();
    const { say, statuses, errors } = await dial(port);
    const long = `${head('/json', json, `Content-Length: ${150 * kilobyte}`)}${'x'.repeat(150 * kilobyte)}`;
    const wrong = `${head('/refused/415', 'Content-Length: 5')}hello`;
    say(`${get}${long}${get}${wrong}${get}${long}${get}`);
    await vi.waitFor(() => expect(statuses()).toEqual([200, 413, 200, 415, 200, 413, 200]));
    expect(errors).toEqual([]);
  });

  test('is nothing that a request without a body notices', async () => {
    const { port } = await listen();
    const { say, statuses, hasEnded } = await dial(port);
    say('POST /refused/401 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n');
    say(get);
    await vi.waitFor(() => expect(statuses()).toEqual([401, 200]));
    expect(hasEnded()).toBe(false);
  });
});

describe('a client that asks first (Expect: 100-continue)', () => {
  const expecting = (bytes: number) =>
    head('/json', json, 'Expect: 100-continue', `Content-Length: ${bytes}`);
  test('is invited, and then answered', async () => {
    const { port } = await listen();
    const { say, statuses } = await dial(port);
    say(expecting(2));
    await vi.waitFor(() => expect(statuses()).toEqual([100]));
    say(`{}${get}`);
    await vi.waitFor(() => expect(statuses()).toEqual([100, 200, 200]));
  });
  test('is refused before it has sent too much, and need not send it', async () => {
    const { port } = await listen();
    const { say, statuses, heard, hasEnded, errors } = await dial(port);
    say(expecting(11 * kilobyte));
    await vi.waitFor(() => expect(hasEnded()).toBe(true));
    expect({ statuses: statuses(), errors }).toEqual({ statuses: [413], errors: [] });
    expect(heard()).toMatch(/^connection: close/im);
  });
});

describe('what is no request, or none in time', () => {
  const problemIn = (text: string) => JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4));
  test.each([
    ['junk', 'hello\r\n\r\n', 400],
    ['a wrong length', head('/json', json, 'Content-Length: x'), 400],
    ['headers without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(500 * kilobyte)}`, 431],
    ['both lengths', head('/json', json, 'Content-Length: 3', 'Transfer-Encoding: chunked'), 400],
  ])('%s is answered in words, and never reset', async (_, text, status) => {
    const { port } = await listen();
    const { say, heard, hasEnded, errors } = await dial(port);
    say(text);
    await vi.waitFor(() => expect(hasEnded()).toBe(true));
    expect(problemIn(heard())).toMatchObject({ status, detail: expect.stringMatching(/\S/) });
    expect(errors).toEqual([]);
  });
  test('headers and bodies that come a byte at a time are given up', async () => {
    const limits = { headersTimeout: 60, requestTimeout: 120, connectionsCheckingInterval: 20 };
    const { port, seen } = await listen(limits);
    const [headers, body] = [await dial(port), await dial(port)];
    headers.say('GET / HTTP/1.1\r\nHost: x\r\nX');
    body.say(`${head('/json', json, 'Content-Length: 100')}{`);
    const drip = setInterval(() => {
      headers.say('x');
      body.say(' ');
    }, 10);
    await vi.waitFor(() => expect([headers.hasEnded(), body.hasEnded()]).toEqual([true, true]));
    clearInterval(drip);
    expect([headers.statuses(), body.statuses()]).toEqual([[408], [408]]);
    expect(seen).toEqual(['POST /json']);
  });
});

describe('how long and how many', () => {
  test('every limit of a connection is set, and fits the others', async () => {
    const { server } = await listen();
    expect(server.headersTimeout).toBeLessThanOrEqual(server.requestTimeout);
    expect(server.requestTimeout).toBeGreaterThan(0);
    // Longer than what balancers keep a connection: those of Google Cloud 600 s, of AWS 60 s.
    const behind = createHttpServer({
      fetch: () => new Response(),
      bodyBytes: 1,
      trustedProxies: 1,
    });
    expect(behind.server.keepAliveTimeout).toBeGreaterThan(600_000);
    expect(server.keepAliveTimeout).toBeLessThan(60_000);
    expect(server.maxConnections).toBeGreaterThan(1_000);
  });
  test('many networks of one site have so many together, and leave the rest to others', () => {
    const server = createServer();
    limitConnections(server, 2, 3);
    const arrive = (remoteAddress: string) => {
      const socket = Object.assign(new EventEmitter(), { remoteAddress, destroy: vi.fn() });
      socket.destroy.mockImplementation(() => socket.emit('close'));
      server.emit('connection', socket as unknown as Socket);
      return socket;
    };
    const site = [1, 2, 3, 4].map((network) => arrive(`2001:db8:1:${network}::1`));
    expect(site.map(({ destroy }) => destroy.mock.calls.length)).toEqual([0, 0, 0, 1]);
    expect(arrive('2001:db8:2:1::1').destroy).not.toHaveBeenCalled();
    site[0]?.emit('close');
    expect(arrive('2001:db8:1:5::1').destroy).not.toHaveBeenCalled();
  });
  test('one client has so many connections and no more, gets them back, and takes nobody else’s', () => {
    const server = createServer();
    limitConnections(server, 2, 100);
    const arrive = (remoteAddress: string) => {
      const socket = Object.assign(new EventEmitter(), { remoteAddress, destroy: vi.fn() });
      socket.destroy.mockImplementation(() => socket.emit('close'));
      server.emit('connection', socket as unknown as Socket);
      return socket;
    };
    const mine = [1, 2, 3].map((last) => arrive(`2001:db8::${last}`));
    expect(mine.map(({ destroy }) => destroy.mock.calls.length)).toEqual([0, 0, 1]);
    expect(arrive('2001:db8:0:1::1').destroy).not.toHaveBeenCalled();
    mine[0]?.emit('close');
    expect(arrive('2001:db8::4').destroy).not.toHaveBeenCalled();
    expect(arrive('2001:db8::5').destroy).toHaveBeenCalled();
    for (let count = 0; count < 10; count++)
      expect(arrive('127.0.0.1').destroy).not.toHaveBeenCalled();
  });
});

test('a Host that is none is refused in words, and its connection closed: what is a body is not known', async () => {
  const { port, seen } = await listen();
  const { say, statuses, heard, hasEnded } = await dial(port);
  const announced = ['Expect: 100-continue', `Content-Length: ${100 * kilobyte}`];
  say(head('/json', json, ...announced).replace('Host: x', 'Host: a@b') + get);
  await vi.waitFor(() => expect(hasEnded()).toBe(true));
  expect(statuses()).toEqual([400]);
  expect(heard()).toMatch(/^connection: close/im);
  expect(heard()).toMatch(/^content-type: application\/problem\+json/im);
  expect(seen).toEqual([]);
});

describe('what stands behind a request', () => {
  test('is lost to the parser where another protocol is asked for: the answer closes', async () => {
    const { port } = await listen();
    const { say, statuses, heard, hasEnded } = await dial(port);
    say(`GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n${get}`);
    await vi.waitFor(() => expect(hasEnded()).toBe(true));
    expect(statuses()).toEqual([200]);
    expect(heard()).toMatch(/^connection: close/im);
  });
  test.each([1, 3])('and is no HTTP, takes the answer from none of %i before it', async (count) => {
    const { port } = await listen();
    const { say, statuses, hasEnded } = await dial(port);
    const body = '{"a":1}';
    const whole = `${head('/json', json, `Content-Length: ${body.length}`)}${body}`;
    say(`${whole.repeat(count)}no request\r\n\r\n`);
    await vi.waitFor(() => expect(hasEnded()).toBe(true));
    expect(statuses()).toEqual([...Array(count).fill(200), 400]);
  });
  test('and is no body, is refused at once', async () => {
    const { port } = await listen();
    const { say, statuses, hasEnded } = await dial(port);
    say(`${head('/json', json, 'Transfer-Encoding: chunked')}no size\r\n`);
    await vi.waitFor(() => expect(hasEnded()).toBe(true));
    expect(statuses()).toEqual([400]);
  });
});
