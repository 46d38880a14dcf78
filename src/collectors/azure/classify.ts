import { evidenceOfAzureError } from '../../evidence/azure-error.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';

type Failure = Exclude<Evidence, { status: 'found' }>;

/** Codes of Node's network layer. */
const networkWords = new Map([
  ['ENOTFOUND', 'its name could not be resolved'],
  ['EAI_AGAIN', 'its name could not be resolved'],
  ['ECONNREFUSED', 'the connection was refused'],
  ['ECONNRESET', 'the connection broke off'],
  ['UND_ERR_SOCKET', 'the connection broke off'],
  ['ETIMEDOUT', 'no connection could be made in time'],
  ['UND_ERR_CONNECT_TIMEOUT', 'no connection could be made in time'],
  ['EHOSTUNREACH', 'the network does not lead there'],
  ['ENETUNREACH', 'the network does not lead there'],
]);

/** Turns whatever a request threw into evidence. */
export function classify(kind: EvidenceKind, error: unknown): Failure {
  const thrown = (
    typeof error === 'object' && error !== null ? error : { message: String(error) }
  ) as ThrownError;
  const message = thrown.message ?? '';
  if (thrown.name === 'ReadOnlyViolation') throw error;
  if (thrown.name === 'AzureRefusal') {
    return evidenceOfAzureError(kind, { code: thrown.code ?? '', message, status: thrown.status });
  }
  if (thrown.name === 'NoAzureCredentials')
    return evidenceOfAzureError(kind, { code: 'CredentialUnavailable', message, status: 401 });
  if (thrown.name === 'AbortError')
    return { status: 'unreachable', message: 'The call was stopped before Azure answered.' };
  if (thrown.name === 'TimeoutError')
    return {
      status: 'unreachable',
      message: 'Azure did not answer in time. Try again in a minute.',
    };
  if (thrown.name === 'NotAzureAnswer') {
    return {
      status: 'unreachable',
      message: `Not Azure but something in between answered: ${message}. Check the network or proxy, then try again.`,
    };
  }
  const cause = thrown.cause ?? thrown;
  const network = networkWords.get(String(cause.code ?? ''));
  if (network)
    return {
      status: 'unreachable',
      message: `Azure could not be reached: ${network}. Check the network, then try again.`,
    };
  if (/certificate|self[- ]signed/i.test(cause.message ?? '')) {
    return {
      status: 'unreachable',
      message: `The connection to Azure is not trusted: ${cause.message}. A proxy may be in between.`,
    };
  }
  return {
    status: 'unreachable',
    message: `The answer could not be read (${message || 'no details'}). Try again.`,
  };
}

interface ThrownError {
  name?: string;
  code?: string;
  status?: number;
  message?: string;
  cause?: { code?: unknown; message?: string };
}

/** An answer as evidence, only if the kind's schema knows it. */
export function found<T>(kind: EvidenceKind<T>, answer: object): Evidence<T> {
  const parsed = kind.schema.safeParse(answer);
  if (parsed.success) return { status: 'found', value: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    status: 'unreachable',
    message: `Azure answered in a form that this version does not know (${issue?.path.join('.') || 'whole answer'}: ${issue?.message}).`,
  };
}
