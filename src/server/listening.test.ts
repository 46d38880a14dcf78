import { once } from 'node:events';
import { connect } from 'node:net';
import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { defineCheck } from '../checks/define-check.ts';
import callerIdentity from '../evidence/aws/caller-identity.ts';
import type { Evidence } from '../evidence/define-evidence.ts';
import { createApp } from './app.ts';

import createHttpServer from './http-server.ts';
import { defaultLimits } from './options.ts';

import { judgingHere } from './testing.ts';

/** Over real sockets, because that is where clients leave. */

const check = defineCheck({
  id: 'test/check',
  title: 'Test',
  needs: { callerIdentity },
  inputs: [],
  diagnoses: {},
  assess: () => undefined,
});
const runbook: Runbook = {
  id: 'test/runbook',
  title: 'Test',
  provider: 'aws',
  minutes: 5,
  inputs: {},
  steps: { one: { title: 'One', checks: [check] } },
};
let server: ReturnType<typeof createHttpServer>['server'] | undefined;
afterEach(() => new Promise((done) => server?.close(done)));

async function listen() {
  const stopped = vi.fn();
  const started = vi.fn();
  const app = createApp({
    mode: 'demo',
    runbooks: { [runbook.id]: runbook },
    credentials: {},
    judging: judgingHere,
    logger: pino({ level: 'silent' }),
    collectorsFor: () => ({
      collect: (_, { signal }) =>
        new Promise<Evidence>((resolve) => {
          started();
          signal.addEventListener('abort', () => {
            stopped();
            resolve({ status: 'unreachable', message: 'stopped' });
          });
        }),
      close: () => undefined,
    }),
  });
  ({ server } = createHttpServer({ fetch: app.fetch, bodyBytes: defaultLimits.bodyBytes }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { port: typeof address === 'object' ? (address?.port ?? 0) : 0, started, stopped };
}

const body = JSON.stringify({ runbook: runbook.id, vantage: 'reader', inputs: {} });

test.each(['text/event-stream', 'application/json'])(
  'a client that closes its connection stops the work (%s)',
  async (accept) => {
    const { port, started, stopped } = await listen();
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST /v1/verifications HTTP/1.1\r\nHost: x\r\nAccept: ${accept}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await vi.waitFor(() => expect(started).toHaveBeenCalledOnce());
    expect(stopped).not.toHaveBeenCalled();
    socket.destroy();
    await vi.waitFor(() => expect(stopped).toHaveBeenCalledOnce());
  },
);

test('10 MB are answered with 413 before they are sent', async () => {
  const { port, started } = await listen();
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.write(
    'POST /v1/verifications HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n{',
  );
  await vi.waitFor(() => expect(answer).toMatch(/^HTTP\/1\.1 413/));
  await vi.waitFor(() => expect(answer).toMatch(/At most 524288 bytes/));
  expect(started).not.toHaveBeenCalled();
  socket.destroy();
});
