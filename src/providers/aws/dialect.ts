import type { AskedFact, Dialect, Failure, PastedError } from '../dialect.ts';
import { evidenceOfAwsError } from './errors.ts';

/** v1 and v2. */
const errorLine =
  /An error occurred \(([\w.:-]+)\) when calling the (\w+) operation(?: \([^)]*\))?: ?([^\n]*)/g;

/** What the AWS CLI prints beside JSON. */
const dialect: Dialect = {
  errorsIn: (text) =>
    [...text.matchAll(errorLine)].map(
      ({ index, 1: code = '', 2: operation = '', 3: message = '' }) => ({
        at: index,
        code,
        operation,
        message: message.trim(),
      }),
    ),
  isOwn: ({ command }, { operation }) => operationsIn(command).includes(operation),
  evidenceOf: classifyPrinted,
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

export default dialect;

/**
 * The two-line command asks KMS only where there is a customer key; without one it asks about the
 * word `None`.
 */
function classifyPrinted(fact: AskedFact, error: PastedError): Failure {
  if (/^InvalidInput(Exception)?$/.test(error.code) && isAboutNoKey(fact, error)) {
    return {
      status: 'absent',
      code: 'NoCustomerKey',
      message: 'The bucket is not encrypted with a customer key.',
    };
  }
  return evidenceOfAwsError(fact, error);
}

/**
 * IAM was asked about what `--output text` prints for nothing, and says so: “ResourceNames are not in
 * a valid ARN format: None.” Only a command that asks about a key can have done that.
 *
 * Source: https://github.com/aws-containers/amazon-ecs-exec-checker/issues/35
 */
function isAboutNoKey({ command }: AskedFact, { operation, message }: PastedError): boolean {
  return (
    operation === 'SimulatePrincipalPolicy' &&
    command.includes('--resource-arns "$KEY"') &&
    /ARN\b[^:]*: None\.?$/i.test(message)
  );
}

/** AWS's names of what a command calls: `aws s3api get-bucket-policy` calls `GetBucketPolicy`. */
function operationsIn(command: string): string[] {
  return [...command.matchAll(/\baws [\w-]+ ([\w-]+)/g)].map(([, verb = '']) =>
    verb.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase()),
  );
}
