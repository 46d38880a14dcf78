import type { AskedFact, Failure } from '../dialect.ts';

/** An error in Azure's own words: of Resource Manager, of Microsoft Graph, or printed by `az`. */
export interface AzureAnswer {
  code: string;
  message: string;
  /** HTTP status, when it is known. */
  status?: number;
}

/**
 * The caller is not signed in (any more), or elsewhere: says nothing about permissions.
 *
 * Sources: https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/common-deployment-errors,
 * https://learn.microsoft.com/en-us/graph/errors
 */
const credentialCodes = new Map([
  ['ExpiredAuthenticationToken', 'The sign-in has expired. Run `az login` again, then repeat.'],
  [
    'InvalidAuthenticationToken',
    'Azure does not accept the sign-in. Run `az login` again, then repeat.',
  ],
  ['AuthenticationFailed', 'The request carried no sign-in. Run `az login`, then repeat.'],
  [
    'CredentialUnavailable',
    'Nobody is signed in to Azure on the machine that asks. Run `az login`, then repeat.',
  ],
]);

/**
 * What an error means for one fact. Only its own `absentCodes` mean that there
 * is none. `InvalidAuthenticationTokenTenant` keeps its code: the caller is signed in to another
 * directory than the subscription's, which checks tell apart from a missing right.
 */
export function evidenceOfAzureError(
  fact: AskedFact,
  { code, message, status }: AzureAnswer,
): Failure {
  if (fact.absentCodes.includes(code)) return { status: 'absent', code, message };
  const credentials = credentialCodes.get(code);
  if (credentials) return { status: 'denied', code, message: `${credentials} (Azure: ${message})` };
  if (status === 429 || code === 'TooManyRequests') {
    return { status: 'unreachable', message: 'Azure asked to slow down. Try again in a minute.' };
  }
  if (status === 401 || status === 403) return { status: 'denied', code, message };
  if (status !== undefined && status >= 500) {
    return {
      status: 'unreachable',
      message: `Azure had a problem of its own (${code || status}). Try again in a minute.`,
    };
  }
  return { status: 'unreachable', message: `Azure answered ${code}: ${message}` };
}

/** An error that `az` printed. `at` is its place in the text. */
interface PrintedAzureError {
  at: number;
  answer: AzureAnswer;
}

const statusOfReason: Readonly<Record<string, number>> = {
  'Bad Request': 400,
  Unauthorized: 401,
  Forbidden: 403,
  'Not Found': 404,
  Conflict: 409,
  'Too Many Requests': 429,
  'Internal Server Error': 500,
  'Bad Gateway': 502,
  'Service Unavailable': 503,
  'Gateway Timeout': 504,
};

/**
 * `az rest` prints the reason phrase and the body: `ERROR: Not
 * Found({"error":{"code":"SubscriptionNotFound","message":"…"}})`.
 */
const printedError = new RegExp(
  `^(?:ERROR: )?(${Object.keys(statusOfReason).join('|')})\\((\\{.*\\})\\)[ \\t]*$`,
  'gm',
);

/** The errors that `az rest` printed in a text, in order. */
export function azureErrorsIn(text: string): PrintedAzureError[] {
  return [...text.matchAll(printedError)].flatMap(({ index, 1: reason = '', 2: body = '' }) => {
    const answer = errorOfBody(body);
    return answer ? [{ at: index, answer: { ...answer, status: statusOfReason[reason] } }] : [];
  });
}

/**
 * Code and message of an error body, in the shape that Resource Manager, Graph and the billing
 * services share: `{"error":{"code","message"}}`. Billing also answers without what is around it.
 */
export function errorOfBody(text: string): AzureAnswer | undefined {
  try {
    const body = JSON.parse(text) as { error?: { code?: unknown; message?: unknown } };
    const error = body.error ?? (body as { code?: unknown; message?: unknown });
    if (typeof error?.code !== 'string') return undefined;
    return {
      code: error.code,
      message: typeof error.message === 'string' ? error.message : 'no further explanation',
    };
  } catch {
    return undefined;
  }
}
