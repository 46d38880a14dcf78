import { HttpResponse, http, type RequestHandler } from 'msw';
import { attachBillingClock } from './aws/cur/delivery.ts';
import { answer, findService } from './aws/pipeline.ts';
import { awsServices } from './aws/services.ts';
import { World } from './world.ts';

/**
 * Simulated clouds behind real host names. Worlds live side by side; the access key that signed a request names its world.
 */
export class Simulator {
  readonly #worlds = new Set<World>();

  /** An empty world. Seed functions put accounts into it. */
  createWorld(): World {
    const world = new World();
    this.#worlds.add(world);
    attachBillingClock(world);
    return world;
  }

  /** Forgets a world; its access keys are unknown from now on. */
  removeWorld(world: World): void {
    this.#worlds.delete(world);
  }

  /**
   * Answers a request to any AWS host.
   *
   * A host that AWS does not have, such as cur.eu-west-1.amazonaws.com, rejects with a TypeError whose cause is ENOTFOUND, as fetch() does.
   * A host of a service that nobody has simulated answers 501 and shouts on stderr.
   */
  async handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const found = findService(awsServices, url);
    if (found) return answer(awsServices, found, (accessKeyId) => this.#worldOf(accessKeyId), request);
    const labels = url.hostname.replace(/\.amazonaws\.com(\.cn)?$/, '').split('.');
    if (labels.some((label) => awsServices.some(({ name }) => name === label))) throw hostNotFound(url.hostname);
    const message = `The simulated AWS has nothing at ${url.hostname} (${request.method} ${url.pathname}). Add a service to src/simulator/aws/services.ts, or do not call it.`;
    console.error(message);
    return new Response(message, { status: 501, headers: { 'content-type': 'text/plain' } });
  }

  /** Handlers for `setupServer()` of msw/node. A host that does not exist is a network error. */
  mswHandlers(): RequestHandler[] {
    return [
      http.all(/^https?:\/\/([^/]+\.)?amazonaws\.com(\.cn)?(:\d+)?\//, async ({ request }) => {
        try {
          return await this.handle(request);
        } catch (error) {
          if (error instanceof TypeError) return HttpResponse.error();
          throw error;
        }
      }),
    ];
  }

  #worldOf(accessKeyId: string): World | undefined {
    for (const world of this.#worlds) if (world.aws.credentials.has(accessKeyId)) return world;
    return undefined;
  }
}

function hostNotFound(host: string): TypeError {
  const cause = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: host });
  return new TypeError('fetch failed', { cause });
}
