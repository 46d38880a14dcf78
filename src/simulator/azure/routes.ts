import type { World } from '../world.ts';
import type { Caller } from './authenticate.ts';

/** What a handler answers. No body: the response has none. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** An authenticated request, as a handler sees it. */
export interface AzureCall {
  world: World;
  caller: Caller;
  request: Request;
  url: URL;
  /**
   * Decoded values of the pattern's `{name}` and `{name*}`. A `{scope*}` starts with `/`; the root
   * is `/`.
   */
  params: Record<string, string>;
  /** Parsed JSON; undefined when the request had none. */
  body: unknown;
  /** Empty for Graph. */
  apiVersion: string;
  requestId: string;
}

export interface Route {
  method: string;
  pattern: string;
  /**
   * Name in the provider's API description, e.g. `RoleAssignments_Create`; tests find the call by
   * it.
   */
  operation: string;
  /** ARM only: the versions that this simulator answers. Others are refused as ARM does. */
  apiVersions?: readonly string[];
  /**
   * ARM only, e.g. `Microsoft.Authorization/roleAssignments`: named in the refusal of an
   * api-version.
   */
  resourceType?: string;
  handle(call: AzureCall): Answer | Promise<Answer>;
}

/**
 * Declares what answers a method and a path.
 *
 * `pattern` is compared without regard to case: `{name}` takes one segment, `{name*}` any number of
 * segments, none included, e.g.
 * `{scope*}/providers/Microsoft.Authorization/roleAssignments/{name}`.
 */
export function route(
  method: string,
  pattern: string,
  operation: string,
  handle: Route['handle'],
  more: Pick<Route, 'apiVersions' | 'resourceType'> = {},
): Route {
  return { method, pattern, operation, handle, ...more };
}

const compiled = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const source = pattern
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) =>
      segment.replace(
        /\{(\w+)(\*?)\}|[^{]+/g,
        (text, name: string | undefined, many: string | undefined) => {
          if (name === undefined) return text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
          return many ? `(?<${name}>(?:/[^/]+)*)` : `(?<${name}>[^/]+)`;
        },
      ),
    )
    .map((segment) =>
      segment.startsWith('(?<') && segment.includes('(?:/') ? segment : `/${segment}`,
    )
    .join('');
  const expression = new RegExp(`^${source}/?$`, 'i');
  compiled.set(pattern, expression);
  return expression;
}

/**
 * Parameters of a path under a pattern; undefined when it does not match. `az` sends
 * `//providers/…` for the root scope: slashes count once.
 */
export function matchPath(pattern: string, pathname: string): Record<string, string> | undefined {
  const path = pathname.replace(/\/{2,}/g, '/').replaceAll('%27', "'");
  const groups = expressionOf(pattern).exec(path === '/' ? '' : path)?.groups;
  const matched = groups ?? (expressionOf(pattern).test(path === '/' ? '' : path) ? {} : undefined);
  if (!matched) return undefined;
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(matched)) params[name] = decode(value) || '/';
  return params;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The first route of a method and path; `pathKnown` tells whether the path exists with another
 * method.
 */
export function findRoute(
  routes: readonly Route[],
  method: string,
  pathname: string,
): { route?: Route; params: Record<string, string>; pathKnown: boolean } {
  let pathKnown = false;
  for (const candidate of routes) {
    const params = matchPath(candidate.pattern, pathname);
    if (!params) continue;
    pathKnown = true;
    if (candidate.method === method) return { route: candidate, params, pathKnown };
  }
  return { params: {}, pathKnown };
}
