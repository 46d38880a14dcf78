import { randomUUID } from 'node:crypto';

/**
 * A refusal of the token endpoint: an AADSTS number, the OAuth error word and Microsoft's sentence.
 */
export class EntraError extends Error {
  readonly number: number;
  readonly error: string;
  readonly status: number;

  constructor(number: number, error: string, status: number, message: string) {
    super(message);
    this.number = number;
    this.error = error;
    this.status = status;
  }
}

/**
 * The JSON of a refusal, with the headers of it. `correlationId` is what the client sent as
 * `client-request-id`. Shape: "Microsoft identity platform and the OAuth 2.0 client credentials
 * flow", error response.
 */
export function entraErrorResponse(
  error: EntraError,
  now: number,
  correlationId: string = randomUUID(),
): Response {
  const traceId = randomUUID();
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const body = {
    error: error.error,
    error_description: `AADSTS${error.number}: ${error.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [error.number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${error.number}`,
  };
  return entraResponse(body, error.status, { 'x-ms-request-id': traceId });
}

/** An answer in JSON, with the headers that Microsoft Entra puts on all of them. */
export function entraResponse(
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store, no-cache',
      pragma: 'no-cache',
      ...headers,
    },
  });
}
