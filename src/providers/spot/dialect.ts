import type { Dialect } from '../dialect.ts';

/**
 * Spot has no command line: its API is asked with curl, and its refusals are answers like any other,
 * which the schema of each fact reads.
 */
const dialect: Dialect = {
  errorsIn: () => [],
  isOwn: () => false,
  evidenceOf: (_, { message }) => ({ status: 'unreachable', message }),
  commandName: /curl/,
  localErrors: [
    [
      /(curl|jq): command not found|'?(curl|jq)'? is not recognized as/i,
      'The terminal does not know a program of the command. Install curl and jq, or use a cloud shell, which has both.',
    ],
    [
      /Could not resolve host|Connection (refused|timed out)|Failed to connect/i,
      'curl could not reach Spot. Check the network, then run the command again.',
    ],
    [
      /SSL certificate problem|CERTIFICATE_VERIFY_FAILED/i,
      'curl does not trust the connection: a proxy is in between. Use a cloud shell.',
    ],
  ],
};

export default dialect;
