import { AwsError, type AwsService, type Wire } from '../service.ts';
import buildXml, { type XmlValue } from './build-xml.ts';

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
        buildXml({
          [`${operation}Response`]: {
            '@xmlns': service.model,
            [`${operation}Result`]: membersOf(output),
            ResponseMetadata: { RequestId: requestId },
          },
        }),
        requestId,
      ),
    failure: ({ status, code, message, detail }, requestId) =>
      xml(
        status,
        buildXml({
          ErrorResponse: {
            '@xmlns': service.model,
            Error: {
              Type: status < 500 ? 'Sender' : 'Receiver',
              Code: code,
              Message: message,
              ...detail,
            },
            RequestId: requestId,
          },
        }),
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
 * Members of a structure as the query protocol writes them: lists hold `<member>`, moments have
 * whole seconds where they can, and what is null is left out.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function membersOf(structure: object): Record<string, XmlValue> {
  return Object.fromEntries(
    Object.entries(structure).map(([name, value]) => [name, memberOf(value)]),
  );
}

function memberOf(value: unknown): XmlValue {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return { member: value.map(memberOf) };
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  return typeof value === 'object' ? membersOf(value) : String(value);
}
