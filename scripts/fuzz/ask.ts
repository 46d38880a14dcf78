import { Agent, type IncomingHttpHeaders, request } from 'node:http';

/** A request as it is sent. */
export interface Attack {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
}

export type Answer =
  | {
      status: number;
      headers: IncomingHttpHeaders;
      text: string;
      /** Of the body, as it came. */
      bytes: number;
      ms: number;
    }
  /** The connection failed. */
  | { status: undefined; error: string; ms: number };

/** Each on a connection of its own: what connections do to each other is tried apart. */
const agent = new Agent({ keepAlive: false, maxSockets: 64 });
const patienceMs = 150_000;

/** Sends a request to a server of this machine. Never throws: what fails is the answer. */
export function ask(port: number, { method, path, headers, body }: Attack): Promise<Answer> {
  const startedAt = performance.now();
  const ms = () => performance.now() - startedAt;
  return new Promise((resolve) => {
    const fail = (error: Error) =>
      resolve({ status: undefined, error: error.message || error.name, ms: ms() });
    try {
      const sent = request(
        {
          ...{ host: '127.0.0.1', port, method, path, agent, timeout: patienceMs },
          headers: { ...headers, ...(body ? { 'content-length': body.length } : {}) },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', fail);
          answer.on('end', () => {
            const all = Buffer.concat(chunks);
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              text: all.toString('utf8'),
              bytes: all.length,
              ms: ms(),
            });
          });
        },
      );
      sent.on('timeout', () => sent.destroy(new Error('no answer')));
      sent.on('error', fail);
      sent.end(body);
    } catch (error) {
      fail(error as Error);
    }
  });
}
