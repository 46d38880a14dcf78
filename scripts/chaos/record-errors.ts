import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { certificateAuthority } from '../../src/simulator/certificates.ts';
import type { Stack } from '../lib/wire.ts';

/** Ways in which a connection fails before or while an answer comes. */
export const brokenConnections = [
  'refused',
  'reset',
  'no name',
  'certificate of a stranger',
  'no TLS',
  'no HTTP',
  'reset in the answer',
] as const;

export type BrokenConnection = (typeof brokenConnections)[number];

/** What each stack throws at each of them. */
export type RecordedErrors = Record<Stack, Record<BrokenConnection, Error>>;

/**
 * Breaks real connections on 127.0.0.1, and keeps what the real stacks throw: so that what is thrown in this
 * process is what the readers' machines throw, whatever version of Node or of the SDK it is.
 */
export async function recordErrors(): Promise<RecordedErrors> {
  const { keyPath, certPath } = await certificateAuthority();
  const [key, cert] = await Promise.all([readFile(keyPath), readFile(certPath)]);
  const servers = {
    reset: createServer((socket) => socket.on('error', () => undefined).resetAndDestroy()),
    tls: createTlsServer({ key, cert }, (_, response) => response.end()),
    plain: createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end('220 mail.example ESMTP\r\n'));
    }),
    half: createHttpServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"value":[', () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
    }),
  };
  const port = async (server: Server) => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const nobody = createServer();
  const closed = await port(nobody);
  nobody.close();
  const at = {
    reset: await port(servers.reset),
    tls: await port(servers.tls),
    plain: await port(servers.plain),
    half: await port(servers.half),
  };
  const addresses: Record<BrokenConnection, string> = {
    refused: `https://127.0.0.1:${closed}/`,
    reset: `https://127.0.0.1:${at.reset}/`,
    'no name': 'https://nobody.invalid/',
    'certificate of a stranger': `https://127.0.0.1:${at.tls}/`,
    'no TLS': `https://127.0.0.1:${at.plain}/`,
    'no HTTP': `http://127.0.0.1:${at.plain}/`,
    'reset in the answer': `http://127.0.0.1:${at.half}/`,
  };
  const record = async (ask: (url: URL) => Promise<unknown>) =>
    Object.fromEntries(
      await Promise.all(
        brokenConnections.map(async (name) => [
          name,
          await ask(new URL(addresses[name])).then(
            () => {
              throw new Error(`The connection that should break (${name}) did not.`);
            },
            (error: Error) => error,
          ),
        ]),
      ),
    ) as Record<BrokenConnection, Error>;
  try {
    return { fetch: await record(askByFetch), sdk: await record(askBySdk) };
  } finally {
    for (const server of Object.values(servers)) server.close();
    for (const server of [servers.tls, servers.half]) server.closeAllConnections();
  }
}

const askByFetch = async (url: URL) => (await fetch(url)).text();

async function askBySdk({ protocol, hostname, port }: URL): Promise<unknown> {
  const handler = new NodeHttpHandler({ connectionTimeout: 5_000, requestTimeout: 5_000 });
  const request = {
    ...{ protocol, hostname, port: port ? Number(port) : undefined, path: '/' },
    ...{ method: 'GET', headers: {}, query: {} },
  };
  const { response } = await handler.handle(request as never);
  const chunks: unknown[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  return chunks;
}

/** Another error that says the same: SDKs write into those that they meet. */
export function copyError<E>(error: E): E {
  if (!(error instanceof Error)) return error;
  const copy = Object.create(Object.getPrototypeOf(error) as object, {
    ...Object.getOwnPropertyDescriptors(error),
  }) as E & Error;
  if (error.cause !== undefined)
    Object.defineProperty(copy, 'cause', { value: copyError(error.cause), configurable: true });
  return copy;
}
