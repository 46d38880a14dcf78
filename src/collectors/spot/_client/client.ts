import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import spot from '../../../providers/spot/index.ts';
import { describeFailure } from '../../kernel/describe-failure.ts';
import { ForeignAnswer } from '../../kernel/foreign-answer.ts';
import { notLooked } from '../../kernel/not-looked.ts';
import { readLimitedBody } from '../../kernel/read-limited-body.ts';
import { requireReading } from './guard.ts';

/** Reads from Spot's API; nothing else can be sent with it. */
export interface SpotClient {
  /**
   * The whole answer as evidence, refusals included; unreachable when there was none, or none by
   * Spot.
   *
   * Throws a ReadOnlyViolation for what is not on the list.
   */
  read<T>(kind: EvidenceKind<T>, url: string, signal: AbortSignal): Promise<Evidence<T>>;
}

const timeoutMs = 15_000;

/** A client with the token of the reader, which is asked for at the first call. */
export function createSpotClient(token: () => Promise<string>): SpotClient {
  return {
    async read(kind, address, signal) {
      const url = new URL(address);
      requireReading('GET', url);
      let bearer: string;
      try {
        bearer = await token();
      } catch (error) {
        return notLooked(
          error instanceof Error ? error.message : 'There is no token for Spot here.',
        );
      }
      try {
        return readAnswer(kind, ...(await send(url, bearer, signal)));
      } catch (error) {
        if (signal.aborted) return unreachable('The call was stopped before Spot answered.');
        return describeFailure(spot.label, error);
      }
    },
  };
}

async function send(
  url: URL,
  bearer: string,
  signal: AbortSignal,
): Promise<[status: number, text: string]> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
    // A redirect would take the token to wherever it points.
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  if (response.status >= 300 && response.status < 400)
    throw new ForeignAnswer(`a redirect (HTTP ${response.status}) came back`);
  const said = (await readLimitedBody(response.body)).toString('utf8');
  // Spot, or what is in between, may quote what it was sent. Nothing as short as a word is a token.
  return [response.status, bearer.length < 16 ? said : said.replaceAll(bearer, '(token)')];
}

function readAnswer<T>(kind: EvidenceKind<T>, status: number, text: string): Evidence<T> {
  if (status === 429)
    return unreachable(
      'Spot takes no more calls for now (429). Wait a minute; trying again sooner makes it longer.',
    );
  if (status >= 500) return unreachable(`Spot answered ${status}. Try again in a minute.`);
  const parsed = kind.schema.safeParse(parseJson(text));
  return parsed.success
    ? { status: 'found', value: parsed.data }
    : unreachable(
        `Not Spot but something in between seems to have answered (${status}). Check the network or proxy.`,
      );
}

const unreachable = (message: string): Evidence<never> => ({ status: 'unreachable', message });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
