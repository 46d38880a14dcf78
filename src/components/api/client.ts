import type { Session, Status } from '../../verification/events.ts';

/** A refusal of the API in its own words (RFC 9457), or that it cannot be reached. */
export class ApiError extends Error {
  readonly title: string;
  /** 0: no answer at all. */
  readonly status: number;
  /** Stable name of the problem, a URN; empty when the answer had none. */
  readonly type: string;

  constructor(title: string, detail: string, status: number, type = '') {
    super(detail);
    this.name = 'ApiError';
    this.title = title;
    this.status = status;
    this.type = type;
  }
}

let apiUrl = '';

/** Where the API is, when not where the page is. Called once by the root of the site. */
export function setApiUrl(url: string): void {
  apiUrl = url.replace(/\/$/, '');
}

/** Host name of the API. */
export function apiHost(): string {
  return new URL(apiUrl, window.location.href).hostname;
}

const tokenKey = 'spot-runbooks:start-token';

/**
 * In local mode the page is opened as `/#token=…`: keeps the token for this tab and takes it out of
 * the address bar.
 */
export function takeStartToken(): void {
  const match = /(?:^#|&)token=([^&]+)/.exec(window.location.hash);
  if (!match) return;
  try {
    window.sessionStorage.setItem(tokenKey, decodeURIComponent(match[1] as string));
  } catch {
    // Without session storage the token is lost on reload; the server says so then.
  }
  window.history.replaceState(
    window.history.state,
    '',
    window.location.pathname + window.location.search,
  );
}

function startToken(): string | null {
  try {
    return window.sessionStorage.getItem(tokenKey);
  } catch {
    return null;
  }
}

/**
 * Like `fetch`, with the start token; throws {@link ApiError} for everything but success (and
 * `AbortError` as it is).
 */
export async function api(path: string, init: RequestInit = {}): Promise<Response> {
  const token = startToken();
  const headers = new Headers(init.headers);
  if (token) headers.set('x-start-token', token);
  if (init.body !== undefined) headers.set('content-type', 'application/json');
  let response: Response;
  try {
    response = await fetch(apiUrl + path, { ...init, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError('No answer', 'The verification API cannot be reached from this page.', 0);
  }
  if (response.ok) return response;
  throw await problemOf(response);
}

async function problemOf(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => null)) as {
    type?: string;
    title?: string;
    detail?: string;
  } | null;
  // A static host answers API paths with a page of its own: that is "no API here", not a problem
  // with the request.
  if (!problem)
    return new ApiError(
      'No answer',
      `There is no verification API behind this page (HTTP ${response.status}).`,
      0,
    );
  return new ApiError(
    problem.title ?? `HTTP ${response.status}`,
    problem.detail ?? 'The API gave no reason.',
    response.status,
    problem.type,
  );
}

async function json<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await api(path, init);
  try {
    return (await response.json()) as T;
  } catch {
    throw new ApiError('No answer', 'There is no verification API behind this page.', 0);
  }
}

/** How the server was started; `now` in the clock of this runbook's cloud. */
export const getStatus = (runbook?: string) =>
  json<Status>(`/v1/status${runbook ? `?runbook=${encodeURIComponent(runbook)}` : ''}`);
export const createSession = () => json<Session>('/v1/sessions', { method: 'POST', body: '{}' });

export interface DemoInfo {
  faults: { name: string; title: string }[];
  now: string;
}
/** Each runbook has a simulated account of its own. */
export const getDemo = (runbook: string) =>
  json<DemoInfo>(`/demo?runbook=${encodeURIComponent(runbook)}`);
/**
 * Moves the simulated account. `inputs`: what its reader has typed, when it was replaced by another
 * one.
 */
export const postDemo = (
  action: 'advance' | 'reset' | 'break',
  body: { runbook: string; hours?: number; fault?: string; externalId?: string },
) =>
  json<{ now: string; inputs?: Record<string, string> }>(`/demo/${action}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
