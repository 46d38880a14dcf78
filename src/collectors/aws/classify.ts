import { type AwsAnswer, evidenceOfAwsError } from '../../evidence/aws-error.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { cliJson } from './cli-json.ts';

type Failure = Exclude<Evidence, { status: 'found' }>;

/** Codes of Node's network layer. */
const networkWords = new Map([
  ['ENOTFOUND', 'the name of the AWS endpoint could not be resolved'],
  ['EAI_AGAIN', 'the name of the AWS endpoint could not be resolved'],
  ['ECONNREFUSED', 'the connection was refused'],
  ['ECONNRESET', 'the connection broke off'],
  ['EPIPE', 'the connection broke off'],
  ['ETIMEDOUT', 'no connection could be made in time'],
  ['EHOSTUNREACH', 'the network cannot reach AWS'],
  ['ENETUNREACH', 'the network cannot reach AWS'],
]);

/** Turns whatever an SDK call threw into evidence. */
export function classify(kind: EvidenceKind, error: unknown): Failure {
  const thrown = (
    typeof error === 'object' && error !== null ? error : { message: String(error) }
  ) as ThrownError;
  if (thrown.name === 'ReadOnlyViolation') throw error;
  if (thrown.name === 'AbortError')
    return { status: 'unreachable', message: 'The call was stopped before AWS answered.' };
  if (thrown.name === 'NotAwsAnswer') {
    return {
      status: 'unreachable',
      message: `Not AWS but something in between answered: ${thrown.message}. Check the network or proxy, then try again.`,
    };
  }
  if (thrown.name === 'TimeoutError' || /timed out/i.test(thrown.message ?? '')) {
    return { status: 'unreachable', message: 'AWS did not answer in time. Try again in a minute.' };
  }
  const network = networkWords.get(String(thrown.code ?? thrown.errno ?? ''));
  if (network)
    return {
      status: 'unreachable',
      message: `AWS could not be reached: ${network}. Check the network, then try again.`,
    };
  if (
    /certificate|self[- ]signed/i.test(thrown.message ?? '') &&
    thrown.$metadata?.httpStatusCode === undefined
  ) {
    return {
      status: 'unreachable',
      message: `The connection to AWS is not trusted: ${thrown.message}. A proxy may be in between.`,
    };
  }
  const answer = awsAnswer(thrown);
  if (!answer)
    return {
      status: 'unreachable',
      message: `The answer could not be read (${thrown.message ?? 'no details'}). Try again.`,
    };
  return evidenceOfAwsError(kind, answer);
}

interface ThrownError {
  name?: string;
  /** On the wire of S3 and the query services. */
  Code?: unknown;
  code?: unknown;
  errno?: unknown;
  message?: string;
  $fault?: string;
  $metadata?: { httpStatusCode?: number; requestId?: string };
  $response?: { statusCode?: number };
}

/**
 * The code as the CLI prints it: the wire's own where the SDK kept it, else the name of the SDK's
 * exception.
 */
function awsAnswer(thrown: ThrownError): AwsAnswer | undefined {
  const status = thrown.$metadata?.httpStatusCode ?? thrown.$response?.statusCode;
  const code = typeof thrown.Code === 'string' ? thrown.Code : (thrown.name ?? '');
  const message = (thrown.message ?? '').trim() || 'no further explanation';
  if (/^(CredentialsProviderError|TokenProviderError)$/.test(code)) return { code, message };
  // An error page that no AWS service wrote has a status but no request id, and the SDK could not
  // name it.
  if (thrown.$metadata === undefined || /^(SyntaxError|TypeError|Error)$/.test(code)) {
    return status !== undefined && status >= 500
      ? { code: `HTTP ${status}`, message, status }
      : undefined;
  }
  if (code === 'UnknownError' || code === 'Unknown') {
    return status !== undefined && (status >= 500 || status === 429)
      ? { code: `HTTP ${status}`, message, status }
      : undefined;
  }
  return { code, message, status };
}

/** An SDK output as evidence: in the CLI's shape, and only if the kind's schema knows it. */
export function found<T>(kind: EvidenceKind<T>, output: object): Evidence<T> {
  const parsed = kind.schema.safeParse(cliJson(output));
  if (parsed.success) return { status: 'found', value: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    status: 'unreachable',
    message: `AWS answered in a form that this version does not know (${issue?.path.join('.') || 'whole answer'}: ${issue?.message}).`,
  };
}
