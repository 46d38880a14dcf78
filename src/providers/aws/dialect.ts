import type { AskedFact, Dialect, Failure, PastedError } from '../dialect.ts';
import { evidenceOfAwsError } from './errors.ts';
import obstacles from './obstacles.ts';

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
  obstacles,
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
