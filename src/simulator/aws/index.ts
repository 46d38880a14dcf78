import type { Cloud } from '../cloud.ts';
import { attachBillingClock } from './cur/delivery.ts';
import { answer, findService } from './pipeline.ts';
import { awsServices } from './services.ts';

/** Simulated Amazon Web Services: the access key that signed a request names its world. */
export const awsCloud: Cloud = {
  name: 'aws',
  owns: (hostname) => /(^|\.)amazonaws\.com(\.cn)?$/.test(hostname),
  attach: attachBillingClock,
  async answer(request, worlds) {
    const url = new URL(request.url);
    const found = findService(awsServices, url);
    if (found) {
      const worldOf = (accessKeyId: string) =>
        [...worlds].find((world) => world.aws.credentials.has(accessKeyId));
      return answer(awsServices, found, worldOf, request);
    }
    const labels = url.hostname.replace(/\.amazonaws\.com(\.cn)?$/, '').split('.');
    if (labels.some((label) => awsServices.some(({ name }) => name === label)))
      throw hostNotFound(url.hostname);
    const message = `The simulated AWS has nothing at ${url.hostname} (${request.method} ${url.pathname}). Add a service to src/simulator/aws/services.ts, or do not call it.`;
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
