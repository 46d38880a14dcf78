import { ClientSecretCredential } from '@azure/identity';
import { raceSignal } from '../../kernel/race-signal.ts';
import { readLimitedBody } from '../../kernel/read-limited-body.ts';
import type { AzureTokens } from './client.ts';

/** Client credentials as the reader gives them to Spot. */
export interface ClientCredentials {
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

/** Signs in as an application, as Spot does. */
export interface SpotSignIn {
  /** Kept for each audience. Rejects with {@link SignInRefused} when Microsoft Entra refuses. */
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
export function openSpotSignIn({
  tenantId,
  clientId,
  clientSecret,
}: ClientCredentials): SpotSignIn {
  const kept = new Map<string, Promise<string>>();
  const ask = async (audience: string, abortSignal: AbortSignal): Promise<string> => {
    // One for each token: the library keeps tokens too, and could not be told to forget them.
    const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, {
      authorityHost,
      disableInstanceDiscovery: true,
      // A redirect would take the secret to wherever it points.
      redirectOptions: { maxRetries: 0 },
      retryOptions: { maxRetries: 1, retryDelayInMs: 200 },
    });
    // The library hands the signal on to nobody who stops for it.
    const limited = AbortSignal.any([abortSignal, AbortSignal.timeout(patienceMs)]);
    try {
      const { token } = await raceSignal(
        credential.getToken(`${audience}/.default`, { abortSignal: limited }),
        limited,
      );
      return token;
    } catch (error) {
      limited.throwIfAborted();
      throw findRefusal(error) ?? (await askAboutTenant(tenantId, abortSignal)) ?? error;
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

/** What Microsoft Entra said, wherever the library put it. */
function findRefusal(error: unknown): SignInRefused | undefined {
  const { errorResponse, message = '' } = error as {
    errorResponse?: { errorDescription?: string };
    message?: string;
  };
  const text = errorResponse?.errorDescription ?? message;
  const match = /(AADSTS\d+):\s*([^\r\n]*?)(?:\s+Trace ID:.*)?(?:[\r\n]|$)/.exec(text);
  if (!match) return undefined;
  const [, code = '', words = ''] = match;
  return new SignInRefused(code, words.trim());
}

/**
 * For an unknown directory the library says only that it found no end points. Microsoft Entra says
 * more to whoever asks for them; no credentials are sent. Undefined when the directory is known, or
 * nobody answers.
 */
async function askAboutTenant(
  tenantId: string,
  signal: AbortSignal,
): Promise<SignInRefused | undefined> {
  const url = `${authorityHost}/${encodeURIComponent(tenantId)}/v2.0/.well-known/openid-configuration`;
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
    });
    const text = (await readLimitedBody(response.body)).toString('utf8');
    const { error_description } = JSON.parse(text) as { error_description?: string };
    return response.status === 400 ? findRefusal({ message: error_description }) : undefined;
  } catch {
    return undefined;
  }
}

/** Tokens of a sign-in for a client. */
export const tokensOf = (signIn: SpotSignIn): AzureTokens => ({
  accessToken: (audience, signal) => signIn.token(audience, signal),
});
