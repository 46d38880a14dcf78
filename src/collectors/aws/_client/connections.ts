import { Agent } from 'node:https';
import { createSecureContext } from 'node:tls';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createGate } from '../../kernel/create-gate.ts';
import { takeTurn } from '../../kernel/take-turn.ts';
import { limitAnswers } from './limit-answers.ts';

/** Milliseconds. */
export interface Patience {
  connectionTimeoutMs: number;
  requestTimeoutMs: number;
}

/** What an SDK client sends its requests through. Signed requests go in: it knows no credentials. */
export type AwsConnections = Pick<
  NodeHttpHandler,
  'metadata' | 'handle' | 'httpHandlerConfigs' | 'updateHttpClientConfig' | 'destroy'
>;

/**
 * Calls of this process that are under way at the same time. Each has a connection, which takes some
 * 60 kB.
 */
const mostCalls = 500;

const gate = createGate(mostCalls);
const shared = new Map<string, AwsConnections>();

/**
 * The connections of this process to AWS: all verifications use the same. A connection is closed
 * when nobody has used it for as long as a request may take.
 */
export function shareConnections(patience: Patience): AwsConnections {
  const key = `${patience.connectionTimeoutMs} ${patience.requestTimeoutMs}`;
  let connections = shared.get(key);
  if (!connections) {
    connections = openConnections(patience);
    shared.set(key, connections);
  }
  return connections;
}

function openConnections({ connectionTimeoutMs, requestTimeoutMs }: Patience): AwsConnections {
  const settings = {
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
    httpsAgent: new Agent({
      keepAlive: true,
      // Who waits for a connection waits at the gate: in the agent's own queue the time-outs of the
      // request would run already.
      maxSockets: Number.POSITIVE_INFINITY,
      maxFreeSockets: mostCalls,
      // One for all connections: making it anew for each takes milliseconds.
      secureContext: createSecureContext(),
      // Also ends a connection that waits for the proxy, which belongs to no request yet: stopping
      // the request leaves it open.
      timeout: requestTimeoutMs,
      // Corporate machines reach AWS through HTTPS_PROXY only; the SDK does not read it, Node's own
      // agent does.
      proxyEnv: process.env,
    }),
  };
  const handler = limitAnswers(new NodeHttpHandler(settings), requestTimeoutMs);
  return {
    metadata: handler.metadata,
    async handle(request, options) {
      const leave = await gate.enter(options?.abortSignal as AbortSignal | undefined);
      try {
        await takeTurn();
        return await handler.handle(request, options);
      } finally {
        leave();
        await takeTurn();
      }
    },
    httpHandlerConfigs: () => handler.httpHandlerConfigs(),
    // What is shared is neither changed nor closed by one of those who use it.
    updateHttpClientConfig: () => undefined,
    destroy: () => undefined,
  };
}
