import type { World } from '../../world.ts';
import { errorInfo, GcpError } from '../errors.ts';
import { readJwt, verifyJwt, worldOfJwt } from '../oauth2/jwt.ts';
import type { Caller } from '../service.ts';

/** The bearer token of a request, also when it is given as the parameter `access_token`. */
export function bearerToken(request: Request, url: URL): string | undefined {
  const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() === 'bearer' && token) return token;
  return url.searchParams.get('access_token') ?? undefined;
}

/** The world that knows a token, or knows the service account that signed it. */
export function worldOfToken(token: string, worlds: Iterable<World>): World | undefined {
  const all = [...worlds];
  const jwt = readJwt(token);
  return all.find(({ gcp }) => gcp.accessTokens.has(token)) ?? (jwt && worldOfJwt(jwt, all));
}

/**
 * Who a token stands for. Throws the 401 of Google's API front end: without a token, with an
 * unknown or expired one, and when the service account was disabled or deleted since.
 */
export async function authenticate(
  world: World | undefined,
  token: string | undefined,
  host: string,
  method: string,
): Promise<Caller> {
  if (token === undefined) {
    throw unauthenticated('missing required', 'CREDENTIALS_MISSING', host, method);
  }
  const known = world?.gcp.accessTokens.get(token);
  if (!world) throw invalid('ACCESS_TOKEN_TYPE_UNSUPPORTED', host, method);
  if (!known) return selfSigned(world, token, host, method);
  if (known.expiresAt <= world.clock.now()) throw invalid('ACCESS_TOKEN_EXPIRED', host, method);
  if (known.kind === 'user')
    return {
      email: known.email,
      kind: 'user',
      scopes: known.scopes,
      client: known.client ?? 'gcloud',
    };
  const account = world.gcp.serviceAccounts.get(known.serviceAccountId ?? '');
  if (!account || account.disabled || account.deletedAt !== undefined) {
    throw invalid('ACCOUNT_STATE_INVALID', host, method, { email: known.email });
  }
  return {
    email: account.email,
    kind: 'serviceAccount',
    projectId: account.projectId,
    scopes: known.scopes,
    client: 'gcloud',
  };
}

/**
 * A token that a service account signed itself for one API, as Google's client libraries do when no
 * scope is asked for.
 */
async function selfSigned(
  world: World,
  token: string,
  host: string,
  method: string,
): Promise<Caller> {
  const verified = await verifyJwt(world, token);
  if ('problem' in verified) throw invalid('ACCESS_TOKEN_TYPE_UNSUPPORTED', host, method);
  const { account, claims } = verified;
  const forThisApi = claims.aud === `https://${host}/` || typeof claims.scope === 'string';
  if (!forThisApi) throw invalid('ACCESS_TOKEN_TYPE_UNSUPPORTED', host, method);
  const scopes =
    typeof claims.scope === 'string'
      ? claims.scope.split(' ')
      : ['https://www.googleapis.com/auth/cloud-platform'];
  return {
    email: account.email,
    kind: 'serviceAccount',
    projectId: account.projectId,
    scopes,
    client: 'gcloud',
  };
}

function invalid(
  reason: string,
  host: string,
  method: string,
  metadata: Record<string, string> = {},
): GcpError {
  return unauthenticated('invalid', reason, host, method, metadata);
}

function unauthenticated(
  how: 'invalid' | 'missing required',
  reason: string,
  service: string,
  method: string,
  metadata: Record<string, string> = {},
): GcpError {
  const problem =
    how === 'invalid'
      ? 'Request had invalid authentication credentials. Expected'
      : 'Request is missing required authentication credential. Expected';
  const message = `${problem} OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.`;
  const detail = errorInfo(reason, 'googleapis.com', { ...metadata, service, method });
  return new GcpError('UNAUTHENTICATED', message, [detail], {
    location: 'Authorization',
    locationType: 'header',
  });
}
