import type { AskedFact, Failure } from '../dialect.ts';
import { adviseOn, meetObstacle } from '../obstacle.ts';
import obstacles from './obstacles.ts';

/** An error in Google Cloud's own words, from its REST API or from what gcloud printed. */
export interface GcpAnswer {
  /**
   * Canonical code: `PERMISSION_DENIED`, `NOT_FOUND`.
   *
   * Source: https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto
   */
  code: string;
  message: string;
  /** `reason` of the ErrorInfo among the details, e.g. `SERVICE_DISABLED`. */
  reason?: string;
  /** HTTP status, when it is known. */
  status?: number;
}

/**
 * Reasons that say more than the canonical code that carries them; the code of the evidence is
 * theirs.
 */
const specificReasons: ReadonlySet<string> = new Set([
  'SERVICE_DISABLED',
  'BILLING_DISABLED',
  'USER_PROJECT_DENIED',
  'ACCESS_TOKEN_EXPIRED',
  'ACCOUNT_STATE_INVALID',
  'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
]);

const passingCodes: ReadonlySet<string> = new Set([
  'UNAVAILABLE',
  'INTERNAL',
  'DEADLINE_EXCEEDED',
  'ABORTED',
]);

/**
 * What an error means for one fact. Only its own `absentCodes` mean that there
 * is none: Google answers 403 for most of what it hides, existing or not.
 */
export function evidenceOfGcpError(fact: AskedFact, answer: GcpAnswer): Failure {
  const { message, status } = answer;
  const reason =
    answer.reason ??
    (/has not been used in project .* or it is disabled/.test(message)
      ? 'SERVICE_DISABLED'
      : undefined);
  const code = reason && specificReasons.has(reason) ? reason : answer.code;
  if (fact.absentCodes.includes(code)) return { status: 'absent', code, message };
  if (answer.code === 'UNAUTHENTICATED' || status === 401)
    return { status: 'denied', code, message: explainSignIn(message) };
  if (answer.code === 'RESOURCE_EXHAUSTED' || status === 429) {
    return {
      status: 'unreachable',
      message: `Google Cloud asked to slow down (${answer.code}). Try again in a minute.`,
    };
  }
  if (answer.code === 'PERMISSION_DENIED' || status === 403)
    return { status: 'denied', code, message };
  if (passingCodes.has(answer.code) || (status !== undefined && status >= 500)) {
    return {
      status: 'unreachable',
      message: `Google Cloud had a problem of its own (${answer.code || status}). Try again in a minute.`,
    };
  }
  // Without a code it is gcloud itself that speaks.
  const isOwn = answer.code === 'UNKNOWN' && status === undefined;
  return {
    status: 'unreachable',
    message: isOwn
      ? explain(message, `gcloud answered: ${message}`)
      : `Google Cloud answered ${answer.code || status}: ${message}`,
  };
}

/** What a message means and what to do, before its own words; `otherwise` for words that nobody knows. */
function explain(message: string, otherwise: string): string {
  const met = meetObstacle(obstacles, message);
  if (met?.obstacle.whose === 'company') return message;
  return met ? `${met.obstacle.title}. ${adviseOn(met)} (Google: ${message})` : otherwise;
}

/** A refusal to sign in; one that names a rule is a diagnosis of its own. */
function explainSignIn(message: string): string {
  return explain(
    message,
    `Google Cloud does not accept the sign-in. Sign in again and repeat. (Google: ${message})`,
  );
}

/**
 * Reads the body of a refusal, `{"error": {…}}`, or that of the token end point, `{"error": "invalid_grant",
 * "error_description": "…"}`; undefined when it is none of Google's.
 */
export function readGcpError(body: unknown): GcpAnswer | undefined {
  const {
    error,
    error_description: description,
    shellProps,
  } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  // Microsoft's token end point and portal answer in the same shapes.
  if (shellProps !== undefined) return undefined;
  if (typeof error === 'string' && typeof description === 'string')
    return /^AADSTS/.test(description)
      ? undefined
      : { code: 'UNAUTHENTICATED', message: `${error}: ${description}` };
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message, status, details, errors } = error as Record<string, unknown>;
  if (typeof code !== 'number' || typeof message !== 'string') return undefined;
  const info = (Array.isArray(details) ? details : []).find((one) =>
    String(one?.['@type']).endsWith('google.rpc.ErrorInfo'),
  );
  const canonical = typeof status === 'string' ? status : canonicalOf(code);
  const legacy = Array.isArray(errors) ? errors[0]?.reason : undefined;
  const reason =
    typeof info?.reason === 'string'
      ? info.reason
      : legacy === 'accessNotConfigured'
        ? 'SERVICE_DISABLED'
        : undefined;
  return { code: canonical, message, status: code, reason };
}

/**
 * Compute Engine answers without a canonical code. That there is none of something is never read from
 * the status alone, which proxies answer with too.
 */
function canonicalOf(status: number): string {
  const codes: Record<number, string> = {
    400: 'INVALID_ARGUMENT',
    401: 'UNAUTHENTICATED',
    403: 'PERMISSION_DENIED',
    429: 'RESOURCE_EXHAUSTED',
  };
  return codes[status] ?? (status >= 500 ? 'UNAVAILABLE' : 'UNKNOWN');
}
