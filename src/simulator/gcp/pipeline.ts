import type { World } from '../world.ts';
import { authenticate, bearerToken, worldOfToken } from './authorization/authenticate.ts';
import { requireService } from './authorization/consumer.ts';
import { passGuardrails } from './authorization/guardrails.ts';
import { errorInfo, errorResponse, GcpError, invalidArgument, jsonResponse } from './errors.ts';
import { findOperation } from './router.ts';
import type { Caller, GcpService } from './service.ts';

interface Outcome {
  response: Response;
  operation: string;
  principal: string;
  code?: string;
}

/**
 * Answers one request as the API would: route, authenticate, check that the API is on, parse,
 * authorise, run. Every call of a known token is recorded in its world, whose chaos (latency,
 * interception) applies.
 */
export async function answer(
  service: GcpService,
  request: Request,
  url: URL,
  worlds: Iterable<World>,
): Promise<Response> {
  const token = bearerToken(request, url);
  const world = token === undefined ? undefined : worldOfToken(token, worlds);
  const startedAt = Date.now();
  if (world?.chaos.latencyMs)
    await new Promise((resolve) => setTimeout(resolve, world.chaos.latencyMs));
  const { response, operation, principal, code } = await run(service, request, url, world, token);
  world?.record({
    service: service.name,
    operation,
    principal,
    status: response.status,
    ...(code === undefined ? {} : { code }),
    startedAt,
    endedAt: Date.now(),
  });
  return response;
}

async function run(
  service: GcpService,
  request: Request,
  url: URL,
  world: World | undefined,
  token: string | undefined,
): Promise<Outcome> {
  const route = findOperation(service, request.method, url.pathname);
  const operation = route?.operation.id ?? 'unknown';
  let caller: Caller | undefined;
  const finish = (response: Response, code?: string): Outcome => ({
    response,
    operation,
    principal: caller?.email ?? '',
    ...(code === undefined ? {} : { code }),
  });
  try {
    if (!route) return finish(notSimulated(service, request.method, url.pathname), 'NOT_SIMULATED');
    const intercepted = await world?.chaos.intercept?.({
      service: service.name,
      operation,
      request: request.clone(),
    });
    if (intercepted) return finish(intercepted);
    caller = await authenticate(world, token, service.host, operation);
    if (!world) throw new Error('A caller was recognised without a world.');
    requireScope(service, caller, request.method);
    const quotaProject = request.headers.get('x-goog-user-project') ?? undefined;
    const resourceProject = resourceProjectOf(route.params);
    requireService(world, caller, service, { resourceProject, quotaProject });
    passGuardrails(world, caller, service, resourceProject ?? projectIn(url));
    const body = await bodyOf(request);
    const output = await route.operation.run({
      world,
      caller,
      params: route.params,
      query: url.searchParams,
      body,
    });
    return finish(jsonResponse(output));
  } catch (error) {
    if (!(error instanceof GcpError))
      return finish(failed(service, operation, error), 'SIMULATOR_FAILURE');
    const format2 =
      request.headers.get('x-goog-api-format-version') === '2' ||
      url.searchParams.get('$.xgafv') === '2';
    return finish(errorResponse(error, service.name === 'compute' || !format2), error.code);
  }
}

/**
 * The project that a path names; for `projects/-` the one that the service account's address holds.
 */
function resourceProjectOf(params: Readonly<Record<string, string>>): string | undefined {
  if (params.project !== '-') return params.project;
  return /@(.+)\.iam\.gserviceaccount\.com$/.exec(params.account ?? '')?.[1];
}

/** The project that an address is about, whatever its API calls that part of the path. */
const projectIn = (url: URL): string | undefined =>
  /\/projects\/([^/:]+)/.exec(decodeURIComponent(url.pathname))?.[1];

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

function requireScope(service: GcpService, caller: Caller, method: string): void {
  const { read = [], write = [] } = service.scopes ?? {};
  const enough = [
    cloudPlatform,
    ...write,
    ...(method === 'GET' ? [`${cloudPlatform}.read-only`, ...read] : []),
  ];
  if (caller.scopes.some((scope) => enough.includes(scope))) return;
  const detail = errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'googleapis.com', {
    service: service.host,
  });
  throw new GcpError(
    'PERMISSION_DENIED',
    'Request had insufficient authentication scopes.',
    [detail],
    {
      reason: 'insufficientPermissions',
    },
  );
}

async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const text = await request.clone().text();
  if (text.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return body as Record<string, unknown>;
  } catch {
    // Answered below, as a body that is JSON but no object.
  }
  throw invalidArgument(
    `Invalid JSON payload received. Unexpected token.\n${text.slice(0, 40)}\n^`,
  );
}

/** A call that nobody wrote must not look like a refusal of Google. */
function notSimulated(service: GcpService, method: string, pathname: string): Response {
  const message = `The simulated Google Cloud has no ${method} ${pathname} at ${service.host}. Add it to src/simulator/gcp/${service.name}/handlers.ts, or do not call it.`;
  console.error(message);
  return new Response(message, { status: 501, headers: { 'content-type': 'text/plain' } });
}

function failed(service: GcpService, operation: string, error: unknown): Response {
  console.error(`The simulated Google Cloud failed in ${operation}.`, error);
  const message = `The simulated Google Cloud (${service.name}) failed: ${error instanceof Error ? error.message : String(error)}`;
  return new Response(message, { status: 501, headers: { 'content-type': 'text/plain' } });
}
