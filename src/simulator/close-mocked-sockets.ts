import { Socket } from 'node:net';
import { Duplex } from 'node:stream';

interface MockedSocket extends Socket {
  _handle?: { close(): void } | null;
}

let isDone = false;

/**
 * Closes what a mocked connection holds when it is over. For each mocked answer @mswjs/interceptors
 * replaces the socket's `_destroy` by one that leaves its handle open (`respondWith`, seen in
 * 0.45.12): an open handle keeps its socket, request and answer for ever, 100 kB for each call.
 */
export function closeMockedSockets(): void {
  if (isDone) return;
  isDone = true;
  Socket.prototype.destroy = function destroy(this: MockedSocket, error?: Error) {
    const isMocked = Object.hasOwn(this, '_destroy');
    Duplex.prototype.destroy.call(this, error);
    if (isMocked) this._handle?.close();
    return this;
  };
}
