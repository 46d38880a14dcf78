import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { addressBlock, siteOf } from './client-address.ts';
import handleEarlyAnswers, { type RestLimits } from './early-answers.ts';

export interface HttpServerOptions {
  fetch: (request: Request, env: HttpBindings) => Response | Promise<Response>;
  /** Bytes of a body that the application reads. */
  bodyBytes: number;
  /** Whether every answer has to close its connection now. */
  closes?: () => boolean;
  /** Proxies in front: then connections are theirs, and live as long as they want. */
  trustedProxies?: number;
  limits?: Partial<ConnectionLimits>;
}

type ConnectionLimits = Pick<
  ServerOptions,
  'headersTimeout' | 'requestTimeout' | 'connectionsCheckingInterval' | 'maxHeaderSize'
> &
  RestLimits & {
    /** Milliseconds in which nothing is sent or taken. */
    idleMs: number;
    /** Connections at the same time. */
    connections: number;
    /** Connections at the same time from one client; those of this machine and of proxies are not counted. */
    connectionsOfOne: number;
  };

/**
 * What one connection, and one client, may take of the server. All of it is slack for a person with
 * a browser on a slow line; none of it waits for somebody who sends a byte a minute.
 */
export const connectionLimits: ConnectionLimits = {
  headersTimeout: 10_000,
  // Half a megabyte in 30 s is 140 kbit/s.
  requestTimeout: 30_000,
  // Node looks for those who are late only every 30 s, which would make 60 of the 30.
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
  // Streams of events are never silent for so long: see `heartbeatMs`.
  idleMs: 120_000,
  // Some 20 KB each, and below the number of files that a Linux service may usually open.
  connections: 8_192,
  // An office behind one address: a browser holds six at most.
  connectionsOfOne: 512,
  // Twice what the application reads: a paste that is a little too long keeps its connection.
  keptBytes: 1024 * 1024,
  lingerBytes: 64 * 1024 * 1024,
  restMs: 10_000,
  silenceMs: 2_000,
};

/**
 * Milliseconds that an idle connection is kept. A server that closes first may do so while a proxy
 * sends a reader's request, who then sees a 502: so behind proxies it is longer than theirs (60 s at
 * AWS and nginx, 600 s at Google Cloud: https://cloud.google.com/load-balancing/docs/https#timeouts_and_retries).
 */
const keepAliveMs = (trustedProxies: number) => (trustedProxies > 0 ? 620_000 : 15_000);

export interface HttpServer {
  server: Server;
  /** Resolves when no request is under way. */
  whenIdle(): Promise<void>;
}

/**
 * The application on Node's HTTP server, not listening yet. A request that is refused before it has
 * come whole never harms the next one on its connection.
 */
