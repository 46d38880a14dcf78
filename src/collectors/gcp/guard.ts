/** A call that is not on the read-only list. It is a defect of this program, never the reader's. */
export class ReadOnlyViolation extends Error {
  constructor(call: string) {
    super(`This program may only read; it does not send ${call}.`);
    this.name = 'ReadOnlyViolation';
  }
}

/**
 * The answer did not come from Google Cloud: a sign-in page of the network, an error page of a
 * proxy.
 */
export class NotGoogleAnswer extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'NotGoogleAnswer';
  }
}

const project = '[a-z][a-z0-9-]{4,28}[a-z0-9]';

/**
 * Everything that may be sent: method, and the whole of host and path. POST only where Google reads
 * with POST.
 */
const readingCalls: readonly (readonly [method: string, path: RegExp])[] = [
  ['GET', new RegExp(`^cloudresourcemanager\\.googleapis\\.com/v1/projects(/${project})?$`)],
  [
    'POST',
    new RegExp(
      `^cloudresourcemanager\\.googleapis\\.com/v1/projects/${project}:(getIamPolicy|getAncestry|testIamPermissions)$`,
    ),
  ],
  ['POST', /^cloudresourcemanager\.googleapis\.com\/v1\/organizations\/\d+:getIamPolicy$/],
  ['POST', /^cloudresourcemanager\.googleapis\.com\/v3\/folders\/\d+:getIamPolicy$/],
  [
    'GET',
    new RegExp(
      `^cloudbilling\\.googleapis\\.com/v1/(projects/${project}/billingInfo|billingAccounts)$`,
    ),
  ],
  ['GET', new RegExp(`^serviceusage\\.googleapis\\.com/v1/projects/${project}/services$`)],
  [
    'GET',
    new RegExp(
      `^orgpolicy\\.googleapis\\.com/v2/projects/${project}/policies/[\\w.]+:getEffectivePolicy$`,
    ),
  ],
  [
    'GET',
    new RegExp(
      `^iam\\.googleapis\\.com/v1/projects/${project}/serviceAccounts/[a-z0-9-]+@${project}\\.iam\\.gserviceaccount\\.com(/keys)?$`,
    ),
  ],
  ['GET', new RegExp(`^iam\\.googleapis\\.com/v1/projects/${project}/roles/[\\w.]+$`)],
  ['GET', new RegExp(`^compute\\.googleapis\\.com/compute/v1/projects/${project}/zones$`)],
];

/** Exchanging a signed assertion for an access token changes nothing either. */
const signingIn: readonly (readonly [method: string, path: RegExp])[] = [
  ['POST', /^oauth2\.googleapis\.com\/token$/],
];

/** Throws unless the call is on the list. `toSignIn` allows the token endpoint and nothing else. */
export function requireReading(method: string, url: URL, toSignIn = false): void {
  const target = `${url.host}${url.pathname}`;
  const list = toSignIn ? signingIn : readingCalls;
  if (
    url.protocol !== 'https:' ||
    url.username !== '' ||
    !list.some(([allowed, path]) => allowed === method && path.test(target))
  ) {
    throw new ReadOnlyViolation(`${method} ${url.protocol}//${target}`);
  }
}

/** More than any answer of the calls above. */
const maximumBytes = 8 * 1024 * 1024;

/** The JSON of an answer. What is no JSON, or too much, is not Google's. */
export async function jsonOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (!/\bjson\b/i.test(type))
    throw new NotGoogleAnswer(
      `something that is not JSON (${type || 'no type'}, HTTP ${response.status}) came back`,
    );
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maximumBytes)
      throw new NotGoogleAnswer(`an answer of more than ${maximumBytes} bytes came back`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new NotGoogleAnswer('an answer that was cut off or changed came back');
  }
}
