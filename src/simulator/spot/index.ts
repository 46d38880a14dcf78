import { randomUUID } from 'node:crypto';
import type { Cloud } from '../cloud.ts';
import type { World } from '../world.ts';
import { SpotError } from './errors.ts';
import { type Answer, routes } from './routes.ts';

/** Simulated Spot: its public API for connecting accounts. The bearer token names the world. */
export const spotCloud: Cloud = {
  name: 'spot',
  owns: (hostname) => hostname === 'api.spotinst.io',
  async answer(request, worlds) {
    const url = new URL(request.url);
    const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    const world = [...worlds].find((one) => one.spot.tokens.has(token ?? ''));
    const startedAt = Date.now();
    if (world?.chaos.latencyMs)
      await new Promise((resolve) => setTimeout(resolve, world.chaos.latencyMs));
    const operation = `${request.method} ${url.pathname.replace(/act-[^/]+|\d{6,}/g, '{id}')}`;
    const response =
      (await world?.chaos.intercept?.({ service: 'spot', operation, request: request.clone() })) ??
      (await respond(request, url, world, token));
    world?.record({
      service: 'spot',
      operation,
      principal: token ?? '',
      status: response.status,
      startedAt,
      endedAt: Date.now(),
    });
    return response;
  },
};

async function respond(
  request: Request,
  url: URL,
  world: World | undefined,
  token: string | undefined,
): Promise<Response> {
  const id = randomUUID();
  const envelope = (
    answer: Answer,
    headers: Readonly<Record<string, string>> = {},
    errors?: { code: string; message: string }[],
  ) =>
    Response.json(
      {
        request: {
          id,
          url: url.pathname + url.search,
          method: request.method,
          timestamp: new Date(world?.clock.now() ?? Date.now()).toISOString(),
        },
        response: {
          status: {
            code: answer.status ?? 200,
            message: messages[answer.status ?? 200] ?? 'Error',
          },
          ...(errors
            ? { errors }
            : {
                kind: answer.kind ?? 'spotinst:setup',
                items: answer.items ?? [],
                count: answer.items?.length ?? 0,
              }),
        },
      },
      { status: answer.status ?? 200, headers },
    );
  try {
    const known = world && token !== undefined ? world.spot.tokens.get(token) : undefined;
    if (!world || !known || known.revoked)
      throw new SpotError(401, 'The access token is not valid.');
    for (const [method, pattern, handle] of routes) {
      const match = method === request.method ? pattern.exec(url.pathname) : null;
      if (!match) continue;
      const body = ['GET', 'DELETE'].includes(request.method)
        ? undefined
        : await request.json().catch(() => undefined);
      return envelope(await handle({ world, token: known, url, body, id: match.groups?.id }));
    }
    throw new SpotError(404, `There is nothing at ${request.method} ${url.pathname}.`);
  } catch (error) {
    if (!(error instanceof SpotError)) throw error;
    return envelope({ status: error.status }, error.headers, [
      { code: messages[error.status] ?? 'ERROR', message: error.message },
    ]);
  }
}

const messages: Record<number, string> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
};
