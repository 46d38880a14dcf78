import { errorOfBody } from '../../../providers/azure/errors.ts';
import { fetchAnswer, type Answer as WholeAnswer } from '../../kernel/fetch-answer.ts';
import { ForeignAnswer } from '../../kernel/foreign-answer.ts';
import { sleep } from '../../kernel/sleep.ts';
import { requireReading } from './guard.ts';
import { AzureRefusal } from './refusals.ts';

/** Access tokens of somebody on Azure. */
export interface AzureTokens {
  /**
   * `audience` is `https://management.azure.com` or `https://graph.microsoft.com`. Rejects with a
   * NoAzureCredentials when there are no credentials or they are no longer good; with a NotReached when nobody
   * of Microsoft could be asked.
   */
  accessToken(audience: string, signal: AbortSignal): Promise<string>;
}

/** Time-outs in milliseconds. */
export interface AzureClientOptions {
  requestTimeoutMs?: number;
  /**
   * Tries per request, the first included. Only what may pass by itself (429, 5xx, broken
   * connections) is tried again.
   */
  maxAttempts?: number;
}

/**
 * Resource Manager and Graph with one set of credentials; refuses whatever is not on the read-only
 * list.
 */
export interface AzureClient {
  /**
   * The JSON of a GET. Lists come whole: `value` of all pages. Throws {@link AzureRefusal}, or what
   * {@link classify} reads.
   */
  get(url: string, signal: AbortSignal): Promise<Record<string, unknown>>;
  /** All entries of a list. Throws as `get` does, and a ForeignAnswer for an answer without one. */
  list(url: string, signal: AbortSignal): Promise<unknown[]>;
  /**
   * The JSON that answers a POST which only asks, such as a query of Cost Management; undefined when
   * Azure says that there is nothing (204). Throws as `get` does.
   */
  query(
    url: string,
    question: object,
    signal: AbortSignal,
  ): Promise<Record<string, unknown> | undefined>;
}

/**
 * The longest answer is the list of resource providers with all their types and API versions, of about three
 * MiB.
 */
const maximumBytes = 8 * 1024 * 1024;

/** More pages than any list that is read here has. */
const maximumPages = 50;

/** See {@link AzureClient}. */
export function createAzureClient(
  tokens: AzureTokens,
  options: AzureClientOptions = {},
): AzureClient {
  const tokenFor = keepTokens(tokens);
  const ask = async (url: URL, signal: AbortSignal, question?: object) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await askOnce(url, { tokenFor, signal, question, ...options });
      } catch (error) {
        if (attempt >= (options.maxAttempts ?? 3) || signal.aborted || !mayPass(error)) throw error;
        await sleep(200 * 2 ** attempt, signal);
      }
    }
  };
  const read: Ask = async (url, signal) => {
    const answer = await ask(url, signal);
    if (!answer) throw new ForeignAnswer('an answer without content (HTTP 204) came back');
    return answer;
  };
  return {
    get: (address, signal) => readAllPages(new URL(address), signal, read),
    async list(address, signal) {
      const { value } = await readAllPages(new URL(address), signal, read);
      if (!Array.isArray(value)) throw new ForeignAnswer('an answer without a list came back');
      return value;
    },
    query: (address, question, signal) => ask(new URL(address), signal, question),
  };
}

type Answer = Record<string, unknown>;
type Ask = (url: URL, signal: AbortSignal) => Promise<Answer>;
type TokenFor = AzureTokens['accessToken'];

/** Evidence is gathered at once: one sign-in serves all requests of an audience. */
function keepTokens(tokens: AzureTokens): TokenFor {
  const asked = new Map<string, Promise<string>>();
  return (audience, signal) => {
    let token = asked.get(audience);
    if (!token) {
      token = tokens.accessToken(audience, signal);
      token.catch(() => undefined);
      asked.set(audience, token);
    }
    return token;
  };
}

interface AskOptions extends AzureClientOptions {
  tokenFor: TokenFor;
  signal: AbortSignal;
  question: object | undefined;
}

async function askOnce(
  url: URL,
  { tokenFor, signal, question, requestTimeoutMs = 10_000 }: AskOptions,
): Promise<Answer | undefined> {
  const method = question ? 'POST' : 'GET';
  requireReading(method, url);
  const headers = new Headers({
    authorization: `Bearer ${await tokenFor(url.origin, signal)}`,
    accept: 'application/json',
    'user-agent': 'spot-runbooks',
  });
  if (question) headers.set('content-type', 'application/json');
  const init = { method, headers, body: question && JSON.stringify(question) };
  return readAnswer(
    await fetchAnswer(url, init, { signal, timeoutMs: requestTimeoutMs, maximumBytes }),
  );
}

/** The answer; of a list in pages, with the entries of all pages. */
async function readAllPages(first: URL, signal: AbortSignal, ask: Ask): Promise<Answer> {
  const answer = await ask(first, signal);
  if (!Array.isArray(answer.value)) return answer;
  const value = [...answer.value];
  let next = nextOf(answer);
  for (let page = 1; next !== undefined; page++) {
    const url = new URL(next);
    // The address of a next page comes with an answer; the token goes nowhere else.
    if (url.hostname !== first.hostname)
      throw new ForeignAnswer(`the next page of a list is at ${url.hostname}`);
    if (page >= maximumPages) throw new ForeignAnswer(`a list goes on after ${maximumPages} pages`);
    const following = await ask(url, signal);
    if (!Array.isArray(following.value)) throw new ForeignAnswer('the next page of a list is none');
    value.push(...following.value);
    next = nextOf(following);
  }
  return { ...answer, value };
}

function nextOf(answer: Record<string, unknown>): string | undefined {
  const next = answer.nextLink ?? answer['@odata.nextLink'];
  return typeof next === 'string' && next !== '' ? next : undefined;
}

function mayPass(error: unknown): boolean {
  if (error instanceof AzureRefusal) return error.status === 429 || error.status >= 500;
  return error instanceof TypeError;
}

/** Resource Manager and Graph name each request, refused or not; something in between does not. */
const requestIdHeaders = ['x-ms-request-id', 'x-ms-correlation-request-id', 'request-id'];

/** Undefined for 204. */
function readAnswer({ status, headers, body }: WholeAnswer): Answer | undefined {
  const type = headers.get('content-type') ?? '';
  if (/\bhtml\b/i.test(type))
    throw new ForeignAnswer(`a web page (${type}, HTTP ${status}) came back`);
  const text = body.toString('utf8');
  const isNamed = requestIdHeaders.some((name) => headers.has(name));
  if (status < 200 || status >= 300) {
    const error = isNamed ? errorOfBody(text) : undefined;
    if (error) throw new AzureRefusal(error.code, status, error.message);
    if (status >= 500 || status === 429)
      throw new AzureRefusal(`HTTP ${status}`, status, 'no further explanation');
    throw new ForeignAnswer(`an answer without an error of Azure (HTTP ${status}) came back`);
  }
  if (!isNamed) throw new ForeignAnswer('the answer carries no request id of Azure');
  // Cost Management has no rows to show.
  if (status === 204) return undefined;
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer))
      return answer as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new ForeignAnswer('an answer that is no JSON object, or was cut off, came back');
}
