import { AwsError, type AwsService, type Wire } from '../service.ts';

/** Form-encoded requests and XML answers (sts, iam, cloudformation). */
export function queryWire(service: AwsService): Wire {
  const xml = (status: number, body: string, requestId: string) =>
    new Response(body, {
      status,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    });
  return {
    parse(_request, url, body) {
      const fields = new URLSearchParams(url.search);
      for (const [name, value] of new URLSearchParams(new TextDecoder().decode(body)))
        fields.append(name, value);
      const operation = fields.get('Action');
      if (!operation)
        throw new AwsError(
          'MissingAction',
          400,
          'Could not find operation: the request has no Action.',
        );
      return { operation, input: parseFields(fields) };
    },
    success: (operation, output, requestId) =>
      xml(
        200,
        `<${operation}Response xmlns="${service.model}"><${operation}Result>${members(output)}</${operation}Result>` +
          `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`,
        requestId,
      ),
    failure: (error, requestId) =>
      xml(
        error.status,
        `<ErrorResponse xmlns="${service.model}"><Error><Type>${error.status < 500 ? 'Sender' : 'Receiver'}</Type>` +
          `${members({ Code: error.code, Message: error.message, ...error.detail })}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
        requestId,
      ),
  };
}

type Tree = { [name: string]: string | Tree };

/** `Tags.member.1.Key=a` becomes `{ Tags: [{ Key: 'a' }] }`. Everything stays text. */
export function parseFields(fields: URLSearchParams): Record<string, unknown> {
  const root: Tree = Object.create(null);
  for (const [name, value] of fields) {
    if (name === 'Action' || name === 'Version' || name.startsWith('X-Amz-')) continue;
    const path = name.split('.');
    const last = path.pop() as string;
    let node = root;
    for (const part of path) {
      if (typeof node[part] !== 'object') node[part] = Object.create(null) as Tree;
      node = node[part];
    }
    node[last] = value;
  }
  return listsOf(root) as Record<string, unknown>;
}

function listsOf(tree: string | Tree): unknown {
  if (typeof tree === 'string') return tree;
  if (typeof tree.member === 'object' && Object.keys(tree).length === 1) {
    const items = Object.entries(tree.member).sort(([a], [b]) => Number(a) - Number(b));
    return items.map(([, item]) => listsOf(item));
  }
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, listsOf(value)]));
}

/**
 * Members of a structure as XML elements; what is undefined or null is left out, lists hold
 * `<member>`.
 */
export function members(structure: Record<string, unknown>): string {
  return Object.entries(structure)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `<${name}>${content(value)}</${name}>`)
    .join('');
}

function content(value: unknown): string {
  if (Array.isArray(value))
    return value.map((item) => `<member>${content(item)}</member>`).join('');
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  if (typeof value === 'object' && value !== null) return members(value as Record<string, unknown>);
  return escapeXml(String(value));
}

/** Text as it may stand in XML; control characters that XML 1.0 cannot hold become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#xD;')
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
