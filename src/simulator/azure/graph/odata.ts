import { AzureError } from '../errors.ts';
import type { Answer, AzureCall } from '../routes.ts';

export const context = 'https://graph.microsoft.com/v1.0/$metadata#';
const pageSize = 100;

type Entity = Record<string, unknown>;

/** Time as Graph writes it: no fraction when there is none. */
export const time = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace('.000Z', 'Z');

/** One object, with `$select` applied. */
export function entity(call: AzureCall, type: string, value: Entity, status = 200): Answer {
  return {
    status,
    body: { '@odata.context': `${context}${type}/$entity`, ...select(call, value) },
  };
}

/** A list: `$filter`, `$select`, `$top` and pages with `@odata.nextLink`. */
export function collection(call: AzureCall, type: string, values: readonly Entity[]): Answer {
  const parameters = call.url.searchParams;
  const filter = parameters.get('$filter');
  const kept = filter === null ? values : values.filter(compile(filter));
  const top = Number(parameters.get('$top') ?? pageSize);
  if (!Number.isInteger(top) || top < 1 || top > 999) {
    throw new AzureError(
      'Request_UnsupportedQuery',
      400,
      `Invalid page size specified: '${parameters.get('$top')}'. Must be between 1 and 999 inclusive.`,
    );
  }
  const start = Number(parameters.get('$skiptoken') ?? 0);
  const page = kept.slice(start, start + top);
  const next = new URL(call.url);
  next.searchParams.set('$skiptoken', String(start + top));
  return {
    status: 200,
    body: {
      '@odata.context': `${context}${type}`,
      ...(parameters.get('$count') === 'true' ? { '@odata.count': kept.length } : {}),
      ...(kept.length > start + top ? { '@odata.nextLink': next.href } : {}),
      value: page.map((value) => select(call, value)),
    },
  };
}

function select(call: AzureCall, value: Entity): Entity {
  const wanted = call.url.searchParams
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  if (!wanted) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => name.startsWith('@odata') || wanted.includes(name)),
  );
}

/**
 * A `$filter` of comparisons joined by `and`, in the forms that az and the portal send. Throws
 * Graph's refusal of anything else.
 */
function compile(filter: string): (value: Entity) => boolean {
  const tests = filter.split(/\s+and\s+/i).map((part) => comparison(part.trim(), filter));
  return (value) => tests.every((test) => test(value));
}

const same = (left: unknown, right: string) =>
  typeof left === 'string' && left.toLowerCase() === right.toLowerCase();

function comparison(part: string, filter: string): (value: Entity) => boolean {
  const text = (quoted: string | undefined) => (quoted ?? '').replaceAll("''", "'");
  const equal = /^(\w+)\s+eq\s+'((?:[^']|'')*)'$/i.exec(part);
  if (equal) return (value) => same(value[equal[1] ?? ''], text(equal[2]));
  const flag = /^(\w+)\s+eq\s+(true|false)$/i.exec(part);
  if (flag) return (value) => value[flag[1] ?? ''] === (flag[2]?.toLowerCase() === 'true');
  const starts = /^startswith\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)$/i.exec(part);
  if (starts)
    return (value) =>
      String(value[starts[1] ?? ''] ?? '')
        .toLowerCase()
        .startsWith(text(starts[2]).toLowerCase());
  const any = /^(\w+)\/any\(\s*(\w+)\s*:\s*\2\s+eq\s+'((?:[^']|'')*)'\s*\)$/i.exec(part);
  if (any) return (value) => [value[any[1] ?? '']].flat().some((item) => same(item, text(any[3])));
  throw new AzureError('BadRequest', 400, `Invalid filter clause: Syntax error in '${filter}'.`);
}
