import type { World } from '../../world.ts';
import { discover } from './discovery.ts';
import { EntraError, entraErrorResponse, entraResponse } from './errors.ts';
import { issueTokens, worldOfTokenRequest } from './grants.ts';

export const entraHosts = [
  'login.microsoftonline.com',
  'login.windows.net',
  'login.microsoft.com',
  'sts.windows.net',
];

/**
 * Answers a request to Microsoft Entra ID: discovery, and the token endpoints of version 1
 * (`/{tenant}/oauth2/token`) and 2 (`/{tenant}/oauth2/v2.0/token`). The tenant with the client or
 * the refresh token names the world, which records the call.
 */
export async function answerEntra(request: Request, worlds: Iterable<World>): Promise<Response> {
  const url = new URL(request.url);
  const all = [...worlds];
  const correlationId = request.headers.get('client-request-id') ?? undefined;
  const [, tenant = '', endpoint] =
    /^\/([^/]+)\/oauth2\/(v2\.0\/token|token)\/?$/i.exec(url.pathname) ?? [];
  if (endpoint && request.method === 'POST')
    return token(request, all, decodeURIComponent(tenant), endpoint !== 'token', correlationId);
  try {
    const found = await discover(url, all);
    if (found) return entraResponse(found);
  } catch (error) {
    if (error instanceof EntraError) return entraErrorResponse(error, Date.now(), correlationId);
    throw error;
  }
  const message = `The simulated Microsoft Entra ID has nothing at ${request.method} ${url.pathname}. Add it to src/simulator/azure/entra/, or do not call it.`;
  console.error(message);
  return entraResponse({ error: 'not_simulated', error_description: message }, 501);
}

async function token(
  request: Request,
  worlds: World[],
  tenant: string,
  v2: boolean,
  correlationId: string | undefined,
): Promise<Response> {
  const form = new URLSearchParams(await request.clone().text());
  const world = worldOfTokenRequest(worlds, tenant, form);
  const startedAt = Date.now();
  const operation = `token:${form.get('grant_type') ?? ''}`;
  const outcome = await answerToken({ world, request, tenant, form, v2, operation, correlationId });
  world?.record({
    service: 'entra',
    operation,
    principal: outcome.principal,
    status: outcome.response.status,
    ...(outcome.code === undefined ? {} : { code: outcome.code }),
    startedAt,
    endedAt: Date.now(),
  });
  return outcome.response;
}

async function answerToken({
  world,
  request,
  operation,
  correlationId,
  ...asked
}: {
  world: World | undefined;
  request: Request;
  tenant: string;
  form: URLSearchParams;
  v2: boolean;
  operation: string;
  correlationId: string | undefined;
}): Promise<{ response: Response; principal: string; code?: string }> {
  const client = asked.form.get('client_id') ?? '';
  if (world?.chaos.latencyMs)
    await new Promise((resolve) => setTimeout(resolve, world.chaos.latencyMs));
  const intercepted = await world?.chaos.intercept?.({
    service: 'entra',
    operation: `entra:${operation}`,
    request: request.clone(),
  });
  if (intercepted) return { response: intercepted, principal: client };
  try {
    const { body, principal } = await issueTokens(world, asked);
    return { response: entraResponse(body), principal };
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    const response = entraErrorResponse(error, world?.clock.now() ?? Date.now(), correlationId);
    return { response, principal: client, code: `AADSTS${error.number}` };
  }
}
