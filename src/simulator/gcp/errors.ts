/** One entry of `error.details`, e.g. a google.rpc.ErrorInfo. */
export type ErrorDetail = { '@type': string } & Record<string, unknown>;

/**
 * Canonical codes and their HTTP status.
 * https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto
 */
const httpStatus = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  ABORTED: 409,
  RESOURCE_EXHAUSTED: 429,
  UNIMPLEMENTED: 501,
} as const;

export type StatusCode = keyof typeof httpStatus;

/** `errors[].reason` of the older error format. */
const legacyReason: Record<StatusCode, string> = {
  INVALID_ARGUMENT: 'badRequest',
  FAILED_PRECONDITION: 'failedPrecondition',
  UNAUTHENTICATED: 'authError',
  PERMISSION_DENIED: 'forbidden',
  NOT_FOUND: 'notFound',
  ALREADY_EXISTS: 'alreadyExists',
  ABORTED: 'aborted',
  RESOURCE_EXHAUSTED: 'rateLimitExceeded',
  UNIMPLEMENTED: 'notImplemented',
};

/** A refusal in Google's words. */
export class GcpError extends Error {
  readonly code: StatusCode;
  readonly details: readonly ErrorDetail[];
  /** Entry of the older `errors` list where it differs from the usual one. */
  readonly legacy: Readonly<Record<string, string>>;

  constructor(
    code: StatusCode,
    message: string,
    details: readonly ErrorDetail[] = [],
    legacy: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'GcpError';
    this.code = code;
    this.details = details;
    this.legacy = legacy;
  }
}

/**
 * The body that REST clients get. `legacy` adds the older `errors` list, which clients lose by
 * asking for format 2.
 */
export function errorResponse(error: GcpError, legacy: boolean): Response {
  const status = httpStatus[error.code];
  const entry = {
    message: error.message,
    domain: 'global',
    reason: legacyReason[error.code],
    ...error.legacy,
  };
  const body = {
    code: status,
    message: error.message,
    ...(legacy ? { errors: [entry] } : {}),
    status: error.code,
    ...(error.details.length > 0 ? { details: error.details } : {}),
  };
  const headers =
    status === 401
      ? { 'www-authenticate': 'Bearer realm="https://accounts.google.com/"' }
      : undefined;
  return jsonResponse({ error: body }, status, headers);
}

export function jsonResponse(
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  const text = `${JSON.stringify(body, null, 2)}\n`;
  return new Response(text, {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
  });
}

export function errorInfo(
  reason: string,
  domain: string,
  metadata: Record<string, string> = {},
): ErrorDetail {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain, metadata };
}

export function preconditionFailure(
  ...violations: { type: string; subject: string; description?: string }[]
): ErrorDetail {
  return { '@type': 'type.googleapis.com/google.rpc.PreconditionFailure', violations };
}

export function help(description: string, url: string): ErrorDetail {
  return { '@type': 'type.googleapis.com/google.rpc.Help', links: [{ description, url }] };
}

export const invalidArgument = (message: string, ...details: ErrorDetail[]) =>
  new GcpError('INVALID_ARGUMENT', message, details);
export const failedPrecondition = (message: string, ...details: ErrorDetail[]) =>
  new GcpError('FAILED_PRECONDITION', message, details);
export const notFound = (message: string, ...details: ErrorDetail[]) =>
  new GcpError('NOT_FOUND', message, details);
export const denied = (message: string, ...details: ErrorDetail[]) =>
  new GcpError('PERMISSION_DENIED', message, details);

/**
 * How IAM, Organization Policy and the v3 Resource Manager refuse. With a resource, the text names
 * it.
 */
export function permissionDenied(permission: string, resource?: string): GcpError {
  const metadata = {
    permission,
    ...(resource ? { resource: resource.replace(/^\/\/[^/]+\//, '') } : {}),
  };
  const where = resource?.startsWith('//') ? ` '${resource}'` : '';
  return denied(
    `Permission '${permission}' denied on resource${where} (or it may not exist).`,
    errorInfo('IAM_PERMISSION_DENIED', 'iam.googleapis.com', metadata),
  );
}
