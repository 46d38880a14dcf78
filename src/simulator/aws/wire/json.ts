import { AwsError, type AwsService, type Wire } from '../service.ts';

/** JSON 1.1 with `X-Amz-Target` (cur, organizations, ce). */
export function jsonWire(service: AwsService): Wire {
  const json = (status: number, body: unknown, requestId: string) =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
    });
  return {
    parse(request, _url, body) {
      const target = request.headers.get('x-amz-target') ?? '';
      const [model, operation] = target.split('.');
      if (model !== service.model || !operation) {
        throw new AwsError(
          'UnknownOperationException',
          400,
          `${service.name} does not know the target "${target}".`,
        );
      }
      return { operation, input: parseBody(body) };
    },
    success: (_operation, output, requestId) => json(200, secondsOf(output), requestId),
    failure: (error, requestId) =>
      json(
        error.status,
        { __type: error.code, Message: error.message, ...error.detail },
        requestId,
      ),
  };
}

function parseBody(body: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body) || '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {}
  throw new AwsError(
    'SerializationException',
    400,
    'The body of the request is not a JSON object.',
  );
}

/** Dates as JSON 1.1 writes them: seconds since the epoch. */
function secondsOf(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(secondsOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, secondsOf(member)]),
  );
}
