import type { AskedFact, Failure } from '../dialect.ts';
import { adviseOn, meetObstacle } from '../obstacle.ts';
import obstacles from './obstacles.ts';

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
  [
    'InvalidAuthenticationTokenAudience',
    'The token is for another service of Azure. Run the command with az, then repeat.',
  ],
  ['AuthenticationFailed', 'The request carried no sign-in. Run `az login`, then repeat.'],
  [
    'AuthenticationFailedInvalidHeader',
    'The request carried no sign-in that can be read. Run `az login`, then repeat.',
  ],
  [
    'Authorization_IdentityNotFound',
    'The directory does not know who asks. Sign in at this directory (`az login --tenant` and its ID), then repeat.',
  ],
  [
    'TokenIssuedBeforeRevocationTimestamp',
    'The sign-in was revoked. Run `az logout`, then `az login`, then repeat.',
  ],
  [
    'CredentialUnavailable',
    'Nobody is signed in to Azure on the machine that asks. Run `az login`, then repeat.',
  ],
]);

/**
 * Codes that refuse, whatever HTTP status they come with or without: commands of `az` other than
 * `az rest` print the code alone.
 */
const deniedCodes: ReadonlySet<string> = new Set([
  'AuthorizationFailed',
  'LinkedAuthorizationFailed',
  'DenyAssignmentAuthorizationFailed',
  'Authorization_RequestDenied',
  'InvalidAuthenticationTokenTenant',
  'RBACAccessDenied',
  'BillingAccessDenied',
  'AccountCostDisabled',
  'DepartmentCostDisabled',
  'IndirectCostDisabled',
  'RequestDisallowedByPolicy',
  'RequestDisallowedByAzure',
  'ScopeLocked',
]);

const slowDownCodes: ReadonlySet<string> = new Set([
  'TooManyRequests',
  'SubscriptionRequestsThrottled',
  'TenantRequestsThrottled',
  'ResourceRequestsThrottled',
]);

const troubleCodes: ReadonlySet<string> = new Set([
  'ServerTimeout',
  'GatewayTimeout',
  'ServiceUnavailable',
  'InternalServerError',
  'InvalidGatewayHost',
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
  const credentials = credentialCodes.get(code) ?? explainSignIn(code, message);
  if (credentials) return { status: 'denied', code, message: `${credentials} (Azure: ${message})` };
  if (status === 429 || slowDownCodes.has(code)) {
    return { status: 'unreachable', message: 'Azure asked to slow down. Try again in a minute.' };
  }
  if (status === 401 || status === 403 || deniedCodes.has(code))
    return { status: 'denied', code, message };
  if ((status !== undefined && status >= 500) || troubleCodes.has(code)) {
    return {
      status: 'unreachable',
      message: `Azure had a problem of its own (${code || status}). Try again in a minute.`,
    };
  }
  return { status: 'unreachable', message: `Azure answered ${code}: ${message}` };
}

/** What a refusal to sign in means; nothing where it names a rule, which is a diagnosis of its own. */
function explainSignIn(code: string, message: string): string | undefined {
  const met = code.startsWith('AADSTS') ? meetObstacle(obstacles, message) : undefined;
  return met && met.obstacle.whose !== 'company'
    ? `${met.obstacle.title}. ${adviseOn(met)}`
    : undefined;
}

/** An error that `az` printed. `at` is its place in the text. */
interface PrintedAzureError {
  at: number;
  /** What of `az` printed it, as far as its form tells. */
  command: 'az rest' | 'az' | 'az login' | 'curl' | 'Azure portal';
  answer: AzureAnswer;
}

const statusOfReason: Readonly<Record<string, number>> = {
  'Bad Request': 400,
  Unauthorized: 401,
  Forbidden: 403,
  'Not Found': 404,
  'Method Not Allowed': 405,
  Conflict: 409,
  'Unprocessable Entity': 422,
  'Too Many Requests': 429,
  'Internal Server Error': 500,
  'Bad Gateway': 502,
  'Service Unavailable': 503,
  'Gateway Timeout': 504,
};

/** What `az` puts before an error, where it does. */
const prefix = String.raw`^(?:ERROR: |az(?:\.cmd)? : ERROR: )?`;

/**
 * `az rest` prints the reason phrase and the body: `ERROR: Not
 * Found({"error":{"code":"SubscriptionNotFound","message":"…"}})`. Some services answer with line breaks
 * in the body.
 */
const printedAnswer = new RegExp(
  `${prefix}(${Object.keys(statusOfReason).join('|')})\\((?=\\s{0,8}\\{)`,
  'gm',
);

/**
 * The other commands print the code and the message of the answer: `ERROR: (RoleAssignmentExists) The
 * role assignment already exists.`, and both again below it.
 *
 * Source: https://github.com/Azure/azure-sdk-for-python/blob/main/sdk/core/azure-core/azure/core/exceptions.py
 */
const printedCode = new RegExp(`${prefix}\\((\\w{3,80})\\) (?=\\S)([^\\n]{1,4000})`, 'gm');

/** A refusal of Microsoft Entra to sign in, which is printed instead of whatever was asked. */
const printedSignIn = new RegExp(
  `${prefix}(?:Authentication failed against tenant[^\\n]{0,400}?)?(AADSTS\\d{3,9}): ([^\\n]{1,4000})`,
  'gm',
);

/**
 * The error that a JSON value is: an answer of Resource Manager or Graph to curl, a refusal of Microsoft
 * Entra's token end point, or the details of a pane of the portal that shows nothing.
 */
export function azureErrorOf(value: unknown): Omit<PrintedAzureError, 'at'> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { error, error_description: description, shellProps } = value as Record<string, unknown>;
  if (shellProps !== undefined) {
    const { message } = (error ?? {}) as { message?: unknown };
    const answer = { code: '403', message: String(message ?? 'No access'), status: 403 };
    return { command: 'Azure portal', answer };
  }
  const signIn = typeof description === 'string' && /^(AADSTS\d{3,9}): /.exec(description);
  if (signIn)
    return {
      command: 'az login',
      answer: { code: signIn[1] ?? '', message: signIn.input, status: 401 },
    };
  const answer = typeof error === 'object' ? errorOfValue(value) : undefined;
  return answer && { command: 'curl', answer };
}

