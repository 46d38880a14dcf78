import { GoogleAuth } from 'google-auth-library';
import { raceSignal } from '../../kernel/race-signal.ts';
import type { GcpTokens } from './client.ts';

/**
 * Application default credentials of this machine, found where Google's own libraries look. Nothing
 * is read before a token is asked for.
 */
export function gcpMachineCredentials(): GcpTokens {
  let auth: GoogleAuth | undefined;
  return {
    async accessToken(signal) {
      auth ??= new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] });
      const token = await raceSignal(
        auth.getAccessToken(),
        AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      );
      if (!token) throw new Error('Google issued no access token.');
      return token;
    },
  };
}

/** Google's library looks for a metadata server for seconds, and cannot be stopped. */
const patienceMs = 10_000;
