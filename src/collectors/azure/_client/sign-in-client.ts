import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
} from '@azure/core-rest-pipeline';
import { type AnswerLimits, fetchAnswer } from '../../kernel/fetch-answer.ts';
import { ForeignAnswer } from '../../kernel/foreign-answer.ts';
import { NotReached } from '../../kernel/not-reached.ts';

/** What @azure/identity asks through, and what came of it. */
export interface SignInClient {
  client: HttpClient;
  /** What Microsoft Entra refused last, in its words (`AADSTS7000215: …`); undefined when it refused nothing. */
  refusal(): string | undefined;
  /**
   * Why the library has no token although nothing was refused: who was asked, and what happened; undefined
   * when nobody was asked.
   */
  failure(): NotReached | undefined;
}

/** Tokens, keys and end points are short. */
const maximumBytes = 256 * 1024;

/**
 * The library wraps what happens on the wire several times over, stops for no signal, and asks by agents that
 * nobody can close: here each of its calls has our limits, and is seen. A refusal is a 4xx in the form of the
 * protocol, with a code of Microsoft Entra; whatever else is no token is none: proxies know the protocol, too.
 *
 * Source: https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow#error-response
 */
export function createSignInClient(limits: Omit<AnswerLimits, 'maximumBytes'>): SignInClient {
  let refused: string | undefined;
  let failed: NotReached | undefined;
  const send = async (request: PipelineRequest) => {
    const url = new URL(request.url);
    const signal = AbortSignal.any([
      limits.signal,
      ...(request.abortSignal instanceof AbortSignal ? [request.abortSignal] : []),
    ]);
    // The library looks for the metadata server of a machine in Azure, which others do not have.
    const timeoutMs = Math.min(request.timeout || limits.timeoutMs, limits.timeoutMs);
    const { method } = request;
    const init = { method, headers: request.headers.toJSON(), body: textOf(request.body) };
    const { status, headers, body } = await fetchAnswer(url, init, {
      ...{ signal, timeoutMs, maximumBytes },
    });
    const bodyAsText = body.toString('utf8');
    return {
      ...{ request, status, bodyAsText },
      headers: createHttpHeaders(Object.fromEntries(headers)),
    };
  };
  const client: HttpClient = {
    async sendRequest(request) {
      const { hostname } = new URL(request.url);
      const isMetadataServer = hostname === metadataServer;
      const who = isMetadataServer
        ? 'Azure’s sign-in on this machine (its metadata server)'
        : `Azure’s sign-in (${hostname})`;
      if (!isMetadataServer)
        // What the library makes of an answer that looks right and is not.
        failed = new NotReached(who, new ForeignAnswer('an answer without a token came back'));
      try {
        const answer = await send(request);
        const { status, bodyAsText } = answer;
        if (status === 429 || status >= 500) throw new ForeignAnswer(`HTTP ${status} came back`);
        if (isMetadataServer) return answer;
        const object = readObject(bodyAsText);
        const refusal = status >= 400 ? refusalIn(object) : undefined;
        if (status >= 400 && refusal === undefined)
          throw new ForeignAnswer(`HTTP ${status} without an error of Microsoft Entra came back`);
        refused = refusal;
        if (!object)
          throw new ForeignAnswer('something that is not JSON, or was cut off, came back');
        return answer;
      } catch (error) {
        // A machine that is not in Azure has no such server.
        if (!isMetadataServer || error instanceof ForeignAnswer)
          failed = new NotReached(who, error);
        throw error;
      }
    },
  };
  return {
    client,
    refusal: () => refused,
    failure: () =>
      failed && limits.signal.aborted ? new NotReached(failed.who, limits.signal.reason) : failed,
  };
}

/** Source: https://learn.microsoft.com/en-us/azure/virtual-machines/instance-metadata-service */
const metadataServer = '169.254.169.254';

function textOf(body: PipelineRequest['body']): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return body;
  throw new TypeError('A sign-in sends text.');
}

/** The object that a text is the JSON of; undefined for any other text. */
function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function refusalIn(answer: Record<string, unknown> | undefined): string | undefined {
  const { error, error_description: description } = answer ?? {};
  return typeof error === 'string' &&
    typeof description === 'string' &&
    /AADSTS\d/.test(description)
    ? description
    : undefined;
}
