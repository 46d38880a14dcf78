import type { Cloud } from '../cloud.ts';
import type { World } from '../world.ts';
import { armService } from './arm-service.ts';
import { answerEntra, entraHosts } from './entra/index.ts';
import { graphService } from './graph/index.ts';
import { type AzureService, answer } from './pipeline.ts';

const services: readonly AzureService[] = [armService, graphService];
const domains = [
  'management.azure.com',
  'graph.microsoft.com',
  'azure.com',
  'azure.net',
  'windows.net',
  'microsoft.com',
  'microsoftonline.com',
];

/**
 * az asks for it to learn whether it can look for newer versions of itself at GitHub. It cannot.
 */
const website = 'azure.microsoft.com';

/** Microsoft Azure with Microsoft Entra ID and Microsoft Graph, in the public cloud. */
export const azureCloud: Cloud = {
  name: 'azure',
  owns: (hostname) =>
    domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`)),
  async answer(request: Request, worlds: Iterable<World>): Promise<Response> {
    const { hostname, pathname } = new URL(request.url);
    if (entraHosts.includes(hostname)) return answerEntra(request, worlds);
    const service = services.find(({ hosts }) => hosts.includes(hostname));
    if (service) return answer(service, request, worlds);
    if (hostname === website) throw hostNotFound(hostname);
    const message = `The simulated Azure has nothing at ${hostname} (${request.method} ${pathname}). Add a service to src/simulator/azure/index.ts, or do not call it.`;
    console.error(message);
    return new Response(message, { status: 501, headers: { 'content-type': 'text/plain' } });
  },
};

function hostNotFound(host: string): TypeError {
  const cause = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname: host,
  });
  return new TypeError('fetch failed', { cause });
}
