import { JWT } from 'google-auth-library';
import { takeProxyOfMachine } from '../../kernel/take-proxy-of-machine.ts';
import type { GcpTokens } from './client.ts';
import { requireSigningIn } from './guard.ts';
import { NoGcpToken } from './refusals.ts';
import { createSignInFetch } from './sign-in-fetch.ts';

/**
 * What came of signing in: an access token, the refusal in Google's words, or a file that is no key
 * to sign in with.
 */
export type SpotSignIn =
  | { status: 'granted'; token: string }
  | { status: 'refused'; error: string; description: string }
  | { status: 'unusable'; message: string };

/**
 * Asks for an access token with the key file, as Spot does. Throws a NotReached when Google could not be asked,
 * and the signal's reason when it aborts.
 */
export async function signIn(
  keyFile: string,
  signal: AbortSignal,
  requestTimeoutMs = 10_000,
): Promise<SpotSignIn> {
  const file = parseKeyFile(keyFile);
  if (!file) return unusable('The key file is not the JSON key of a service account.');
  takeProxyOfMachine();
  const wire = createSignInFetch({ signal, timeoutMs: requestTimeoutMs }, requireSigningIn);
  const client = new JWT({
    email: file.client_email,
    key: file.private_key,
    keyId: file.private_key_id,
    scopes: ['https://www.googleapis.com/auth/cloud-platform'],
    transporterOptions: { fetchImplementation: wire.fetch, retry: false },
  });
  try {
    const { token } = await client.getAccessToken();
    if (typeof token === 'string' && token !== '') return { status: 'granted', token };
  } catch {
    signal.throwIfAborted();
    const refusal = wire.refusal();
    if (refusal) return { status: 'refused', ...refusal };
    // OpenSSL refuses a private key that is cut off or was changed; nothing was sent then.
    if (!wire.failure()) return unusable('The private key in the file is damaged.');
  }
  throw wire.failure() ?? new Error('Google was not asked for a token.');
}

const unusable = (message: string): SpotSignIn => ({ status: 'unusable', message });

/** Tokens of a session, which is opened when the first one is asked for. */
export const tokensOf = (open: () => Promise<SpotSignIn>): GcpTokens => ({
  async accessToken() {
    const session = await open();
    if (session.status !== 'granted') throw new NoGcpToken('The key did not open a session.');
    return session.token;
  },
});

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
