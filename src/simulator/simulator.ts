import { HttpResponse, http, type RequestHandler } from 'msw';
import { awsCloud } from './aws/index.ts';
import { azureCloud } from './azure/index.ts';
import { closeMockedSockets } from './close-mocked-sockets.ts';
import type { Cloud } from './cloud.ts';
import { googleCloud } from './gcp/index.ts';
import { spotCloud } from './spot/index.ts';
import { World } from './world.ts';

/** Every simulated provider. A new one is one line here. */
const clouds: readonly Cloud[] = [awsCloud, googleCloud, azureCloud, spotCloud];

/**
 * Simulated clouds behind real host names. Worlds live side by side; the credentials of a request
 * name its world.
 */
export class Simulator {
  readonly #worlds = new Set<World>();

  /** An empty world. Seed functions put accounts into it. */
  createWorld(): World {
    const world = new World();
    this.#worlds.add(world);
    for (const cloud of clouds) cloud.attach?.(world);
    return world;
  }

  /** Forgets a world; its credentials are unknown from now on. */
  removeWorld(world: World): void {
    this.#worlds.delete(world);
  }

  /**
   * Answers a request to any host of the simulated providers; see {@link Cloud.answer}. A host of
   * nobody answers 501 and shouts on stderr.
   */
  async handle(request: Request): Promise<Response> {
    const { hostname, pathname } = new URL(request.url);
    const cloud = clouds.find((one) => one.owns(hostname));
    if (cloud) return cloud.answer(request, this.#worlds);
    const message = `No simulated cloud is at ${hostname} (${request.method} ${pathname}). Give the host to one in src/simulator/<cloud>/index.ts, or do not call it.`;
    console.error(message);
    return new Response(message, { status: 501, headers: { 'content-type': 'text/plain' } });
  }

  /** Handlers for `setupServer()` of msw/node. A host that does not exist is a network error. */
  mswHandlers(): RequestHandler[] {
    closeMockedSockets();
    return [
      http.all(
        ({ request }) => clouds.some((cloud) => cloud.owns(new URL(request.url).hostname)),
        async ({ request }) => {
          try {
            return await this.handle(request);
          } catch (error) {
            if (error instanceof TypeError) return HttpResponse.error();
            throw error;
          }
        },
      ),
    ];
  }
}
