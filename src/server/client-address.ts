import { isIP, SocketAddress } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * Who asks, for limits: the address of the connection, or what the trusted proxies say it is, in
 * X-Forwarded-For or, without that, in Forwarded (RFC 7239).
 */
export function clientAddress(c: Context, trustedProxies = 0): string {
  if (trustedProxies > 0) {
    const told = c.req.header('x-forwarded-for') ?? c.req.header('forwarded') ?? '';
    return addressBlock(told.split(',').at(-trustedProxies));
  }
  try {
    return addressBlock(getConnInfo(c).remote.address);
  } catch {
    return unknown;
  }
}

/** All whose address is none: one client, because anybody can make up new ones. */
const unknown = 'unknown';

/**
 * What counts as one client: an IPv4 address, or the network (/64) of an IPv6 one, all of which one
 * machine may use. Takes what proxies write: with or without port, brackets, quotes or zone, or as
 * `for=` in an element of Forwarded.
 */
export function addressBlock(told = ''): string {
  const address = plainAddress(told);
  switch (isIP(address)) {
    case 4:
      return address;
    case 6: {
      const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
      return mapped ?? `${groupsOf(address).slice(0, 4).join(':')}::/64`;
    }
    default:
      return unknown;
  }
}

/**
 * The network (/48) that a client of IPv6 is in: what one site usually gets, and so what a stranger
 * with many clients has. Undefined for IPv4 and for those who are unknown.
 */
export function siteOf(client: string): string | undefined {
  if (!client.endsWith('::/64')) return undefined;
  return `${client.split(':').slice(0, 3).join(':')}::/48`;
}

/** The address in its one canonical form; anything that is none otherwise. */
function plainAddress(told: string): string {
  if (told.length > 200) return '';
  const pair = told.split(';').find((one) => /^\s*for=/i.test(one)) ?? told;
  const value = pair
    .trim()
    .replace(/^for=/i, '')
    .replace(/^"(.*)"$/, '$1');
  const withoutPort = portForms.map((form) => form.exec(value)?.[1]).find(Boolean) ?? value;
  const address = withoutPort.replace(/%[\w.-]{1,32}$/, '');
  const family = isIP(address);
  if (family === 0) return address;
  return new SocketAddress({ address, family: family === 4 ? 'ipv4' : 'ipv6' }).address;
}

/** How proxies write a port behind an address: `192.0.2.1:80`, `[2001:db8::1]:80`, and all eight groups and a ninth. */
const portForms = [
  /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/,
  /^\[([^\]]*)\](?::\d{1,5})?$/,
  /^((?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}):\d{1,5}$/i,
];

/** The groups of an address of IPv6; where its end is written with dots, only the first are right. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after];
}
