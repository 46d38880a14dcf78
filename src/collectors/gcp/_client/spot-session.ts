import { JWT } from 'google-auth-library';
import { ForeignAnswer } from '../../kernel/foreign-answer.ts';
import type { GcpTokens } from './client.ts';
import { requireSigningIn } from './guard.ts';
import { readJson } from './read-json.ts';

/**
 * What came of signing in: an access token, the refusal in Google's words, or a file that is no key
 * to sign in with.
 */
export type SpotSignIn =
  | { status: 'granted'; token: string }
  | { status: 'refused'; error: string; description: string }
  | { status: 'unusable'; message: string };

/**
 * Asks for an access token with the key file, as Spot does. Throws when Google could not be asked.
 */
export async function signIn(
  keyFile: string,
  signal: AbortSignal,
  requestTimeoutMs = 10_000,
): Promise<SpotSignIn> {
  const file = parseKeyFile(keyFile);
  if (!file) return unusable('The key file is not the JSON key of a service account.');
  let refusal: Refusal | undefined;
  const client = new JWT({
    email: file.client_email,
    key: file.private_key,
    keyId: file.private_key_id,
    scopes: ['https://www.googleapis.com/auth/cloud-platform'],
    transporterOptions: {
      fetchImplementation: createTokenFetch(signal, requestTimeoutMs, (said) => {
        refusal = said;
      }),
      retry: false,
    },
  });
  try {
    const { token } = await client.getAccessToken();
    return token ? { status: 'granted', token } : unusable('Google answered without a token.');
  } catch (error) {
    signal.throwIfAborted();
    if (refusal) return { status: 'refused', ...refusal };
    // OpenSSL refuses a private key that is cut off or was changed; nothing was sent then.
    const message = error instanceof Error ? error.message : '';
    if (/DECODER|PEM|asn1|unsupported|private key/i.test(message))
      return unusable('The private key in the file is damaged.');
    throw causeOf(error);
  }
}

interface Refusal {
  error: string;
  description: string;
}

const unusable = (message: string): SpotSignIn => ({ status: 'unusable', message });

/** What google-auth-library asks through: the token endpoint and nothing else, with our time-out. */
function createTokenFetch(
  signal: AbortSignal,
  requestTimeoutMs: number,
  onRefusal: (refusal: Refusal) => void,
): typeof fetch {
  return async (input, init) => {
    requireSigningIn((init?.method ?? 'GET').toUpperCase(), new URL(String(input)));
    const response = await fetch(input, {
      ...init,
      // A redirect would take the assertion to wherever it points.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]),
    });
    if (response.status >= 300 && response.status < 400)
      throw new ForeignAnswer(`a redirect (HTTP ${response.status}) came back`);
    const body = (await readJson(response)) as Record<string, unknown>;
    if (response.status >= 400 && response.status < 500 && typeof body.error === 'string')
      onRefusal({ error: body.error, description: String(body.error_description ?? '') });
    return Response.json(body, { status: response.status });
  };
}

/** Tokens of a session, which is opened when the first one is asked for. */
export const tokensOf = (open: () => Promise<SpotSignIn>): GcpTokens => ({
  async accessToken() {
    const session = await open();
    if (session.status !== 'granted') throw new Error('The key did not open a session.');
    return session.token;
  },
});

/** gaxios wraps what fetch threw. */
function causeOf(error: unknown): unknown {
  const { cause } = (error ?? {}) as { cause?: unknown };
  return cause instanceof Error && cause.name !== 'Error' ? cause : error;
}

function parseKeyFile(
  keyFile: string,
): { client_email: string; private_key: string; private_key_id: string } | undefined {
  try {
    const file = JSON.parse(keyFile) as Record<string, unknown>;
    const { type, client_email, private_key, private_key_id } = file;
    if (type !== 'service_account') return undefined;
    if (
      typeof client_email !== 'string' ||
      typeof private_key !== 'string' ||
      typeof private_key_id !== 'string'
    )
      return undefined;
    return { client_email, private_key, private_key_id };
  } catch {
    return undefined;
  }
}