export default function createHttpServer({
  fetch,
  bodyBytes,
  closes = () => false,
  trustedProxies = 0,
  limits: overridden,
}: HttpServerOptions): HttpServer {
  const limits = { ...connectionLimits, ...overridden };
  const early = handleEarlyAnswers(limits);
  const underWay = new Map<Socket, Set<ServerResponse>>();
  const leaves = (socket: Socket, answer?: ServerResponse) => {
    const answers = underWay.get(socket);
    if (answer) answers?.delete(answer);
    if (!answer || answers?.size === 0) underWay.delete(socket);
    if (underWay.size === 0) server.emit('idle');
  };
  const listener = getRequestListener(
    async (request, env) => {
      const { incoming, outgoing } = env as HttpBindings;
      const answer = await fetch(request, env as HttpBindings);
      await early.decide(incoming, outgoing);
      if (closes()) outgoing.shouldKeepAlive = false;
      return answer;
    },
    // Its own way of cleaning up waits half a second, and then closes without a word.
    { autoCleanupIncoming: false, errorHandler: refuseAddress },
  );
  const take = (request: IncomingMessage, answer: ServerResponse) => {
    const { socket } = request;
    underWay.set(socket, (underWay.get(socket) ?? new Set()).add(answer));
    answer.once('close', () => leaves(socket, answer));
    early.takeRest(request, answer);
    void listener(request, answer);
  };
  const server = createServer({ ...limits, keepAliveTimeout: keepAliveMs(trustedProxies) }, take);
  server.setTimeout(limits.idleMs);
  server.maxConnections = limits.connections;
  // Any number of requests on one connection: at a limit, proxies would lose those on their way.
  server.maxRequestsPerSocket = 0;
  if (trustedProxies === 0)
    limitConnections(server, limits.connectionsOfOne, limits.connections / 2);
  server.on('connection', (socket: Socket) => {
    // What Node calls after an answer that is the last on its connection.
    socket.destroySoon = () => early.linger(socket);
    // Answers that waited for an earlier one on it end without a word of their own.
    socket.once('close', () => leaves(socket));
  });
  server.on('checkContinue', (request: IncomingMessage, answer: ServerResponse) => {
    early.invite(request, answer, bodyBytes);
    take(request, answer);
  });
  const broken = new WeakSet<Socket>();
  server.on('clientError', async (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    if (broken.has(socket)) return;
    broken.add(socket);
    early.stopListening(socket);
    // What had come whole before gets its own answer, and not this refusal. Who closed in the middle
    // of a request waits for none.
    const answers = [...(underWay.get(socket) ?? [])];
    const own = answers.find(({ req }) => !req.complete);
    if (error.code !== 'HPE_INVALID_EOF_STATE')
      await Promise.all(answers.filter((answer) => answer !== own).map(whenClosed));
    if (!own?.headersSent && socket.writable) socket.write(refusal(error));
    early.linger(socket);
  });
  return {
    server,
    whenIdle: async () => {
      if (underWay.size > 0) await once(server, 'idle');
    },
  };
}

/** Unlike `once`, an answer that fails is over, too. */
const whenClosed = (answer: ServerResponse) =>
  new Promise<void>((resolve) => answer.once('close', resolve));

/** Lets go of connections of an address that has too many, or whose site (/48) has. */
export function limitConnections(server: Server, most: number, mostOfSite: number): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const client = addressBlock(socket.remoteAddress);
    if (isOfThisMachine(socket.remoteAddress)) return;
    const site = siteOf(client);
    const names = site === undefined ? [client] : [client, site];
    for (const name of names) open.set(name, (open.get(name) ?? 0) + 1);
    socket.once('close', () => {
      for (const name of names) {
        const left = (open.get(name) ?? 1) - 1;
        if (left > 0) open.set(name, left);
        else open.delete(name);
      }
    });
    const isTooMany = (name: string) => (open.get(name) ?? 0) > (name === site ? mostOfSite : most);
    if (names.some(isTooMany)) socket.destroy();
  });
}

const isOfThisMachine = (address = '') => /^(::ffff:)?127\.|^::1$/.test(address);

/** The answer to what is no HTTP, or too slow or too large to be one. */
function refusal({ code }: NodeJS.ErrnoException): string {
  const [status, title, detail] =
    code === 'HPE_HEADER_OVERFLOW'
      ? ([431, 'Request Header Fields Too Large', 'The headers are too large.'] as const)
      : code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ([408, 'Request Timeout', 'The request took too long to come. Send it again.'] as const)
        : ([400, 'Bad Request', 'This is no request that HTTP knows.'] as const);
  const body = problemOf(status, title, detail);
  return [
    `HTTP/1.1 ${status} ${title}`,
    'Connection: close',
    'Content-Type: application/problem+json; charset=utf-8',
    'X-Content-Type-Options: nosniff',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

/**
 * The answer to a request whose address is none, which no application is asked about. It closes the
 * connection: whether its body was sent is not looked at.
 */
const refuseAddress = () =>
  new Response(problemOf(400, 'Bad Request', 'Its Host header, or its path, is no address.'), {
    status: 400,
    headers: {
      connection: 'close',
      'content-type': 'application/problem+json; charset=utf-8',
      'x-content-type-options': 'nosniff',
    },
  });

const problemOf = (status: number, title: string, detail: string): string =>
  JSON.stringify({ type: 'about:blank', title, status, detail });
