import type { Evidence, EvidenceKind } from './define-evidence.ts';

/** An error in Azure's own words: of Resource Manager, of Microsoft Graph, or printed by `az`. */
export interface AzureAnswer {
  code: string;
  message: string;
  /** HTTP status, when it is known. */
  status?: number;
}

/**
 * The caller is not signed in (any more), or elsewhere: says nothing about permissions. Source:
 * "Troubleshoot common Azure deployment errors", Graph "error responses".
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
 * What an error means for one kind of evidence. Only the kind's own `absentCodes` mean that there
 * is none. `InvalidAuthenticationTokenTenant` keeps its code: the caller is signed in to another
 * directory than the subscription's, which checks tell apart from a missing right.
 */
export function evidenceOfAzureError(
  kind: EvidenceKind,
  { code, message, status }: AzureAnswer,
): Exclude<Evidence, { status: 'found' }> {
  if (kind.absentCodes.includes(code)) return { status: 'absent', code, message };
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
export interface PrintedAzureError {
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
  return [...text.matchAll(printedError)].flatMap((match) => {
    const answer = errorOfBody(match[2] as string);
    return answer
      ? [{ at: match.index, answer: { ...answer, status: statusOfReason[match[1] as string] } }]
      : [];
  });
}

/**
 * Code and message of an error body, in the shape that Resource Manager, Graph and the billing
 * services share: `{"error":{"code","message"}}`.
 */
export function errorOfBody(text: string): AzureAnswer | undefined {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: unknown; message?: unknown } };
    if (typeof error?.code !== 'string') return undefined;
    return {
      code: error.code,
      message: typeof error.message === 'string' ? error.message : 'no further explanation',
    };
  } catch {
    return undefined;
  }
}

/** What `az` and the shell say when no call was made at all. */
export const azureLocalErrors: readonly (readonly [RegExp, string])[] = [
  [/^-{3,}(?: {2,}-{3,}){1,40}[ \t]*$/m, 'This is a table. Add --output json to the command.'],
  [
    /az: command not found|'az' is not recognized/i,
    'The terminal does not know the command az. Use Azure Cloud Shell in the portal, or install the Azure CLI.',
  ],
  [
    /Please run 'az login'|AADSTS70043|AADSTS700082|AADSTS50173/,
    'The Azure CLI is not signed in, or its sign-in has expired. Run az login, then the command again.',
  ],
  [
    /AADSTS50076|AADSTS50079|AADSTS50158/,
    'The directory asks for a second factor. Run az login again with that account, then the command.',
  ],
  [
    /Failed to resolve|Connection refused|Max retries exceeded|Name or service not known/i,
    'The Azure CLI could not reach Azure. Check the network, then run the command again.',
  ],
  [
    /CERTIFICATE_VERIFY_FAILED|SSLError/i,
    'The Azure CLI does not trust the connection: a proxy is in between. Use Azure Cloud Shell in the portal.',
  ],
  [
    /unrecognized arguments|is misspelled or not recognized|the following arguments are required/i,
    'The Azure CLI did not understand the command. Copy the whole command with its copy button.',
  ],
];
