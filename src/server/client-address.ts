import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** Who asks, for limits: the address of the connection, or what the trusted proxies say it is. */
export function clientAddress(c: Context, trustedProxies = 0): string {
  if (trustedProxies > 0) {
    const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
    return addressBlock(hops.at(-trustedProxies) || 'unknown');
  }
  try {
    return addressBlock(getConnInfo(c).remote.address ?? 'unknown');
  } catch {
    return 'unknown';
  }
}

/**
 * What counts as one client: an IPv4 address, or the network (/64) of an IPv6 one, all of which one
 * machine may use.
 */
export function addressBlock(address: string): string {
  const plain = address.slice(0, 64).toLowerCase();
  if (!plain.includes(':') || plain.includes('.')) return plain.replace(/^::ffff:/, '');
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const padding =
    tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  return `${[...groups, ...Array.from({ length: Math.max(0, padding) }, () => '0'), ...(tail ?? '').split(':')].slice(0, 4).join(':')}::/64`;
}
