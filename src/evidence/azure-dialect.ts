import {
  type AzureAnswer,
  azureErrorsIn,
  azureLocalErrors,
  evidenceOfAzureError,
} from './azure-error.ts';
import type { Dialect, PastedError } from './define-dialect.ts';

const answers = new WeakMap<PastedError, AzureAnswer>();

/** What `az rest` prints beside JSON. */
export const azureDialect: Dialect = {
  errorsIn: (text) =>
    azureErrorsIn(text).map(({ at, answer }) => {
      const error = { at, code: answer.code, operation: 'az rest', message: answer.message };
      answers.set(error, answer);
      return error;
    }),
  // az rest does not print the address that it asked, so every error of it may be the one of this
  // command.
  isOwn: ({ command }) => /\baz rest\b/.test(command),
  evidenceOf: (kind, error) => evidenceOfAzureError(kind, answers.get(error) ?? error),
  jsonOption: '--output json',
  commandName: /az [a-z-]+(?: [a-z-]+)?/,
  localErrors: azureLocalErrors,
};
