import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A client that speaks bytes, as no library would. Errors of its connection are in `ended`. */
export interface Talk extends AsyncDisposable {
  socket: Socket;
  /** All that came. */
  heard(): string;
  /** How the connection ended: `closed`, or the code of its error; undefined while it is open. */
  ended(): string | undefined;
  /** Waits until that is so, or the time is over; whether it is so. */
  until(isSo: () => boolean, ms?: number): Promise<boolean>;
}

/** Connects to a port of this machine, and says something. */
export async function talk(port: number, words: string | Buffer = ''): Promise<Talk> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let heard = '';
  let ended: string | undefined;
  socket.setEncoding('latin1').on('data', (text: string) => {
    // What is heard tells whether it was answered; of a long stream the beginning does.
    if (heard.length < 1_000_000) heard += text;
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    ended ??= error.code ?? error.message;
  });
  socket.on('end', () => {
    ended ??= 'closed';
  });
  socket.on('close', () => {
    ended ??= 'closed';
  });
  await new Promise((resolve) => socket.once('connect', resolve).once('error', resolve));
  if (words.length > 0) socket.write(words);
  return {
    socket,
    heard: () => heard,
    ended: () => ended,
    async until(isSo, ms = 15_000) {
      for (const end = Date.now() + ms; Date.now() < end; await delay(10)) if (isSo()) return true;
      return isSo();
    },
    async [Symbol.asyncDispose]() {
      socket.destroy();
    },
  };
}

/** The status lines in what was heard: one may stand right behind the body before it. */
export const statusesIn = (heard: string): number[] =>
  [...heard.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

/** A request as it goes over the wire, with the length of its body unless it is said otherwise. */
export function say(
  method: string,
  path: string,
  { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string } = {},
): string {
  const all = {
    host: '127.0.0.1',
    ...(body
      ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
      : {}),
    ...headers,
  };
  return `${method} ${path} HTTP/1.1\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`;
}
