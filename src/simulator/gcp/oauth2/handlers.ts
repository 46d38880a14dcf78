import { rememberIssued } from '../../remember-issued.ts';
import type { World } from '../../world.ts';
import { jsonResponse } from '../errors.ts';
import { newAccessToken } from '../identifiers.ts';
import { type JwtProblem, readJwt, signIdToken, verifyJwt, worldOfJwt } from './jwt.ts';

/** Hosts that issue and describe tokens. */
export const oauth2Hosts: readonly string[] = [
  'oauth2.googleapis.com',
  'accounts.google.com',
  'www.googleapis.com',
  'openidconnect.googleapis.com',
];

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Values of `aud` that the token endpoint takes for itself. */
const audiences = [
  'https://oauth2.googleapis.com/token',
  'https://www.googleapis.com/oauth2/v4/token',
  'https://accounts.google.com/o/oauth2/token',
];
/**
 * Client of `gcloud auth application-default login`. Source: google-auth-library and
 * googlecloudsdk, which publish it.
 */
const adcClient = /^764086051850-/;
/** Seconds that a new token lasts; Google's answer is one short of the hour. */
const lifetime = 3599;

type Answer = {
  response: Response;
  operation: string;
  world?: World;
  principal?: string;
  code?: string;
};

/** Answers the token endpoint and its neighbours; undefined when they have nothing at the path. */
export async function answerOauth2(
  request: Request,
  url: URL,
  worlds: Iterable<World>,
): Promise<Response | undefined> {
  const startedAt = Date.now();
  const answer = await route(request, url, [...worlds]);
  if (!answer) return undefined;
  const { world, operation } = answer;
  if (world?.chaos.latencyMs)
    await new Promise((resolve) => setTimeout(resolve, world.chaos.latencyMs));
  const intercepted = await world?.chaos.intercept?.({
    service: 'oauth2',
    operation,
    request: request.clone(),
  });
  const response = intercepted ?? answer.response;
  world?.record({
    service: 'oauth2',
    operation,
    principal: answer.principal ?? '',
    status: response.status,
    ...(answer.code === undefined || intercepted ? {} : { code: answer.code }),
    startedAt,
    endedAt: Date.now(),
  });
  return response;
}

async function route(
  request: Request,
  url: URL,
  worlds: readonly World[],
): Promise<Answer | undefined> {
  const parameters = new URLSearchParams(url.search);
  const type = request.headers.get('content-type') ?? '';
  if (request.method === 'POST') {
    const text = await request.clone().text();
    const fields = type.includes('json')
      ? Object.entries(JSON.parse(text || '{}') as Record<string, string>)
      : new URLSearchParams(text);
    for (const [name, value] of fields) parameters.set(name, value);
  }
  if (
    request.method === 'POST' &&
    /^\/(token|oauth2\/v4\/token|o\/oauth2\/token)$/.test(url.pathname)
  )
    return token(parameters, worlds);
  if (/^\/(tokeninfo|oauth2\/v[123]\/tokeninfo)$/.test(url.pathname))
    return tokenInfo(parameters, worlds);
  if (/^\/(v1\/userinfo|oauth2\/v[123]\/userinfo)$/.test(url.pathname))
    return userInfo(request, worlds);
  if (url.pathname === '/revoke' && request.method === 'POST') return revoke(parameters, worlds);
  return undefined;
}

function refuse(
  operation: string,
  code: string,
  description: string,
  world?: World,
  status = 400,
): Answer {
  const response = jsonResponse({ error: code, error_description: description }, status);
  return { response, operation, code, ...(world ? { world } : {}) };
}

async function token(parameters: URLSearchParams, worlds: readonly World[]): Promise<Answer> {
  const grant = parameters.get('grant_type') ?? '';
  if (grant === jwtBearer) return serviceAccountToken(parameters.get('assertion') ?? '', worlds);
  if (grant === 'refresh_token') return refreshedToken(parameters, worlds);
  return refuse('oauth2.token', 'unsupported_grant_type', `Invalid grant_type: ${grant}`);
}

/**
 * What the token endpoint says of a JWT that it does not take. Source: texts quoted in public
 * issues of Google's client libraries.
 */
const problems: Readonly<Record<JwtProblem, string>> = {
  malformed: 'Bad Request',
  account: 'Invalid grant: account not found',
  signature: 'Invalid JWT Signature.',
  time: 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
};

