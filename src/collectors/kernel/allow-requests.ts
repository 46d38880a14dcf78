import { ReadOnlyViolation } from './read-only-violation.ts';

/**
 * A request that may be sent: method, host, the whole path, and the query (`?…`) where not any will
 * do. In a path that is text `{}` stands for one segment and `{*}` for any number; letter case does
 * not matter there.
 */
export type AllowedRequest = readonly [
  method: 'GET' | 'POST',
  host: string,
  path: string | RegExp,
  query?: RegExp,
];

/**
 * Makes the guard of a REST client out of the requests that it may send. The guard throws a
 * ReadOnlyViolation for every other one. Paths that climb (`..`) or hide slashes are none, nor is
 * anything but HTTPS at its own port.
 *
 * @example
 * const requireReading = allowRequests([['GET', 'management.azure.com', '/subscriptions/{}']]);
 * requireReading('GET', new URL('https://management.azure.com/subscriptions/1')); // fine
 */
export function allowRequests(
  allowed: readonly AllowedRequest[],
): (method: string, url: URL) => void {
  const patterns = allowed.map(([method, host, path, query = /^/]) => ({
    method,
    host,
    query,
    path: typeof path === 'string' ? expressionOf(path) : path,
  }));
  return (method, url) => {
    const isPlain =
      url.protocol === 'https:' &&
      url.port === '' &&
      url.username === '' &&
      !/%2f|%5c|\\/i.test(url.pathname);
    const isListed = patterns.some(
      (pattern) =>
        pattern.method === method &&
        pattern.host === url.hostname &&
        pattern.path.test(url.pathname) &&
        pattern.query.test(url.search),
    );
    if (!isPlain || !isListed)
      throw new ReadOnlyViolation(`${method} ${url.origin}${url.pathname}`);
  };
}

function expressionOf(path: string): RegExp {
  const source = path.replace(/\{\*?\}|[.*+?^$()|[\]\\]/g, (part) => {
    if (part === '{}') return '[^/]+';
    return part === '{*}' ? '(?:/[^/]+)*' : `\\${part}`;
  });
  return new RegExp(`^${source}$`, 'i');
}
