import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { evidenceOfGcpError } from '../../evidence/gcp-error.ts';

type Failure = Exclude<Evidence, { status: 'found' }>;

/** Codes of Node's network layer. */
const networkWords: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name of its API could not be resolved',
  EAI_AGAIN: 'the name of its API could not be resolved',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  ETIMEDOUT: 'no connection could be made in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection could be made in time',
  UND_ERR_SOCKET: 'the connection broke off',
  EHOSTUNREACH: 'the network does not reach it',
  ENETUNREACH: 'the network does not reach it',
};

interface Thrown {
  name?: string;
  message?: string;
  code?: unknown;
  cause?: unknown;
  answer?: Parameters<typeof evidenceOfGcpError>[1];
}

/** Turns whatever a call threw into evidence. */
export function classify(kind: EvidenceKind, error: unknown): Failure {
  const thrown = (
    typeof error === 'object' && error !== null ? error : { message: String(error) }
  ) as Thrown;
  switch (thrown.name) {
    case 'ReadOnlyViolation':
      throw error;
    case 'GcpRefusal':
      return evidenceOfGcpError(kind, thrown.answer as Parameters<typeof evidenceOfGcpError>[1]);
    case 'NoToken':
      return {
        status: 'denied',
        code: 'NO_CREDENTIALS',
        message: `There are no usable Google Cloud credentials here. Run gcloud auth application-default login, then check again. (${thrown.message})`,
      };
    case 'AbortError':
      return {
        status: 'unreachable',
        message: 'The call was stopped before Google Cloud answered.',
      };
    case 'TimeoutError':
      return {
        status: 'unreachable',
        message: 'Google Cloud did not answer in time. Try again in a minute.',
      };
    case 'NotGoogleAnswer':
      return {
        status: 'unreachable',
        message: `Not Google Cloud but something in between answered: ${thrown.message}. Check the network or proxy, then try again.`,
      };
  }
  const cause = thrown.cause as Thrown | undefined;
  const network = networkWords[String(cause?.code ?? thrown.code ?? '')];
  if (network)
    return {
      status: 'unreachable',
      message: `Google Cloud could not be reached: ${network}. Check the network, then try again.`,
    };
  if (/certificate|self[- ]signed/i.test(`${thrown.message} ${cause?.message}`)) {
    return {
      status: 'unreachable',
      message: 'The connection to Google Cloud is not trusted. A proxy may be in between.',
    };
  }
  return {
    status: 'unreachable',
    message: `Google Cloud could not be asked (${thrown.message ?? 'no details'}). Try again.`,
  };
}

/** An answer as evidence, if the kind's schema knows it. */
export function found<T>(kind: EvidenceKind<T>, answer: unknown): Evidence<T> {
  const parsed = kind.schema.safeParse(answer);
  if (parsed.success) return { status: 'found', value: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    status: 'unreachable',
    message: `Google Cloud answered in a form that this version does not know (${issue?.path.join('.') || 'whole answer'}: ${issue?.message}).`,
  };
}
