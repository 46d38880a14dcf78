import type { Cloud } from '../cloud.ts';
import { answerOauth2, oauth2Hosts } from './oauth2/handlers.ts';
import { answer } from './pipeline.ts';
import { services } from './services.ts';

/**
 * Names under which a program on a Google machine finds its metadata; this world has no such
 * machine.
 */
const metadataHosts: readonly string[] = [
  'metadata.google.internal',
  'metadata',
  '169.254.169.254',
];

/** The simulated Google Cloud: what `gcloud` and Google's client libraries talk to. */
export const googleCloud: Cloud = {
  name: 'gcp',
  owns: (hostname) =>
    hostname === 'googleapis.com' ||
    hostname.endsWith('.googleapis.com') ||
    oauth2Hosts.includes(hostname) ||
    metadataHosts.includes(hostname),
  async answer(request, worlds) {
    const url = new URL(request.url);
    if (metadataHosts.includes(url.hostname)) throw hostNotFound(url.hostname);
    if (oauth2Hosts.includes(url.hostname)) {
      const response = await answerOauth2(request, url, worlds);
      if (response) return response;
    }
    const service = services.find(
      ({ host, name }) =>
        url.hostname === host ||
        (url.hostname === 'www.googleapis.com' && url.pathname.startsWith(`/${name}/`)),
    );
    if (service) return answer(service, request, url, worlds);
    const message = `The simulated Google Cloud has nothing at ${url.hostname} (${request.method} ${url.pathname}). Add a service to src/simulator/gcp/services.ts, or do not call it.`;
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
