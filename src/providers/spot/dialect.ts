import type { Dialect } from '../dialect.ts';
import obstacles from './obstacles.ts';

/**
 * Spot has no command line: its API is asked with curl, and its refusals are answers like any other,
 * which the schema of each fact reads.
 */
const dialect: Dialect = {
  errorsIn: () => [],
  isOwn: () => false,
  evidenceOf: (_, { message }) => ({ status: 'unreachable', message }),
  commandName: /curl/,
  obstacles,
};

export default dialect;
