import type { Dialect, PastedError } from '../dialect.ts';
import { evidenceOfGcpError, type GcpAnswer, readGcpError } from './errors.ts';
import obstacles from './obstacles.ts';

/**
 * `ERROR: (gcloud.iam.service-accounts.describe) NOT_FOUND: Unknown service account.`, and the
 * details below it.
 */
const errorLine =
  /ERROR: \((gcloud[\w.-]{0,200})\) ?([^\n]*(?:\n(?!.{0,200}ERROR: \()[^\n]*){0,80})/g;

/**
 * `gcloud iam service-accounts describe x --project=y` is the command
 * `gcloud.iam.service-accounts.describe`.
 */
function commandIs(command: string, operation: string): boolean {
  const [, ...words] = operation.split('.');
  return new RegExp(
    `\\bgcloud ${words.map((word) => word.replace(/[^\w-]/g, '')).join(' ')}(?![\\w-])`,
  ).test(command);
}

/**
 * The canonical code that gcloud prints first; a refusal some of its commands say in words instead.
 * That something does not exist counts only with its code: the words are also said of files of
 * gcloud's own, and by whatever is between.
 */
function readCode(text: string): string {
  const code = /^([A-Z][A-Z_]{3,}): /.exec(text)?.[1];
  if (code) return code;
  const refusals =
    /\[.{1,200}\] does not have permission|Permission '.{1,200}' denied|User is not permitted to access/;
  if (refusals.test(text)) return 'PERMISSION_DENIED';
  return /Reauthentication|credentials|auth login/i.test(text) ? 'UNAUTHENTICATED' : 'UNKNOWN';
}

function readAnswer(text: string): GcpAnswer {
  const [firstLine = ''] = text.split('\n');
  const message = firstLine
    .replace(/^[A-Z][A-Z_]{3,}: /, '')
    .replace(/ This command is authenticated as .*/, '')
    .trim();
  const reason = /^ {2,}reason: ['"]?([A-Z_]{3,60})/m.exec(text)?.[1];
  return { code: readCode(text), message, reason };
}

const answers = new WeakMap<PastedError, GcpAnswer>();

function keepAnswer(at: number, operation: string, answer: GcpAnswer): PastedError {
  const error = { at, operation, code: answer.code, message: answer.message };
  answers.set(error, answer);
  return error;
}

/** What gcloud prints beside JSON, and what the REST APIs answer to curl. */
const dialect: Dialect = {
  errorsIn: (text, documents) => [
    ...[...text.matchAll(errorLine)].map(({ index, 1: operation = '', 2: rest = '' }) =>
      keepAnswer(index, operation, readAnswer(rest)),
    ),
    ...documents.flatMap((document) => {
      const answer = readGcpError(document.value);
      return answer ? [keepAnswer(document.at, 'curl', answer)] : [];
    }),
  ],
  // Signing in goes wrong before any command of its own can.
  isOwn: ({ command }, { operation }) =>
    operation === 'curl'
      ? /\bcurl\b/.test(command)
      : operation === 'gcloud' || commandIs(command, operation),
  evidenceOf: (fact, error) => evidenceOfGcpError(fact, answers.get(error) ?? error),
  jsonOption: '--format=json',
  commandName: /gcloud [a-z-]+ [a-z-]+(?: [a-z-]+)?|curl|jq/,
  obstacles,
};

export default dialect;
