import { readGcpError } from '../../../providers/gcp/errors.ts';
import { fetchAnswer } from '../../kernel/fetch-answer.ts';
import { ForeignAnswer } from '../../kernel/foreign-answer.ts';
import { sleep } from '../../kernel/sleep.ts';
import { requireReading } from './guard.ts';
import { readJson } from './read-json.ts';
import { GcpRefusal, ListTooLong } from './refusals.ts';

/**
 * Access tokens of somebody on Google Cloud, for the scope cloud-platform (read-only where it is
 * enough).
 */
export interface GcpTokens {
  /**
   * Rejects with a NoGcpToken when there are no credentials, or Google does not take them; with a NotReached
   * when nobody of Google could be asked.
   */
  accessToken(signal: AbortSignal): Promise<string>;
}

export interface GcpClientOptions {
  tokens: GcpTokens;
  signal: AbortSignal;
  /**
   * Project that the call is counted for. People's own credentials need one for most APIs, and the
   * API must be on there. Who may not use it is asked again without, as gcloud does.
   */
  quotaProject?: string | undefined;
  /** Per request, in milliseconds. */
  requestTimeoutMs?: number | undefined;
  /** Tries per call, the first included. */
  maxAttempts?: number;
}

/** Reads from Google Cloud's REST APIs; see the list in guard.ts. */
export interface GcpClient {
  get(url: string): Promise<unknown>;
  /** Only for what Google reads with POST. */
  post(url: string, body: object): Promise<unknown>;
}

/**
 * The longest that is asked for are lists of services and of roles, of some hundred KiB. A custom role takes
 * 64 KiB at most, and a project has 300.
 *
 * Source: https://cloud.google.com/iam/quotas#limits
 */
const maximumBytes = 4 * 1024 * 1024;

const passingStatuses = new Set([429, 500, 502, 503, 504]);

/** See {@link GcpClient}. */
export function createGcpClient(options: GcpClientOptions): GcpClient {
  const call = async (method: 'GET' | 'POST', address: string, body?: object): Promise<unknown> => {
    const url = new URL(address);
    requireReading(method, url);
    const token = await options.tokens.accessToken(options.signal);
    const send = (quotaProject?: string) => {
      const headers = new Headers({
        authorization: `Bearer ${token}`,
        'x-goog-api-format-version': '2',
      });
      if (body) headers.set('content-type', 'application/json');
      if (quotaProject) headers.set('x-goog-user-project', quotaProject);
      const init = { method, headers, body: body && JSON.stringify(body) };
      return repeatWhilePassing(options, () => sendOnce(options, url, init));
    };
    try {
      return await send(options.quotaProject);
    } catch (error) {
      const isDenied = error instanceof GcpRefusal && error.answer.reason === 'USER_PROJECT_DENIED';
      if (!isDenied || !options.quotaProject) throw error;
      return send();
    }
  };
  return { get: (url) => call('GET', url), post: (url, body) => call('POST', url, body) };
}

async function sendOnce(
  { signal, requestTimeoutMs = 10_000 }: GcpClientOptions,
  url: URL,
  init: RequestInit,
): Promise<unknown> {
  const answer = await fetchAnswer(url, init, {
    signal,
    timeoutMs: requestTimeoutMs,
    maximumBytes,
  });
  const { status } = answer;
  if (passingStatuses.has(status) && !/json/i.test(answer.headers.get('content-type') ?? ''))
    throw new GcpRefusal({ code: 'UNAVAILABLE', status, message: `HTTP ${status}` });
  const body = readJson(answer);
  if (status >= 200 && status < 300) return requireAnswer(url, body);
  const refusal = isOfGoogle(status, body) ? readGcpError(body) : undefined;
  if (!refusal) throw new ForeignAnswer(`HTTP ${status} without an error of Google came back`);
  throw new GcpRefusal(refusal);
}

/**
 * Whether a refusal has the form of Google's APIs, and not only one like it, in which proxies refuse too: it
 * repeats the status, and has the canonical code or, where an API is older, the list of errors.
 *
 * Source: https://cloud.google.com/apis/design/errors#http_mapping
 */
function isOfGoogle(httpStatus: number, body: unknown): boolean {
  const { error } = (body ?? {}) as { error?: unknown };
  const { code, status, errors } = (error ?? {}) as Record<string, unknown>;
  return code === httpStatus && (typeof status === 'string' || Array.isArray(errors));
}

/**
 * Throws for what is no JSON object, and for an allow policy without its etag. Google leaves out what
 * is empty, so `{}` may be an answer; but each allow policy has an etag, be it of one without bindings.
 *
 * Source: https://cloud.google.com/resource-manager/reference/rest/Shared.Types/Policy
 */
function requireAnswer(url: URL, body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ForeignAnswer('an answer that is no JSON object came back');
  if (url.pathname.endsWith(':getIamPolicy') && !('etag' in body && typeof body.etag === 'string'))
    throw new ForeignAnswer('an allow policy without an etag came back');
  if (url.pathname.endsWith(':testIamPermissions')) requirePart(body, 'permissions');
  if (url.pathname.endsWith('/roles')) requirePart(body, 'roles');
  return body;
}

/** What stands beside the entries of a list, whether there are any or none. */
const besideEntries: ReadonlySet<string> = new Set([
  ...['nextPageToken', 'unreachable', 'warning', 'kind', 'id', 'selfLink', 'etag'],
]);

/**
 * Throws for an object without a part that has other ones: Google leaves out what is empty, but the sign-in of a
 * network, say, answers with an object of its own, which is no empty list.
 */
function requirePart(answer: object, part: string): void {
  const isForeign =
    !(part in answer) && Object.keys(answer).some((name) => !besideEntries.has(name));
  if (isForeign) throw new ForeignAnswer(`an object of something else than ${part} came back`);
}

/** Repeats what failed for a moment only, twice at most. */
async function repeatWhilePassing<T>(
  { signal, maxAttempts = 3 }: GcpClientOptions,
  send: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      const passing = error instanceof GcpRefusal && passingStatuses.has(error.answer.status ?? 0);
      if (!passing || attempt >= maxAttempts) throw error;
      await sleep(200 * attempt, signal);
    }
  }
}

const mostEntries = 2_000;
const mostPages = 40;

/**
 * All entries of a list that Google hands out in pages. Throws a ListTooLong for one that does not
 * end: half a list is not the list. With `atMost` the first entries are enough, and whoever uses
 * them knows that there may be more.
 */
export async function readAllPages(
  client: GcpClient,
  url: string,
  field: string,
  atMost?: number,
): Promise<unknown[]> {
  const entries: unknown[] = [];
  let pageToken = '';
  for (let pages = 0; pages < mostPages; pages++) {
    const address = new URL(url);
    if (pageToken) address.searchParams.set('pageToken', pageToken);
    const page = (await client.get(address.href)) as Record<string, unknown>;
    requirePart(page, field);
    const listed = page[field] ?? [];
    if (!Array.isArray(listed))
      throw new ForeignAnswer(`an answer whose ${field} are no list came back`);
    entries.push(...listed);
    pageToken = typeof page.nextPageToken === 'string' ? page.nextPageToken : '';
    if (atMost !== undefined && entries.length >= atMost) return entries.slice(0, atMost);
    if (!pageToken) return entries;
    if (entries.length >= mostEntries) break;
  }
  throw new ListTooLong(entries.length);
}
