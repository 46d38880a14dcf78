import { ClientSecretCredential } from '@azure/identity';
import { raceSignal } from '../../kernel/race-signal.ts';
import { takeProxyOfMachine } from '../../kernel/take-proxy-of-machine.ts';
import type { AzureTokens } from './client.ts';
import { createSignInClient } from './sign-in-client.ts';

/** Client credentials as the reader gives them to Spot. */
export interface ClientCredentials {
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

/** Signs in as an application, as Spot does. */
export interface SpotSignIn {
  /**
   * Kept for each audience. Rejects with {@link SignInRefused} when Microsoft Entra refuses, with a NotReached
   * when it could not be asked.
   */
  token(audience: string, signal: AbortSignal): Promise<string>;
  /** Forgets the tokens: one that is older than a role may not have it. */
  renew(): void;
}

/** Microsoft Entra's answer to a sign-in: `AADSTS7000215` and its words. */
export class SignInRefused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'SignInRefused';
    this.code = code;
  }
}

/**
 * The only place that the secret is sent to, whatever AZURE_AUTHORITY_HOST of this machine says.
 */
const authorityHost = 'https://login.microsoftonline.com';

/** Milliseconds of one sign-in. */
const patienceMs = 15_000;

/** Opens nothing by itself: the first token does. The secret stays in this closure. */
export function openSpotSignIn(
  { tenantId, clientId, clientSecret }: ClientCredentials,
  requestTimeoutMs = 10_000,
): SpotSignIn {
  const kept = new Map<string, Promise<string>>();
  const ask = async (audience: string, abortSignal: AbortSignal): Promise<string> => {
    // One for each token: the library keeps tokens too, and could not be told to forget them.
    takeProxyOfMachine();
    const limited = AbortSignal.any([abortSignal, AbortSignal.timeout(patienceMs)]);
    const wire = createSignInClient({ signal: limited, timeoutMs: requestTimeoutMs });
    const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, {
      authorityHost,
      disableInstanceDiscovery: true,
      httpClient: wire.client,
      // A redirect would take the secret to wherever it points.
      redirectOptions: { maxRetries: 0 },
      retryOptions: { maxRetries: 1, retryDelayInMs: 200 },
    });
    try {
      // The library hands the signal on to nobody who stops for it.
      const asked = credential.getToken(`${audience}/.default`, { abortSignal: limited });
      return (await raceSignal(asked, limited)).token;
    } catch (error) {
      abortSignal.throwIfAborted();
      const refusal = wire.refusal();
      throw refusal === undefined ? (wire.failure() ?? error) : readRefusal(refusal);
    }
  };
  return {
    token(audience, signal) {
      let token = kept.get(audience);
      if (!token) {
        token = ask(audience, signal);
        kept.set(audience, token);
        token.catch(() => kept.delete(audience));
      }
      return token;
    },
    renew: () => kept.clear(),
  };
}

/** `AADSTS7000215: Invalid client secret provided. … Trace ID: …` in its parts. */
function readRefusal(said: string): SignInRefused {
  const match = /(AADSTS\d+):\s*([^\r\n]*?)(?:\s+Trace ID:.*)?(?:[\r\n]|$)/.exec(said);
  const [, code = 'refused', words = said] = match ?? [];
  return new SignInRefused(code, words.trim());
}

/** Tokens of a sign-in for a client. */
export const tokensOf = (signIn: SpotSignIn): AzureTokens => ({
  accessToken: (audience, signal) => signIn.token(audience, signal),
});
