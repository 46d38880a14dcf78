import { evidenceOfAwsError } from './aws-error.ts';
import type { Dialect, PastedError } from './define-dialect.ts';
import type { Evidence, EvidenceKind } from './define-evidence.ts';
import { commandsOf } from './pasted-kinds.ts';

/** v1 and v2. */
const errorLine =
  /An error occurred \(([\w.:-]+)\) when calling the (\w+) operation(?: \([^)]*\))?: ?([^\n]*)/g;

/** What the AWS CLI prints beside JSON. */
export const awsDialect: Dialect = {
  errorsIn: (text) =>
    [...text.matchAll(errorLine)].map((match) => ({
      at: match.index,
      code: match[1] as string,
      operation: match[2] as string,
      message: (match[3] as string).trim(),
    })),
  isOwn: (kind, { operation }) =>
    commandsOf(kind).some((command) => command.operation === operation),
  evidenceOf: kindError,
  jsonOption: '--output json',
  commandName: /aws [\w-]+ [\w-]+/,
  localErrors: [
    [
      /command not found|is not recognized as/i,
      'The terminal does not know the command aws. Use AWS CloudShell in the console, or install the AWS CLI.',
    ],
    [
      /Unable to locate credentials|NoCredentials|Error loading SSO Token|Token has expired|sso login/i,
      'The AWS CLI is not signed in. Sign in (or use AWS CloudShell), then run the command again.',
    ],
    [
      /config profile .{0,200} could not be found/i,
      'The AWS CLI was told to use a profile that it does not have. Check AWS_PROFILE, then run the command again.',
    ],
    [
      /Could not connect to the endpoint|Connect timeout|Read timeout/i,
      'The AWS CLI could not reach AWS. Check the network, then run the command again.',
    ],
    [
      /SSL validation failed|CERTIFICATE_VERIFY_FAILED/i,
      'The AWS CLI does not trust the connection: a proxy is in between. Use AWS CloudShell in the console.',
    ],
    [
      /usage: aws|Unknown options|argument .{0,200}: (Invalid|expected)|Parameter validation failed|the following arguments are required/i,
      'The AWS CLI did not understand the command. Copy the whole command with its copy button.',
    ],
  ],
};

/**
 * The two-line command asks KMS only where there is a customer key; without one it asks about the
 * word `None`.
 */
function kindError(kind: EvidenceKind, error: PastedError): Evidence {
  if (commandsOf(kind).length > 1 && /\bNone\b/.test(error.message)) {
    return {
      status: 'absent',
      code: 'NoCustomerKey',
      message: 'The bucket is not encrypted with a customer key.',
    };
  }
  return evidenceOfAwsError(kind, error);
}
