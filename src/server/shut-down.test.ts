import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Collectors } from '../collectors/define-collector.ts';
import type { Evidence } from '../evidence/define-evidence.ts';
import createHttpServer from './http-server.ts';
import shutDown from './shut-down.ts';
import createStopping from './stopping.ts';
import { eventsOf, serve, wanted } from './testing.ts';

/** Over real sockets. Time passes only where a test lets it. */

let finish: () => Promise<void> = async () => {};
afterEach(() => finish());

async function start() {
  const stopping = createStopping();
  const looks: ((evidence: Evidence) => void)[] = [];
  const collectors: Collectors = {
    collect: (_, { signal }) =>
      new Promise((resolve) => {
        looks.push(resolve);
        signal.addEventListener('abort', () =>
          resolve({ status: 'unreachable', message: 'stopped' }),
        );
      }),
    close: () => {},
  };
  const { app, lines } = serve({
    stopping,
    collectorsFor: () => collectors,
    limits: { concurrentPerClient: 3 },
  });
  const http = createHttpServer({
    fetch: app.fetch,
    bodyBytes: 1_000_000,
    closes: () => stopping.phase === 'refusing',
  });
  http.server.listen(0, '127.0.0.1');
  await once(http.server, 'listening');
  const { port } = http.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  /** What the shutdown waits for, in the order in which it began to. */
  const waits: { milliseconds: number; pass: () => void }[] = [];
  const events: string[] = [];
  http.server.on('close', () => events.push('port closed'));
  const begin = () => {
    const ended = shutDown({
      http,
      stopping,
      graceMs: 5_000,
      deadlineMs: 60_000,
      closeLast: [() => events.push('pool closed'), () => events.push('metrics closed')],
      sleep: (milliseconds) => new Promise<void>((pass) => waits.push({ milliseconds, pass })),
    });
    void ended.then(() => events.push('ended'));
    return ended;
  };
  const pass = async (milliseconds: number) => {
    await vi.waitFor(() => expect(waits.map((wait) => wait.milliseconds)).toContain(milliseconds));
    const at = waits.findIndex((wait) => wait.milliseconds === milliseconds);
    waits.splice(at, 1)[0]?.pass();
    await new Promise(setImmediate);
  };
  const verify = (accept: string) =>
    fetch(`${url}/v1/verifications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(wanted),
    });
  const ready = async () => {
    const answer = await fetch(`${url}/readyz`);
    return { ...(await answer.json()), status: answer.status };
  };
  finish = async () => {
    http.server.close();
    http.server.closeAllConnections();
  };
  return { port, url, begin, pass, waits, events, verify, ready, looks, lines };
}

const findAll = (looks: ((evidence: Evidence) => void)[]) => {
  for (const found of looks.splice(0)) found({ status: 'unreachable', message: 'found' });
};

test('readiness fails first, while everything is still answered', async () => {
  const { begin, ready, verify, looks, events } = await start();
  expect(await ready()).toMatchObject({ status: 200 });
  void begin();
  expect(await ready()).toMatchObject({
    status: 503,
    detail: expect.stringMatching(/about to stop/),
  });
  const late = verify('application/json');
  await vi.waitFor(() => expect(looks.length).toBeGreaterThan(0));
  findAll(looks);
  const answer = await late;
  expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'keep-alive']);
  expect(events).toEqual([]);
});

test('after the grace nothing new begins, what is under way ends by itself, then the port closes, then the rest', async () => {
  const { begin, pass, verify, looks, events, url, port } = await start();
  const stream = await verify('text/event-stream');
  await vi.waitFor(() => expect(looks.length).toBeGreaterThan(0));
  const ended = begin();
  await pass(5_000);

  const refused = await verify('text/event-stream');
  expect([refused.status, refused.headers.get('connection')]).toEqual([503, 'close']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({
    type: 'urn:spot-runbooks:problem:restarting',
    detail: expect.stringMatching(/Check again/),
  });
  const page = await fetch(`${url}/healthz`);
  expect([page.status, page.headers.get('connection')]).toEqual([200, 'close']);
  expect(events).toEqual([]);

  findAll(looks);
  expect((await eventsOf(stream)).at(-1)).toMatchObject({ type: 'report' });
  await ended;
  expect(events).toEqual(['port closed', 'pool closed', 'metrics closed', 'ended']);
  const [error] = await once(connect(port, '127.0.0.1'), 'error');
  expect(error.code).toBe('ECONNREFUSED');
});

test('at the deadline a stream is told why it ends, and so is who waits for one answer', async () => {
  const { begin, pass, verify, looks, events, lines } = await start();
  const stream = await verify('text/event-stream');
  const one = verify('application/json');
  await vi.waitFor(() => expect(looks.length).toBeGreaterThanOrEqual(4));
  await verify('text/event-stream');
  const waiting = await verify('text/event-stream');
  const ended = begin();
  await pass(5_000);
  await pass(60_000);
  // Who still waited for a place, too.
  expect((await eventsOf(waiting)).map(({ type }) => type)).toEqual(['waiting', 'problem']);
  expect((await eventsOf(stream)).at(-1)).toMatchObject({
    type: 'problem',
    status: 503,
    title: 'The server is restarting',
    detail: expect.stringMatching(/changed nothing in your account\. Check again/),
  });
  const answer = await one;
  expect([answer.status, (await answer.json()).type]).toEqual([
    503,
    'urn:spot-runbooks:problem:restarting',
  ]);
  await ended;
  expect(events.at(-1)).toBe('ended');
  expect(lines.join('')).not.toContain('unexpected');
});

test('idle connections are closed after the grace, and not before', async () => {
  const { begin, pass, port, verify, looks, events } = await start();
  await verify('text/event-stream');
  await vi.waitFor(() => expect(looks.length).toBeGreaterThan(0));
  const idle = connect(port, '127.0.0.1');
  let closed = false;
  idle.on('close', () => {
    closed = true;
  });
  idle.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(idle, 'data');
  const ended = begin();
  await new Promise(setImmediate);
  expect(closed).toBe(false);
  await pass(5_000);
  await vi.waitFor(() => expect(closed).toBe(true));
  expect(events).toEqual([]);
  findAll(looks);
  await ended;
});

test('who never reads the end does not keep the server', async () => {
  const { begin, pass, verify, looks } = await start();
  const leaving = await verify('text/event-stream');
  await vi.waitFor(() => expect(looks.length).toBeGreaterThan(0));
  await leaving.body?.cancel();
  const ended = begin();
  await pass(5_000);
  await ended;
});

describe('the process', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  async function run(graceMs: number) {
    const of = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
    const child = spawn(process.execPath, [
      '--input-type=module',
      '--eval',
      `import { pino } from 'pino';
      import createHttpServer from ${of('./http-server.ts')};
      import { shutDownOnSignals } from ${of('./shut-down.ts')};
      import createStopping from ${of('./stopping.ts')};
      const http = createHttpServer({ fetch: () => new Response(), bodyBytes: 1 });
      http.server.listen(0, '127.0.0.1', () => console.log('listening'));
      shutDownOnSignals({
        ...{ http, stopping: createStopping(), graceMs: ${graceMs}, deadlineMs: 1_000 },
        closeLast: [() => console.log('closed')],
        logger: pino(),
      });`,
    ]);
    children.push(child);
    const exit = once(child, 'exit');
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    const hear = (words: RegExp) =>
      vi.waitFor(() => expect(said).toMatch(words), { timeout: 25_000 });
    await hear(/listening/);
    return { child, exit, hear };
  }
  test('ends with 0 at the first signal, and at once at the second, whichever it is', async () => {
    const [patient, hurried] = await Promise.all([run(0), run(600_000)]);
    patient.child.kill('SIGTERM');
    expect(await patient.exit).toEqual([0, null]);
    await patient.hear(/closed/);
    hurried.child.kill('SIGTERM');
    await hurried.hear(/stopping/);
    hurried.child.kill('SIGINT');
    expect(await hurried.exit).toEqual([130, null]);
  });
});
