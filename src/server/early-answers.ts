import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface RestLimits {
  /** Announced bytes of a body for whose end a connection is kept. */
  keptBytes: number;
  /** Bytes that are thrown away on a connection that closes. */
  lingerBytes: number;
  /** Milliseconds for the rest of a body, on a connection that is kept and on one that closes. */
  restMs: number;
  /** Milliseconds of silence after which a connection that closes is closed for good. */
  silenceMs: number;
}

/**
 * What becomes of a connection on which an answer left before its request had come whole: most
 * refusals do (413, 415, 429, 401 …). What nobody reads then stands before the next request, and a
 * socket that is closed with unread bytes is reset, which takes the answer with it; behind a proxy
 * both are other readers'. So the rest of a body is read and thrown away where it is known to be
 * short. Where it is long, or its end is not announced, the answer closes the connection, and the
 * client gets time to read it (RFC 9112, section 9.6).
 */
export default function handleEarlyAnswers({
  keptBytes,
  lingerBytes,
  restMs,
  silenceMs,
}: RestLimits) {
  const uninvited = new WeakSet<IncomingMessage>();

  /** Throws away what still comes: from here on nothing is a request. */
  const stopListening = (socket: Socket): void => {
    socket.removeAllListeners('data');
    socket.on('data', () => undefined);
  };

  /** Closes for writing, and takes what still comes for a while, without looking at it. */
  const linger = (socket: Socket): void => {
    if (socket.destroyed) return;
    stopListening(socket);
    let left = lingerBytes;
    const timer = setTimeout(() => socket.destroy(), restMs);
    socket.once('close', () => clearTimeout(timer));
    socket.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) socket.destroy();
    });
    socket.setTimeout(silenceMs, () => socket.destroy());
    socket.end();
    socket.resume();
  };

  return {
    linger,
    stopListening,

    /** Answers `Expect: 100-continue`: invites the body, unless it announces more than `bytes`. */
    invite(request: IncomingMessage, answer: ServerResponse, bytes: number): void {
      if (Number(request.headers['content-length'] ?? 0) > bytes) uninvited.add(request);
      else answer.writeContinue();
    },

    /** Before the head of an answer: decides whether its connection is kept. */
    async decide(request: IncomingMessage, answer: ServerResponse): Promise<void> {
      // Where another protocol is asked for, Node's parser loses what stands behind in the same packet.
      if (request.headers.upgrade !== undefined) answer.shouldKeepAlive = false;
      if (request.complete) return;
      // The rest may be in the packet that is being read.
      await new Promise(setImmediate);
      if (request.complete) return;
      const announced = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
      // A client that was not invited sends its body, or the next request: nobody can know which.
      if (announced > keptBytes || uninvited.has(request)) answer.shouldKeepAlive = false;
    },

    /** After an answer whose connection is kept: throws away what still comes of its request. */
    takeRest(request: IncomingMessage, answer: ServerResponse): void {
      answer.once('finish', () => {
        if (request.complete || !answer.shouldKeepAlive) return;
        // Whoever read the body before has stopped the flow.
        request.removeAllListeners('data');
        request.resume();
        const timer = setTimeout(() => linger(request.socket), restMs);
        for (const event of ['end', 'close']) request.once(event, () => clearTimeout(timer));
      });
    },
  };
}
