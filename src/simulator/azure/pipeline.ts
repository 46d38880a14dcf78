import { randomUUID } from 'node:crypto';
import type { World } from '../world.ts';
import {
  type Authentication,
  authenticate,
  type Caller,
  type TokenRefusal,
  worldOfToken,
} from './authenticate.ts';
import { AzureError } from './errors.ts';
import { type Answer, type AzureCall, findRoute, type Route } from './routes.ts';

/** One host of Azure whose requests carry a bearer token. */
export interface AzureService {
  /** `arm`, `graph`: the service of recorded calls. */
  name: string;
  hosts: readonly string[];
  /** Values of `aud` that it takes. */
  audiences: readonly string[];
  routes: readonly Route[];
  /** Checks that come before authentication, such as ARM's api-version. Throws AzureError. */
  admit?(route: Route, url: URL): void;
  /** A token that is not accepted, as the service says it. */
  refuseToken(
    refusal: TokenRefusal,
    context: { claims?: { aud: string; tid: string }; url: URL; world?: World; now: number },
  ): AzureError;
  /**
   * Checks of an authenticated caller that hold for every route, such as ARM's tenant of a
   * subscription. Throws AzureError.
   */
  admitCaller?(call: AzureCall): void;
  /** A body that is not JSON. */
  refuseBody(): AzureError;
  /** JSON body of a refusal. */
  errorBody(error: AzureError, context: { requestId: string; now: number }): unknown;
  /** Headers of every answer. */
  headers(context: { requestId: string; now: number }): Record<string, string>;
}

/**
 * Answers one request of a service: find the route, authenticate, run, serialise. The key that
 * signed the bearer token names the world; every call with a known one is recorded there, and its
 * chaos (latency, interception) applies. What nobody has simulated answers 501 and shouts on
 * stderr: a test asked for something nobody wrote.
 */
export async function answer(
  service: AzureService,
  request: Request,
  worlds: Iterable<World>,
): Promise<Response> {
  const world = worldOfToken(request, worlds);
  const startedAt = Date.now();
  const record: { operation: string; code?: string; caller?: Caller } = { operation: 'unknown' };
  const response = await run(service, request, world, record);
  world?.record({
    service: service.name,
    operation: record.operation,
    principal: record.caller?.name ?? '',
    status: response.status,
    ...(record.code === undefined ? {} : { code: record.code }),
    startedAt,
    endedAt: Date.now(),
  });
  return response;
}

async function run(
  service: AzureService,
  request: Request,
  world: World | undefined,
  record: { operation: string; code?: string; caller?: Caller },
): Promise<Response> {
  const url = new URL(request.url);
  const context = {
    requestId: request.headers.get('x-ms-client-request-id') ?? randomUUID(),
    now: world?.clock.now() ?? Date.now(),
  };
  try {
    if (world?.chaos.latencyMs)
      await new Promise((resolve) => setTimeout(resolve, world.chaos.latencyMs));
    const { route, params, pathKnown } = findRoute(service.routes, request.method, url.pathname);
    if (route) {
      record.operation = route.operation;
      const intercepted = await world?.chaos.intercept?.({
        service: service.name,
        operation: `${service.name}:${route.operation}`,
        request: request.clone(),
      });
      if (intercepted) return intercepted;
      service.admit?.(route, url);
    }
    const authentication: Authentication = await authenticate(request, world, service.audiences);
    if ('refusal' in authentication) {
      const { refusal, claims } = authentication;
      throw service.refuseToken(refusal, {
        ...context,
        url,
        ...(world ? { world } : {}),
        ...(claims ? { claims } : {}),
      });
    }
    record.caller = authentication.caller;
    if (!route || !world) throw notSimulated(service, request, url, pathKnown);
    const call: AzureCall = {
      world,
      caller: authentication.caller,
      request,
      url,
      params,
      body: await bodyOf(service, request),
      apiVersion: url.searchParams.get('api-version') ?? '',
      requestId: context.requestId,
    };
    service.admitCaller?.(call);
    return respond(await route.handle(call), service.headers(context));
  } catch (error) {
    const known =
      error instanceof AzureError ? error : internalFailure(service, record.operation, error);
    record.code = known.code;
    return respond(
      {
        status: known.status,
        body: service.errorBody(known, context),
        headers: { ...known.headers },
      },
      service.headers(context),
    );
  }
}

async function bodyOf(service: AzureService, request: Request): Promise<unknown> {
  const text = await request.clone().text();
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw service.refuseBody();
  }
}

/** A response of JSON, or without a body. */
function respond(
  { status, body, headers = {} }: Answer,
  always: Record<string, string> = {},
): Response {
  const all = new Headers({ ...always, ...headers });
  if (body === undefined) return new Response(null, { status, headers: all });
  if (!all.has('content-type')) all.set('content-type', 'application/json; charset=utf-8');
  return new Response(JSON.stringify(body), { status, headers: all });
}

function notSimulated(
  service: AzureService,
  request: Request,
  url: URL,
  pathKnown: boolean,
): AzureError {
  const what = `${request.method} ${url.pathname}${url.search}`;
  const message = `The simulated Azure has no ${pathKnown ? 'such method' : 'route'} in ${service.name}: ${what}. Add it to src/simulator/azure/${service.name}/, or do not call it.`;
  console.error(message);
  return new AzureError('NotSimulated', 501, message);
}

/** A bug of the simulator: it must never look like a refusal of Azure. */
function internalFailure(service: AzureService, operation: string, error: unknown): AzureError {
  console.error(`The simulated Azure failed in ${service.name}:${operation}.`, error);
  return new AzureError(
    'SimulatorFailure',
    501,
    `The simulated Azure failed: ${error instanceof Error ? error.message : String(error)}`,
  );
}
