import { existsSync } from 'node:fs';
import type { CommandLine } from '../cloud.ts';
import type { SpotIdentity } from './state.ts';

/**
 * Spot has no command-line program of its own: its API is called with curl, and the token is in
 * SPOT_TOKEN.
 */
export const spotCurl: CommandLine<SpotIdentity> = {
  program: 'curl',
  find: () =>
    ['/usr/bin/curl', '/usr/local/bin/curl', '/bin/curl'].find((path) => existsSync(path)),
  signIn: async (identity) => ({ SPOT_TOKEN: identity.token }),
};
