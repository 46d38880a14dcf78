import { errorOfBody } from '../../evidence/azure-error.ts';
import { isReading, NotAzureAnswer, ReadOnlyViolation } from './guard.ts';

/** Access tokens of somebody on Azure. */
export interface AzureTokens {
  /**
   * `audience` is `https://management.azure.com` or `https://graph.microsoft.com`. Rejects when
   * there are no credentials or they are no longer good.
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
  /**
   * The JSON that answers a POST which only asks, such as a query of Cost Management. Throws as
   * `get` does.
   */
  query(url: string, question: object, signal: AbortSignal): Promise<Record<string, unknown>>;
}

/** Azure answered with an error. */
export class AzureRefusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.name = 'AzureRefusal';
    this.code = code;
    this.status = status;
  }
}

/** No usable sign-in; its message is for people. */
export class NoAzureCredentials extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'NoAzureCredentials';
  }
}

/** More pages than any list that is read here has. */
const maximumPages = 50;
/** The longest list, resource providers with all their types, takes about 2 MiB. */
const maximumBytes = 16 * 1024 * 1024;

/** See {@link AzureClient}. */
export function azureClient(
  tokens: AzureTokens,
  { requestTimeoutMs = 10_000, maxAttempts = 3 }: AzureClientOptions = {},
): AzureClient {
  // Evidence is gathered at once: one sign-in serves all requests of an audience.
  const asked = new Map<string, Promise<string>>();
  const tokenFor = (audience: string, signal: AbortSignal): Promise<string> => {
    let token = asked.get(audience);
    if (!token) {
      token = tokens.accessToken(audience, signal).catch((error: unknown) => {
        if (
          error instanceof NoAzureCredentials ||
          ['AbortError', 'TimeoutError'].includes((error as Error)?.name)
        )
          throw error;
        throw new NoAzureCredentials(error instanceof Error ? error.message : String(error), error);
      });
      token.catch(() => undefined);
      asked.set(audience, token);
    }
    return token;
  };

  const askOnce = async (
    url: URL,
    signal: AbortSignal,
    question?: object,
  ): Promise<Record<string, unknown>> => {
    const method = question ? 'POST' : 'GET';
    if (!isReading(method, url))
      throw new ReadOnlyViolation(`${method} ${url.host}${url.pathname}`);
    const token = await tokenFor(url.origin, signal);
    const limited = AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]);
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'user-agent': 'spot-runbooks',
    };
    const sent = question
      ? {
          body: JSON.stringify(question),
          headers: { ...headers, 'content-type': 'application/json' },
        }
      : { headers };
    const response = await fetch(url, { method, ...sent, redirect: 'manual', signal: limited });
    return answerOf(response);
  };

  const ask = async (
    url: URL,
    signal: AbortSignal,
    question?: object,
  ): Promise<Record<string, unknown>> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await askOnce(url, signal, question);
      } catch (error) {
        if (attempt >= maxAttempts || signal.aborted || !mayPass(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt));
      }
    }
  };

  return {
    async get(address, signal) {
      const first = new URL(address);
      const answer = await ask(first, signal);
      if (!Array.isArray(answer.value)) return answer;
      const value = [...answer.value];
      let next = nextOf(answer);
      for (let page = 1; next !== undefined; page++) {
        const url = new URL(next);
        // The address of a next page comes with an answer; the token goes nowhere else.
        if (url.hostname !== first.hostname)
          throw new NotAzureAnswer(`the next page of a list is at ${url.hostname}`);
        if (page >= maximumPages)
          throw new NotAzureAnswer(`a list goes on after ${maximumPages} pages`);
        const following = await ask(url, signal);
        if (!Array.isArray(following.value))
          throw new NotAzureAnswer('the next page of a list is none');
        value.push(...following.value);
        next = nextOf(following);
      }
      return { ...answer, value };
    },
    query: (address, question, signal) => ask(new URL(address), signal, question),
  };
}

function nextOf(answer: Record<string, unknown>): string | undefined {
  const next = answer.nextLink ?? answer['@odata.nextLink'];
  return typeof next === 'string' && next !== '' ? next : undefined;
}

function mayPass(error: unknown): boolean {
  if (error instanceof AzureRefusal) return error.status === 429 || error.status >= 500;
  return error instanceof TypeError;
}

/** Resource Manager and Graph name each request; something in between does not. */
const requestIdHeaders = ['x-ms-request-id', 'x-ms-correlation-request-id', 'request-id'];

async function answerOf(response: Response): Promise<Record<string, unknown>> {
  const type = response.headers.get('content-type') ?? '';
  const { status } = response;
  if (status >= 300 && status < 400)
    throw new NotAzureAnswer(`a redirection (HTTP ${status}) came back`);
  if (/\bhtml\b/i.test(type))
    throw new NotAzureAnswer(`a web page (${type}, HTTP ${status}) came back`);
  const text = await textOf(response);
  if (!response.ok) {
    const error = errorOfBody(text);
    if (error) throw new AzureRefusal(error.code, status, error.message);
    if (status >= 500 || status === 429)
      throw new AzureRefusal(`HTTP ${status}`, status, 'no further explanation');
    throw new NotAzureAnswer(`an answer without an error of Azure (HTTP ${status}) came back`);
  }
  if (!requestIdHeaders.some((name) => response.headers.has(name)))
    throw new NotAzureAnswer('the answer carries no request id of Azure');
  // Cost Management has no rows to show.
  if (status === 204) return {};
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer))
      return answer as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new NotAzureAnswer('an answer that is no JSON object, or was cut off, came back');
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maximumBytes)
      throw new NotAzureAnswer(`an answer of more than ${maximumBytes} bytes came back`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
