import type { AnswerLimits } from '../../kernel/fetch-answer.ts';
import { fetchAnswer } from '../../kernel/fetch-answer.ts';
import { ForeignAnswer } from '../../kernel/foreign-answer.ts';
import { NotReached } from '../../kernel/not-reached.ts';
import { readJson } from './read-json.ts';

/** A refusal to sign in, in Google's words: `invalid_grant` and why. */
export interface SignInRefusal {
  error: string;
  description: string;
}

/** What google-auth-library asks through, and what came of it. */
export interface SignInFetch {
  fetch: typeof fetch;
  /** What Google refused last; undefined when it refused nothing. */
  refusal(): SignInRefusal | undefined;
  /**
   * Why the library has no token although Google refused nothing: who was asked, and what happened; undefined
   * when nobody was asked.
   */
  failure(): NotReached | undefined;
}

/** Tokens are short. */
const maximumBytes = 64 * 1024;

/**
 * The library tells a refusal and a network that failed apart by words of its own, or not at all: here it is
 * seen on the wire. A refusal is a 4xx in the form and with a word of the protocol; whatever else is no token is
 * none.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export function createSignInFetch(
  limits: Omit<AnswerLimits, 'maximumBytes'>,
  require: (method: string, url: URL) => void = () => undefined,
): SignInFetch {
  let refused: SignInRefusal | undefined;
  let failed: NotReached | undefined;
  const ask: typeof fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const who = `Google Cloud’s sign-in (${url.hostname})`;
    const signal = AbortSignal.any([limits.signal, ...(init.signal ? [init.signal] : [])]);
    // What the library makes of an answer that looks right and is not.
    failed = new NotReached(who, new ForeignAnswer('an answer without a token came back'));
    try {
      require((init.method ?? 'GET').toUpperCase(), url);
      const answer = await fetchAnswer(url, init, { ...limits, signal, maximumBytes });
      const { status } = answer;
      if (status === 429 || status >= 500) throw new ForeignAnswer(`HTTP ${status} came back`);
      const body = readJson(answer);
      if (status >= 400) {
        refused = refusalIn(status, body);
        if (!refused)
          throw new ForeignAnswer(`HTTP ${status} without an error of Google came back`);
      }
      return Response.json(body, { status });
    } catch (error) {
      failed = new NotReached(who, error);
      throw error;
    }
  };
  return {
    fetch: ask,
    refusal: () => refused,
    failure: () =>
      failed && limits.signal.aborted ? new NotReached(failed.who, limits.signal.reason) : failed,
  };
}

/**
 * Words of the protocol, and Google's own: proxies refuse in the same form, by words such as `forbidden` and
 * `access_denied`, which the token end point does not use.
 *
 * Source: https://developers.google.com/identity/protocols/oauth2/web-server#exchange-errors
 */
const words: ReadonlySet<string> = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'invalid_scope',
  'invalid_target',
  'unauthorized_client',
  'unsupported_grant_type',
  'admin_policy_enforced',
  'deleted_client',
  'disabled_client',
  'org_internal',
]);

/** The token end points answer `error` as a word; the services that issue tokens for others, as an object. */
function refusalIn(httpStatus: number, body: unknown): SignInRefusal | undefined {
  const { error, error_description: description } = (body ?? {}) as Record<string, unknown>;
  if (typeof error === 'string')
    return words.has(error) ? { error, description: String(description ?? '') } : undefined;
  const { code, status, message } = (error ?? {}) as Record<string, unknown>;
  return code === httpStatus && typeof status === 'string' && typeof message === 'string'
    ? { error: status, description: message }
    : undefined;
}
