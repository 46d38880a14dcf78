import { type AwsAnswer, evidenceOfAwsError } from '../../../providers/aws/errors.ts';
import aws from '../../../providers/aws/index.ts';
import { createLooking, type Looking } from '../../kernel/create-looking.ts';
import { describeFailure } from '../../kernel/describe-failure.ts';
import { toCliJson } from './cli-json.ts';
import { isOwnLimit } from './own-session.ts';

const looking = createLooking((kind, error) =>
  describeFailure(aws.label, error, (thrown) => {
    const answer = readAnswer(thrown);
    if (answer && isOwnLimit(answer.message))
      return {
        status: 'unreachable',
        message: `This program limits its own sessions, and did so here. Please report this; it says nothing about your account. (${answer.message})`,
      };
    return answer && evidenceOfAwsError(kind, answer);
  }),
);

/** Looking at AWS: whatever an SDK call threw is evidence. */
export const { attempt, classify } = looking;

/** The output of SDK calls as evidence, in the shape of the CLI; so is what they throw. */
export const read: Looking['read'] = (kind, ask) =>
  looking.read(kind, async () => toCliJson(await ask()));

interface ThrownError {
  name?: string;
  /** On the wire of S3 and the query services. */
  Code?: unknown;
  message?: string;
  $metadata?: { httpStatusCode?: number; requestId?: string };
  $response?: { statusCode?: number };
}

/**
 * The code as the CLI prints it: the wire's own where the SDK kept it, else the name of the SDK's
 * exception.
 */
function readAnswer(thrown: ThrownError): AwsAnswer | undefined {
  const status = thrown.$metadata?.httpStatusCode ?? thrown.$response?.statusCode;
  const code = typeof thrown.Code === 'string' ? thrown.Code : (thrown.name ?? '');
  const message = thrown.message?.trim() || 'no further explanation';
  if (/^(CredentialsProviderError|TokenProviderError)$/.test(code)) return { code, message };
  // Nothing answered, or an error page that no AWS service wrote: it has a status but no request id,
  // and the SDK could not name it.
  if (status === undefined || /^(SyntaxError|TypeError|Error)$/.test(code)) {
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
