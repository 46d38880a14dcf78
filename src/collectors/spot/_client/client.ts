import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import spot from '../../../providers/spot/index.ts';
import { describeFailure } from '../../kernel/describe-failure.ts';
import { fetchAnswer } from '../../kernel/fetch-answer.ts';
import { notLooked } from '../../kernel/not-looked.ts';
import { takeProxyOfMachine } from '../../kernel/take-proxy-of-machine.ts';
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

/** A list of accounts takes some 200 bytes for each. */
const maximumBytes = 2 * 1024 * 1024;

/** A client with the token of the reader, which is asked for at the first call. */
export function createSpotClient(
  token: () => Promise<string>,
  requestTimeoutMs = 15_000,
): SpotClient {
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
        return readAnswer(kind, ...(await send(url, bearer, signal, requestTimeoutMs)));
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
  timeoutMs: number,
): Promise<[status: number, text: string]> {
  takeProxyOfMachine();
  const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json' };
  const { status, body } = await fetchAnswer(url, { headers }, { signal, timeoutMs, maximumBytes });
  const said = body.toString('utf8');
  // Spot, or what is in between, may quote what it was sent. Nothing as short as a word is a token.
  return [status, bearer.length < 16 ? said : said.replaceAll(bearer, '(token)')];
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
