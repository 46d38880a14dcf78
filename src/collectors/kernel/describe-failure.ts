import type { Failure } from '../../providers/dialect.ts';
import { ForeignAnswer } from './foreign-answer.ts';
import { NotReached } from './not-reached.ts';
import { ReadOnlyViolation } from './read-only-violation.ts';

/** Codes of Node's network layer, and of its fetch. */
const networkFailures = new Map([
  ['ENOTFOUND', 'its name could not be resolved'],
  ['EAI_AGAIN', 'its name could not be resolved'],
  ['ECONNREFUSED', 'the connection was refused'],
  ['ECONNRESET', 'the connection broke off'],
  ['ECONNABORTED', 'the connection broke off'],
  ['EPIPE', 'the connection broke off'],
  ['UND_ERR_SOCKET', 'the connection broke off'],
  ['ERR_STREAM_PREMATURE_CLOSE', 'the connection broke off'],
  ['ETIMEDOUT', 'no connection could be made in time'],
  ['UND_ERR_CONNECT_TIMEOUT', 'no connection could be made in time'],
  ['EHOSTUNREACH', 'the network does not lead there'],
  ['EHOSTDOWN', 'the network does not lead there'],
  ['ENETUNREACH', 'the network does not lead there'],
  ['ENETDOWN', 'the network does not lead there'],
  ['EADDRNOTAVAIL', 'the network does not lead there'],
  ['EPROTO', 'no encrypted connection could be made'],
]);

/** Beginnings of such codes, where a whole family means the same. */
const networkFamilies: readonly (readonly [RegExp, string])[] = [
  [/^(ERR_SSL_|ERR_TLS_(?!CERT))/, 'no encrypted connection could be made'],
  [/^(UND_ERR_(HEADERS|BODY)_TIMEOUT)$/, 'its answer did not come in time'],
  [
    /^(HPE_|UND_ERR_(RES|RESPONSE|HEADERS_OVERFLOW|INVALID|NOT_SUPPORTED)|Z_|ERR_(BROTLI|ZLIB))/,
    'what came back is no answer of a web server',
  ],
  [/^(UND_ERR_|ERR_PROXY_)/, 'the proxy of this machine let nothing through'],
];

/** What errors are read for, whoever threw them. */
interface Thrown {
  name?: string;
  message?: string;
  code?: unknown;
  errno?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/**
 * What something that was thrown while looking means, in one form for all providers: what happened,
 * and what to do next. `readRefusal` reads what only the provider's own client throws; undefined
 * when it is none of that.
 *
 * Throws a ReadOnlyViolation on: it is a defect of this program and says nothing of an account.
 *
 * @example
 * describeFailure('Azure', new DOMException('', 'TimeoutError'))
 * // { status: 'unreachable', message: 'Azure did not answer in time. Try again in a minute.' }
 */
export function describeFailure(
  provider: string,
  error: unknown,
  readRefusal: (error: object) => Failure | undefined = () => undefined,
): Failure {
  if (error instanceof ReadOnlyViolation) throw error;
  const thrown: Thrown =
    typeof error === 'object' && error !== null ? error : { message: String(error) };
  const { name, message = '' } = thrown;
  if (error instanceof NotReached) {
    const { who, reason } = error;
    return typeof reason === 'string'
      ? unreachable(`${who} could not be reached: ${reason}`)
      : describeFailure(who, reason);
  }
  if (error instanceof ForeignAnswer) {
    return unreachable(
      `Not ${provider} but something in between answered: ${message}. Check the network or proxy, then try again.`,
    );
  }
  if (name === 'AbortError')
    return unreachable(`The call was stopped before ${provider} answered.`);
  if (name === 'TimeoutError') return timedOut(provider);
  return (
    readRefusal(thrown) ??
    describeConnection(provider, thrown) ??
    unreachable(
      `The answer of ${provider} could not be read (${firstLine(message) || 'no details'}). Try again in a minute.`,
    )
  );
}

/** What went wrong below HTTP; undefined when nothing did. */
function describeConnection(provider: string, thrown: Thrown): Failure | undefined {
  const causes = causesOf(thrown);
  const network = causes
    .map(({ code, errno }) => networkWords(String(code ?? errno)))
    .find(Boolean);
  const said = causes.find(({ message }) => /certificate|self[- ]signed/i.test(message ?? ''));
  if (said) {
    return unreachable(
      `The connection to ${provider} is not trusted: ${firstLine(said.message)}. A proxy may be in between. Ask whoever runs your network, then try again.`,
    );
  }
  if (network) {
    return unreachable(
      `${provider} could not be reached: ${network}. Check the network, then try again.`,
    );
  }
  return causes.some(
    ({ name, message }) => name === 'TimeoutError' || /timed out/i.test(message ?? ''),
  )
    ? timedOut(provider)
    : undefined;
}

const networkWords = (code: string) =>
  networkFailures.get(code) ?? networkFamilies.find(([family]) => family.test(code))?.[1];

/**
 * Whether something was thrown because the network, or what is in it, failed: it has nothing of the provider
 * in it.
 */
export const isNetworkFailure = (error: unknown): boolean =>
  error instanceof ForeignAnswer ||
  error instanceof NotReached ||
  describeConnection('', (error ?? {}) as Thrown) !== undefined;

/** An error, what fetch() and others put into `cause`, and the tries of several addresses. */
function causesOf(thrown: Thrown): Thrown[] {
  const all: Thrown[] = [];
  const queue: unknown[] = [thrown];
  // Bounded: a cause may be its own.
  while (queue.length > 0 && all.length < 10) {
    const next = queue.shift();
    if (typeof next !== 'object' || next === null) continue;
    const one: Thrown = next;
    all.push(one);
    queue.push(one.cause, ...(Array.isArray(one.errors) ? one.errors : []));
  }
  return all;
}

const firstLine = (text = '') =>
  text
    .trim()
    .split(/[\r\n]/)[0]
    ?.slice(0, 200);

const unreachable = (message: string): Failure => ({ status: 'unreachable', message });

const timedOut = (provider: string): Failure =>
  unreachable(`${provider} did not answer in time. Try again in a minute.`);