async function serviceAccountToken(assertion: string, worlds: readonly World[]): Promise<Answer> {
  const operation = 'oauth2.token';
  const jwt = readJwt(assertion);
  const world = jwt && worldOfJwt(jwt, worlds);
  if (!jwt) return refuse(operation, 'invalid_grant', problems.malformed);
  if (!world) return refuse(operation, 'invalid_grant', problems.account);
  const verified = await verifyJwt(world, assertion);
  if ('problem' in verified)
    return refuse(operation, 'invalid_grant', problems[verified.problem], world);
  const { account, claims } = verified;
  if (!audiences.includes(String(claims.aud))) {
    return refuse(
      operation,
      'invalid_grant',
      'Invalid JWT: Failed audience check. The right audience is https://oauth2.googleapis.com/token',
      world,
    );
  }
  const scopes = typeof claims.scope === 'string' ? claims.scope.split(' ').filter(Boolean) : [];
  if (claims.sub !== undefined && claims.sub !== account.email) {
    const description =
      'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.';
    return refuse(operation, 'unauthorized_client', description, world, 401);
  }
  if (typeof claims.target_audience === 'string' && scopes.length === 0) {
    const idToken = await signIdToken(account, claims.target_audience);
    return {
      response: jsonResponse({ id_token: idToken }),
      operation,
      world,
      principal: account.email,
    };
  }
  if (scopes.length === 0)
    return refuse(
      operation,
      'invalid_scope',
      'Invalid OAuth scope or ID token audience provided.',
      world,
    );
  const accessToken = newAccessToken();
  rememberIssued(world.gcp.accessTokens, accessToken, {
    email: account.email,
    kind: 'serviceAccount',
    serviceAccountId: account.uniqueId,
    scopes,
    expiresAt: world.clock.now() + lifetime * 1000,
  });
  const response = jsonResponse({
    access_token: accessToken,
    expires_in: lifetime,
    token_type: 'Bearer',
  });
  return { response, operation, world, principal: account.email };
}

function refreshedToken(parameters: URLSearchParams, worlds: readonly World[]): Answer {
  const operation = 'oauth2.token';
  const refreshToken = parameters.get('refresh_token') ?? '';
  const world = worlds.find((one) => one.gcp.refreshTokens.has(refreshToken));
  const email = world?.gcp.refreshTokens.get(refreshToken);
  if (!world || !email)
    return refuse(
      operation,
      'invalid_grant',
      refreshToken ? 'Token has been expired or revoked.' : 'Bad Request',
    );
  const scopes = [
    'https://www.googleapis.com/auth/cloud-platform',
    'https://www.googleapis.com/auth/userinfo.email',
    'openid',
  ];
  const accessToken = newAccessToken();
  const client = adcClient.test(parameters.get('client_id') ?? '') ? 'adc' : 'gcloud';
  rememberIssued(world.gcp.accessTokens, accessToken, {
    email,
    kind: 'user',
    scopes,
    client,
    expiresAt: world.clock.now() + lifetime * 1000,
  });
  const response = jsonResponse({
    access_token: accessToken,
    expires_in: lifetime,
    scope: scopes.join(' '),
    token_type: 'Bearer',
  });
  return { response, operation, world, principal: email };
}

function tokenInfo(parameters: URLSearchParams, worlds: readonly World[]): Answer {
  const operation = 'oauth2.tokeninfo';
  const accessToken = parameters.get('access_token') ?? '';
  const world = worlds.find((one) => one.gcp.accessTokens.has(accessToken));
  const known = world?.gcp.accessTokens.get(accessToken);
  if (!world || !known || known.expiresAt <= world.clock.now())
    return refuse(operation, 'invalid_token', 'Invalid Value', world);
  const left = Math.min(lifetime, Math.floor((known.expiresAt - world.clock.now()) / 1000));
  const id = known.serviceAccountId ?? world.gcp.users.get(known.email)?.id ?? '';
  const body = {
    azp: id,
    aud: id,
    sub: id,
    scope: known.scopes.join(' '),
    exp: String(Math.floor(Date.now() / 1000) + left),
    expires_in: String(left),
    email: known.email,
    email_verified: 'true',
    access_type: 'online',
  };
  return { response: jsonResponse(body), operation, world, principal: known.email };
}

function userInfo(request: Request, worlds: readonly World[]): Answer {
  const operation = 'oauth2.userinfo';
  const accessToken = (request.headers.get('authorization') ?? '').replace(/^bearer /i, '');
  const world = worlds.find((one) => one.gcp.accessTokens.has(accessToken));
  const known = world?.gcp.accessTokens.get(accessToken);
  if (!world || !known || known.expiresAt <= world.clock.now())
    return refuse(operation, 'invalid_request', 'Invalid Credentials', world, 401);
  const id = known.serviceAccountId ?? world.gcp.users.get(known.email)?.id ?? '';
  return {
    response: jsonResponse({ sub: id, id, email: known.email, email_verified: true }),
    operation,
    world,
    principal: known.email,
  };
}

function revoke(parameters: URLSearchParams, worlds: readonly World[]): Answer {
  const operation = 'oauth2.revoke';
  const given = parameters.get('token') ?? '';
  const world = worlds.find(
    (one) => one.gcp.accessTokens.has(given) || one.gcp.refreshTokens.has(given),
  );
  if (!world) return refuse(operation, 'invalid_token', 'Token expired or revoked');
  world.gcp.accessTokens.delete(given);
  world.gcp.refreshTokens.delete(given);
  return { response: jsonResponse({}), operation, world };
}
