import { GoogleAuth } from 'google-auth-library';
import { isNetworkFailure } from '../../kernel/describe-failure.ts';
import { NotReached } from '../../kernel/not-reached.ts';
import { raceSignal } from '../../kernel/race-signal.ts';
import { takeProxyOfMachine } from '../../kernel/take-proxy-of-machine.ts';
import type { GcpTokens } from './client.ts';
import { NoGcpToken } from './refusals.ts';
import { createSignInFetch } from './sign-in-fetch.ts';

/** Milliseconds. */
export interface Patience {
  /** Of one call of a sign-in. */
  requestTimeoutMs?: number;
  /** Of a whole sign-in: Google's library looks for a metadata server for seconds, and cannot be stopped. */
  patienceMs?: number;
}

/**
 * Application default credentials of this machine, found where Google's own libraries look. Nothing
 * is read before a token is asked for.
 */
export function gcpMachineCredentials({
  requestTimeoutMs = 10_000,
  patienceMs = 12_000,
}: Patience = {}): GcpTokens {
  let asked: Promise<string> | undefined;
  let token: { value: string; until: number } | undefined;
  return {
    async accessToken(signal) {
      if (token && Date.now() < token.until) return token.value;
      // Everything is looked at at once: one sign-in is for all.
      asked ??= ask(requestTimeoutMs, patienceMs)
        .then(({ value, until }) => {
          token = { value, until };
          return value;
        })
        .finally(() => {
          asked = undefined;
        });
      return raceSignal(asked, signal);
    },
  };
}

/** A minute before Google says that it ends, as its own library does it five minutes before. */
const marginMs = 60_000;

async function ask(
  timeoutMs: number,
  patienceMs: number,
): Promise<{ value: string; until: number }> {
  takeProxyOfMachine();
  const signal = AbortSignal.timeout(patienceMs);
  const wire = createSignInFetch({ signal, timeoutMs });
  const auth = new GoogleAuth({
    // No token needs it; without one the library asks gcloud and a metadata server which project this is.
    projectId: 'not-asked-for',
    scopes: ['https://www.googleapis.com/auth/cloud-platform'],
    clientOptions: { transporterOptions: { fetchImplementation: wire.fetch, retry: false } },
  });
  try {
    const client = await raceSignal(auth.getClient(), signal);
    const { token } = await raceSignal(client.getAccessToken(), signal);
    if (typeof token !== 'string' || token === '')
      throw new Error('Google issued no access token.');
    const { expiry_date: ends } = client.credentials;
    return { value: token, until: (ends ?? 0) - marginMs };
  } catch (error) {
    const refusal = wire.refusal();
    if (refusal)
      throw new NoGcpToken([refusal.error, refusal.description].filter(Boolean).join(': '), error);
    throw wire.failure() ?? readLibraryError(error);
  }
}

/** What the library threw that asked nobody through us: it found nothing, or asks a metadata server. */
function readLibraryError(error: unknown): Error {
  const { message = String(error), status } = (error ?? {}) as {
    message?: string;
    status?: unknown;
  };
  const answered =
    typeof status === 'number' ? status : Number(/status code (\d{3})/.exec(message)?.[1]);
  const isTrouble = answered === 429 || answered >= 500;
  return isTrouble || isNetworkFailure(error)
    ? new NotReached('Google Cloud’s sign-in on this machine (its metadata server)', error)
    : new NoGcpToken(message, error);
}
