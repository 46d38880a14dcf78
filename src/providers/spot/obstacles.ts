import type { Obstacle } from '../obstacle.ts';

/** What the command line and the cloud say when something stands in the way; the special before the general. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'spot/no-program',
    says: /(curl|jq): command not found|'?(curl|jq)'? is not recognized as/i,
    whose: 'terminal',
    title: 'The terminal does not know a program of the command',
    todo: 'Install curl and jq, or use a cloud shell, which has both.',
    source: 'https://curl.se/libcurl/c/libcurl-errors.html',
  },
  {
    id: 'spot/unreachable',
    says: /Could not resolve host|Connection (refused|timed out)|Failed to connect/i,
    whose: 'terminal',
    title: 'curl could not reach Spot',
    todo: 'Check the network, then run the command again.',
    source: 'https://curl.se/libcurl/c/libcurl-errors.html',
  },
  {
    id: 'spot/untrusted-connection',
    says: /SSL certificate problem|CERTIFICATE_VERIFY_FAILED/i,
    whose: 'terminal',
    title: 'curl does not trust the connection: a proxy is in between',
    todo: 'Use a cloud shell.',
    source: 'https://curl.se/libcurl/c/libcurl-errors.html',
  },
];

export default obstacles;
