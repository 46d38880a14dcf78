import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { raceSignal } from '../../src/collectors/kernel/race-signal.ts';
import { Simulator } from '../../src/simulator/index.ts';

/** What came back for one call. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** Who asks: fetch() of Node, or the handler of the AWS SDK. Each throws errors of its own. */
export type Stack = 'fetch' | 'sdk';

/** A call that is about to be answered. */
export interface Asked {
  request: Request;
  stack: Stack;
  /** What the simulated cloud answers. */
  answerRightly(): Promise<Response>;
}

/** What one piece of work asks, and what it is answered instead. */
interface Watch {
  /** The answers by call, as the simulated cloud gave them. */
  seen?: Map<string, Answer>;
  /** Answers one call otherwise, or all of them; what it throws is thrown by the stack that asked. */
  replaced?: { call: string | 'all'; answer: (asked: Asked) => Response | Promise<Response> };
}

type Handle = NodeHttpHandler['handle'];

/** Values that differ from call to call, and say nothing of what is asked. */
const volatile =
  /^(RoleSessionName|Policy|Version|Action|client_assertion|assertion|client_secret)$/;

/**
 * The simulated clouds behind the SDKs of this process, where a single call can be answered otherwise.
 * What runs at the same time does not see each other's answers. It stands where the product hands its requests
 * over, at fetch() and at the handler of the AWS SDK: everything above them is the product's, and nothing below
 * them runs.
 */
export class Wire implements Disposable {
  readonly simulator = new Simulator();
  readonly #watch = new AsyncLocalStorage<Watch>();
  readonly #fetch = globalThis.fetch;
  readonly #handle = NodeHttpHandler.prototype.handle;

  constructor() {
    const answer = (request: Request, stack: Stack) => this.#answer(request, stack);
    globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      return raceSignal(answer(request, 'fetch'), request.signal);
    };
    NodeHttpHandler.prototype.handle = async function handle(request, options = {}) {
      const { requestTimeout = 0 } = (await settingsOf(this)) ?? {};
      const timeout = requestTimeout > 0 ? [timeUp(requestTimeout)] : [];
      const { abortSignal } = options;
      const signals = abortSignal instanceof AbortSignal ? [abortSignal, ...timeout] : timeout;
      const response = await raceSignal(
        answer(requestOf(request), 'sdk'),
        AbortSignal.any(signals),
      );
      return {
        response: {
          statusCode: response.status,
          headers: Object.fromEntries(response.headers),
          body: response.body ? Readable.fromWeb(response.body as never) : Readable.from([]),
        },
      } as Awaited<ReturnType<Handle>>;
    };
  }

  [Symbol.dispose](): void {
    globalThis.fetch = this.#fetch;
    NodeHttpHandler.prototype.handle = this.#handle;
  }

  /** Runs `work`; what it asks is seen, and answered, as `watch` says. */
  watch<T>(watch: Watch, work: () => Promise<T>): Promise<T> {
    return this.#watch.run(watch, work);
  }

  async #answer(request: Request, stack: Stack): Promise<Response> {
    const watch = this.#watch.getStore();
    const call = watch && (await nameCall(request.clone()));
    const answerRightly = async () => {
      if (new URL(request.url).hostname === signInHost) return toResponse(signInPage);
      try {
        return await this.simulator.handle(request);
      } catch (error) {
        // A host that the provider does not have.
        throw stack === 'sdk' && error instanceof TypeError ? error.cause : error;
      }
    };
    const { replaced } = watch ?? {};
    if (replaced && (replaced.call === 'all' || replaced.call === call))
      return replaced.answer({ request, stack, answerRightly });
    const response = await answerRightly();
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

/** What a handler was made with, which it resolves by itself. */
const settingsOf = (handler: object) =>
  (handler as { configProvider?: Promise<{ requestTimeout?: number }> }).configProvider;

/** Aborts as the SDK's handler rejects when nothing answers. */
function timeUp(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(
    () =>
      controller.abort(
        Object.assign(
          new Error(
            `@smithy/node-http-handler - [ERROR] a request has exceeded the configured ${milliseconds} ms requestTimeout.`,
          ),
          { name: 'TimeoutError', code: 'ETIMEDOUT' },
        ),
      ),
    milliseconds,
  ).unref();
  return controller.signal;
}

function requestOf({
  method,
  protocol,
  hostname,
  path,
  query,
  headers,
  body,
}: Parameters<Handle>[0]): Request {
  const url = new URL(`${protocol}//${hostname}${path}`);
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of Array.isArray(value) ? value : [value])
      url.searchParams.append(name, one ?? '');
  return new Request(url, { method, headers, body: body as never, redirect: 'manual' });
}

export const signInHost = 'sign-in.proxy.example';

export const signInPage: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  text: '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to the network</h1><form method="post"><input name="user"></form></body></html>',
};

export function toResponse({ status, headers, text }: Answer): Response {
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
