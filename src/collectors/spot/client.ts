import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';

/** Reads from Spot's API; nothing else can be sent with it. */
export interface SpotClient {
  /**
   * The whole answer as evidence, refusals included; unreachable when there was none, or none by
   * Spot. `path` begins with `/`.
   */
  read<T>(kind: EvidenceKind<T>, path: string, signal: AbortSignal): Promise<Evidence<T>>;
}

const timeoutMs = 15_000;

/** All that the reader's token is used for. */
const readable =
  /^\/(setup\/account|setup\/credentials\/aws|gcp\/setup\/credentials|azure\/setup\/credentials)(\?accountId=[\w%-]*)?$/;

/** A client with the token of the reader, which is asked for at the first call. */
export function spotClient(token: () => Promise<string>): SpotClient {
  return {
    async read(kind, path, signal) {
      if (!readable.test(path))
        throw new Error(
          `${path} was refused before it was sent: it is not on the list of what is read from Spot.`,
        );
      let bearer: string;
      try {
        bearer = await token();
      } catch (error) {
        return {
          status: 'notCollected',
          message: error instanceof Error ? error.message : 'There is no token for Spot here.',
        };
      }
      try {
        const response = await fetch(`https://api.spotinst.io${path}`, {
          headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
          redirect: 'error',
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        });
        // Spot, or what is in between, may quote what it was sent. Nothing as short as a word is a
        // token.
        const said = await response.text();
        const text = bearer.length < 16 ? said : said.replaceAll(bearer, '(token)');
        if (response.status === 429)
          return unreachable(
            'Spot takes no more calls for now (429). Wait a minute; trying again sooner makes it longer.',
          );
        if (response.status >= 500)
          return unreachable(`Spot answered ${response.status}. Try again in a minute.`);
        const parsed = kind.schema.safeParse(jsonOf(text));
        return parsed.success
          ? { status: 'found', value: parsed.data }
          : unreachable(
              `Not Spot but something in between seems to have answered (${response.status}). Check the network or proxy.`,
            );
      } catch (error) {
        if (signal.aborted) return unreachable('The call was stopped before Spot answered.');
        const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
        return unreachable(
          timedOut
            ? 'Spot did not answer in time. Try again in a minute.'
            : 'Spot could not be reached. Check the network, then try again.',
        );
      }
    },
  };
}

function unreachable(message: string): { status: 'unreachable'; message: string } {
  return { status: 'unreachable', message };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
