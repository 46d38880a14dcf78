import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string().describe('Stable name of the problem, a URN'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().describe('What happened and what to do'),
    errors: z
      .array(
        z.object({
          pointer: z.string().describe('JSON pointer into the request body'),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .openapi('Problem');

export type Problem = z.infer<typeof problemSchema>;

/** Thrown by handlers; `onError` answers it. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    name: string,
    title: string,
    detail: string,
    more: { errors?: Problem['errors']; headers?: Record<string, string> } = {},
  ) {
    super(title);
    this.name = 'ProblemError';
    this.problem = {
      type: `urn:spot-runbooks:problem:${name}`,
      title,
      status,
      detail,
      errors: more.errors,
    };
    this.headers = more.headers ?? {};
  }
}

export function answerProblem(c: Context, { problem, headers }: ProblemError): Response {
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  c.header('cache-control', 'no-store');
  return c.body(JSON.stringify(problem), problem.status as ContentfulStatusCode, {
    'content-type': 'application/problem+json; charset=utf-8',
  });
}

/** Any error as a problem. Unexpected ones tell nothing of the inside. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof HTTPException && error.status === 400) return malformedJson();
  if (error instanceof HTTPException && error.status === 413) return bodyTooLarge(0);
  if (error instanceof HTTPException && error.status < 500) {
    return new ProblemError(
      error.status,
      'refused',
      'The request was refused',
      error.message || 'See the OpenAPI document at /v1/openapi.json.',
    );
  }
  return new ProblemError(
    500,
    'internal',
    'Something failed on our side',
    'It says nothing about your account. Try again; if it stays, report the x-request-id of this answer.',
  );
}

export const malformedJson = () =>
  new ProblemError(
    400,
    'malformed-json',
    'The body is not JSON',
    'The request body could not be parsed as JSON. Send an object as the OpenAPI document describes it.',
  );

export const bodyTooLarge = (bytes: number) =>
  new ProblemError(
    413,
    'body-too-large',
    'The body is too large',
    `At most ${bytes} bytes are read. Paste the output of one command at a time.`,
  );

/** What the zod schema found wrong, one entry a place. */
export function invalidBody(
  issues: readonly { path: PropertyKey[]; message: string }[],
): ProblemError {
  const errors = firstOf(issues).map(({ path, message }) => ({
    pointer: pointerOf(path),
    detail: message,
  }));
  const detail = errors
    .map(({ pointer, detail: what }) => `${pointer || 'the body'}: ${what}`)
    .join('; ');
  return new ProblemError(422, 'invalid-request', 'The request does not fit', detail, { errors });
}

/**
 * As many complaints as anybody reads: a body with thousands of wrong names must not make an answer
 * of many times its size.
 */
export const firstOf = <T>(complaints: readonly T[]): T[] => complaints.slice(0, 20);

export function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/**
 * What may be logged of an error that nobody expected: its name and place. Its message may quote
 * the request.
 */
export function traceOf(error: unknown): { error: string; at: string[] } | undefined {
  if (error instanceof ProblemError || !(error instanceof Error)) return undefined;
  const frames = (error.stack ?? '').replace(error.message, '').split('\n');
  return { error: error.name, at: frames.filter((line) => /^\s+at /.test(line)) };
}

/** Nobody reads it; it tells the log from a failure of ours. */
export const clientLeft = () =>
  new ProblemError(
    499,
    'client-left',
    'The client left',
    'The connection was closed before the answer was ready. Ask again.',
  );
