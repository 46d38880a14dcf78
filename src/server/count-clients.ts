import type { ClientRateLimitInfo, Store } from 'hono-rate-limiter';

/**
 * Counts requests of clients in windows of `windowMs`, of at most `most` clients: a stranger may
 * have a million networks. The longest-known is forgotten first. That helps nobody to get around a
 * limit: who comes from so many addresses has the limit of each of them.
 */
export default function countClients(
  windowMs: number,
  most = 50_000,
  now: () => number = () => Date.now(),
): Required<Pick<Store, 'increment' | 'decrement' | 'resetKey' | 'get'>> {
  /** In the order in which their windows end. */
  const clients = new Map<string, ClientRateLimitInfo & { resetTime: Date }>();
  const forgetOver = (time: number) => {
    for (const [client, { resetTime }] of clients) {
      if (resetTime.getTime() > time && clients.size <= most) return;
      clients.delete(client);
    }
  };
  return {
    get: (client) => clients.get(client),
    increment(client) {
      const time = now();
      forgetOver(time);
      const known = clients.get(client);
      if (known) {
        known.totalHits++;
        return known;
      }
      const fresh = { totalHits: 1, resetTime: new Date(time + windowMs) };
      clients.set(client, fresh);
      forgetOver(time);
      return fresh;
    },
    decrement(client) {
      const known = clients.get(client);
      if (known && known.totalHits > 0) known.totalHits--;
    },
    resetKey: (client) => void clients.delete(client),
  };
}
