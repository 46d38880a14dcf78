import type { Failure } from '../../providers/dialect.ts';
import { ForeignAnswer } from './foreign-answer.ts';
import { ReadOnlyViolation } from './read-only-violation.ts';

/** Codes of Node's network layer, and of its fetch. */
const networkFailures = new Map([
  ['ENOTFOUND', 'its name could not be resolved'],
  ['EAI_AGAIN', 'its name could not be resolved'],
  ['ECONNREFUSED', 'the connection was refused'],
  ['ECONNRESET', 'the connection broke off'],
  ['EPIPE', 'the connection broke off'],
  ['UND_ERR_SOCKET', 'the connection broke off'],
  ['ETIMEDOUT', 'no connection could be made in time'],
  ['UND_ERR_CONNECT_TIMEOUT', 'no connection could be made in time'],
  ['EHOSTUNREACH', 'the network does not lead there'],
  ['ENETUNREACH', 'the network does not lead there'],
]);

/** What errors are read for, whoever threw them. */
interface Thrown {
  name?: string;
  message?: string;
  code?: unknown;
  errno?: unknown;
  cause?: unknown;
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
    unreachable(`The answer could not be read (${message || 'no details'}). Try again.`)
  );
}

/** What went wrong below HTTP; undefined when nothing did. fetch() puts it into `cause`. */
function describeConnection(provider: string, thrown: Thrown): Failure | undefined {
  const cause: Thrown =
    typeof thrown.cause === 'object' && thrown.cause !== null ? thrown.cause : {};
  const network = networkFailures.get(String(cause.code ?? thrown.code ?? thrown.errno));
  if (network) {
    return unreachable(
      `${provider} could not be reached: ${network}. Check the network, then try again.`,
    );
  }
  const said = [cause.message, thrown.message].find((text) =>
    /certificate|self[- ]signed/i.test(text ?? ''),
  );
  if (said) {
    return unreachable(
      `The connection to ${provider} is not trusted: ${said}. A proxy may be in between.`,
    );
  }
  return /timed out/i.test(thrown.message ?? '') ? timedOut(provider) : undefined;
}

const unreachable = (message: string): Failure => ({ status: 'unreachable', message });

const timedOut = (provider: string): Failure =>
  unreachable(`${provider} did not answer in time. Try again in a minute.`);
