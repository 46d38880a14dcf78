import { GoogleAuth } from 'google-auth-library';
import type { GcpTokens } from './clients.ts';

/** Application default credentials of this machine, found where Google's own libraries look. Nothing is read before a token is asked for. */
export function machineCredentials(): GcpTokens {
  let auth: GoogleAuth | undefined;
  return {
    async accessToken(signal) {
      auth ??= new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] });
      const token = await orStopped(auth.getAccessToken(), AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]));
      if (!token) throw new Error('Google issued no access token.');
      return token;
    },
  };
}

/** Google's library looks for a metadata server for seconds, and cannot be stopped. */
const patienceMs = 10_000;

async function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
