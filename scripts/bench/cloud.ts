/**
 * A process that is the clouds for a bench, so that their work is not counted as the server's: an
 * HTTPS proxy that ends every host here. The simulator answers each question once; from then on the
 * answer is remembered, and comes after a fixed time. The first tries of each call are throttled.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Proof } from '../../runbooks/define-faults.ts';
import { loadProofs } from '../../runbooks/proofs.ts';
import { Simulator } from '../../src/simulator/index.ts';

/** First message of this process. */
export interface CloudReady {
  port: number;
}

/** What it is told: the healthy world that it is, and how it answers. */
export interface CloudOrder {
  runbook: string;
  /** What the role of that world asks Spot for. */
  externalId: string;
  /** Milliseconds that each answer takes. */
  latencyMs: number;
  /** How many tries of each call are refused before one is answered. */
  throttledTries: number;
}

/** What it says then: Spot's own principal, and what a reader of that world has typed. */
export interface CloudWorld {
  key: { accessKeyId: string; secretAccessKey: string };
  inputs: Record<string, string>;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

const simulator = new Simulator();
let order: CloudOrder | undefined;
const remembered = new Map<string, Promise<Answer>>();
let requests = 0;

const pem = readFileSync(process.env.BENCH_CERTIFICATE as string);
const hosts = createHttpsServer({ key: pem, cert: pem, keepAliveTimeout: 60_000 }, respond);
const proxy = createServer();
proxy.on('connect', (_, socket) => {
  socket.on('error', () => undefined);
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
  hosts.emit('connection', socket);
});
proxy.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (proxy.address() as AddressInfo).port } satisfies CloudReady);
});

process.on('message', async (message: CloudOrder | { count: true }) => {
  if ('count' in message) {
    process.send?.({ requests });
    requests = 0;
    return;
  }
  const { healthyWorld } = (await loadProofs())[message.runbook] as Proof;
  const { spot, inputs } = healthyWorld(simulator, { externalId: message.externalId });
  order = message;
  remembered.clear();
  process.send?.({ key: spot.aws, inputs } as CloudWorld);
});
process.on('disconnect', () => process.exit(0));

async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  requests++;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { latencyMs, throttledTries } = order as CloudOrder;
  const tries = Number(/attempt=(\d+)/.exec(String(incoming.headers['amz-sdk-request']))?.[1] ?? 1);
  const answering =
    tries > throttledTries ? remember(incoming, Buffer.concat(chunks)) : throttle(incoming);
  const [{ status, headers, body }] = await Promise.all([answering, delay(latencyMs)]);
  outgoing.writeHead(status, { ...headers, 'content-length': body.length });
  outgoing.end(body);
}

function remember({ method = '', headers, url }: IncomingMessage, sent: Buffer): Promise<Answer> {
  const address = `https://${headers.host}${url}`;
  const question = [method, address, headers['x-amz-target'], withoutNames(sent)].join('\n');
  let answer = remembered.get(question);
  if (!answer) {
    const asked = Object.entries(headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const request = new Request(address, {
      method,
      headers: asked,
      body: sent.length > 0 ? new Uint8Array(sent) : null,
    });
    answer = simulator.handle(request).then(async (response) => ({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    }));
    remembered.set(question, answer);
  }
  return answer;
}

/** A body without what is made up anew for each verification. */
const withoutNames = (sent: Buffer) =>
  sent
    .toString()
    .replace(/RoleSessionName=[^&]*/, '')
    .replace(/(ExternalId=not-issued)[^&]*/, '$1');

const requestId = '4f8c1c5e-0000-4000-8000-000000000000';

/** Too many requests, in each wire's own words. */
function throttle({ headers }: IncomingMessage): Answer {
  const answer = (status: number, type: string, body: string): Answer => ({
    status,
    headers: { 'content-type': type, 'x-amzn-requestid': requestId, 'x-amz-request-id': requestId },
    body: Buffer.from(body),
  });
  if (headers['x-amz-target'])
    return answer(
      400,
      'application/x-amz-json-1.1',
      '{"__type":"ThrottlingException","message":"Rate exceeded"}',
    );
  if (/(^|\.)s3[.-]/.test(String(headers.host)))
    return answer(
      503,
      'application/xml',
      `<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message><RequestId>${requestId}</RequestId></Error>`,
    );
  return answer(
    400,
    'text/xml',
    `<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
}