/** The errors that `az` printed in a text, in order. */
export function azureErrorsIn(text: string): PrintedAzureError[] {
  const found: PrintedAzureError[] = [];
  let broken = 0;
  for (const { index, 0: all, 1: reason = '' } of text.matchAll(printedAnswer)) {
    const body = bodyAt(text, index + all.length);
    const answer = body && (errorOfBody(body) ?? errorOfBody(mendLines(body)));
    // A text full of beginnings is none that az printed, and would take minutes.
    if (!answer && ++broken > mostBroken) break;
    if (answer)
      found.push({
        at: index,
        command: 'az rest',
        answer: { ...answer, status: statusOfReason[reason] },
      });
  }
  for (const { index, 1: code = '', 2: message = '' } of text.matchAll(printedCode))
    found.push({ at: index, command: 'az', answer: { code, message: message.trim() } });
  for (const { index, 1: code = '', 2: words = '' } of text.matchAll(printedSignIn))
    found.push({
      at: index,
      command: 'az login',
      answer: { code, message: `${code}: ${words.trim()}`, status: 401 },
    });
  return found.sort((a, b) => a.at - b.at);
}

/** Undoes the line breaks of a terminal inside of the message: of a fixed width, or between words. */
function mendLines(body: string): string {
  const lines = body.split('\n').map((line) => line.trim());
  const inner = lines.slice(1, -1);
  const isFixed = inner.every(({ length }) => length === inner[0]?.length);
  return lines.join(isFixed ? '' : ' ');
}

/** Bodies of errors are shorter. */
const longestBody = 16_384;

/** Beginnings of errors that do not end, which are looked at in one text. */
const mostBroken = 20;

/** The JSON object that begins at a place, up to the bracket that closes it. */
function bodyAt(text: string, from: number): string | undefined {
  let depth = 0;
  let inString = false;
  const end = Math.min(text.length, from + longestBody);
  for (let at = from; at < end; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return text.slice(from, at + 1);
  }
  return undefined;
}

/**
 * Code and message of an error body, in the shape that Resource Manager, Graph and the billing
 * services share: `{"error":{"code","message"}}`. Billing also answers without what is around it.
 */
export function errorOfBody(text: string): AzureAnswer | undefined {
  try {
    return errorOfValue(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function errorOfValue(value: unknown): AzureAnswer | undefined {
  const body = value as { error?: unknown } | null;
  const error = (body?.error ?? body) as { code?: unknown; message?: unknown } | null;
  if (typeof error?.code !== 'string') return undefined;
  return {
    code: error.code,
    message: typeof error.message === 'string' ? error.message : 'no further explanation',
  };
}
