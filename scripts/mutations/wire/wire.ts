import { AsyncLocalStorage } from 'node:async_hooks';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { Simulator } from '../../../src/simulator/index.ts';

/** What came back for one call. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** What one piece of work asks, and what it is answered instead. */
interface Watch {
  /** The answers by call, as the simulated cloud gave them. */
  seen?: Map<string, Answer>;
  replaced?: { call: string; answer: Answer };
}

const watchHeader = 'x-watch';

/** Values that differ from call to call, and say nothing of what is asked. */
const volatile =
  /^(RoleSessionName|Policy|Version|Action|client_assertion|assertion|client_secret)$/;

/**
 * The simulated clouds behind the SDKs of this process, where a single call can be answered otherwise.
 * What runs at the same time does not see each other's answers.
 */
export class Wire implements Disposable {
  readonly simulator = new Simulator();
  readonly #watch = new AsyncLocalStorage<Watch>();
  readonly #watches = new Map<string, Watch>();
  #fetched = 0;
  readonly #server = setupServer(http.all('*', ({ request }) => this.#answer(request)));

  constructor() {
    this.#server.listen({ onUnhandledFrame: 'error' });
    // What is fetched at the same time may be handled in the context of another request: each says
    // whose it is.
    const intercepted = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      const request = new Request(input, init);
      const watch = this.#watch.getStore();
      if (!watch) return intercepted(request);
      const name = String(this.#fetched++);
      this.#watches.set(name, watch);
      request.headers.set(watchHeader, name);
      return intercepted(request).finally(() => this.#watches.delete(name));
    };
  }

  [Symbol.dispose](): void {
    this.#server.close();
  }

  /** Runs `work`; what it asks is seen, and answered, as `watch` says. */
  watch<T>(watch: Watch, work: () => Promise<T>): Promise<T> {
    return this.#watch.run(watch, work);
  }

  async #answer(request: Request): Promise<Response> {
    const said = request.headers.get(watchHeader);
    request.headers.delete(watchHeader);
    const watch = said === null ? this.#watch.getStore() : this.#watches.get(said);
    const call = watch && (await nameCall(request.clone()));
    if (call !== undefined && watch?.replaced?.call === call)
      return toResponse(watch.replaced.answer);
    if (new URL(request.url).hostname === signInHost) return toResponse(signInPage);
    const response = await this.simulator.handle(request);
    if (call === undefined || !watch?.seen) return response;
    const text = await response.text();
    const answer: Answer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text,
    };
    watch.seen.set(call, answer);
    return toResponse(answer);
  }
}

export const signInHost = 'sign-in.proxy.example';

export const signInPage: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  text: '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to the network</h1><form method="post"><input name="user"></form></body></html>',
};

function toResponse({ status, headers, text }: Answer): Response {
  const kept = Object.entries(headers).filter(
    ([name]) => !/^(content-length|content-encoding|transfer-encoding)$/i.test(name),
  );
  return new Response(text === '' ? null : text, { status, headers: kept });
}

/** What a call asks for, the same each time that it is asked. */
async function nameCall(request: Request): Promise<string> {
  const { hostname, pathname, search } = new URL(request.url);
  const body = await request.text();
  const target = request.headers.get('x-amz-target');
  const address = `${request.method} ${hostname}${pathname}${search}`;
  if (target) return `${target} ${body}`;
  // The library puts a number of its own into the address of each sign-in.
  if (/^(oauth2\.googleapis\.com|login\.microsoftonline\.com)$/.test(hostname))
    return `${request.method} ${hostname}${pathname}`;
  if (!/urlencoded/.test(request.headers.get('content-type') ?? ''))
    return body ? `${address} ${body}` : address;
  const form = new URLSearchParams(body);
  const asked = [...form]
    .filter(([name]) => !volatile.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return `${hostname} ${form.get('Action') ?? pathname} ${asked.join(' ')}`.trim();
}
