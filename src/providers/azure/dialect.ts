import type { Dialect, PastedError } from '../dialect.ts';
import { type AzureAnswer, azureErrorOf, azureErrorsIn, evidenceOfAzureError } from './errors.ts';
import obstacles from './obstacles.ts';
import readRefusal from './read-refusal.ts';

const answers = new WeakMap<PastedError, AzureAnswer>();

/** What `az` prints beside JSON. */
const dialect: Dialect = {
  errorsIn: (text, documents) =>
    [
      ...azureErrorsIn(text),
      ...documents.flatMap(({ at, value }) => {
        const found = azureErrorOf(value);
        return found ? [{ at, ...found }] : [];
      }),
    ].map(({ at, command, answer }) => {
      const error = { at, code: answer.code, operation: command, message: answer.message };
      answers.set(error, answer);
      return error;
    }),
  // az rest does not print the address that it asked, so every error of it may be the one of this
  // command, unless it names another action than asking takes. Signing in goes wrong before any command
  // can; that some other command of az was refused says nothing of this one.
  isOwn: ({ command, permissions = [] }, { operation, message }) => {
    if (operation === 'az login') return /\baz\b/.test(command);
    if (operation === 'az') return /\baz (?!rest\b)/.test(command);
    if (operation === 'curl') return /\bcurl\b/.test(command);
    if (operation === 'Azure portal') return false;
    const action = readRefusal(message)?.action.toLowerCase();
    const isOther =
      action !== undefined &&
      permissions.length > 0 &&
      !permissions.some((own) => own.toLowerCase() === action);
    return /\baz rest\b/.test(command) && !isOther;
  },
  evidenceOf: (fact, error) => evidenceOfAzureError(fact, answers.get(error) ?? error),
  jsonOption: '--output json',
  commandName: /az [a-z-]+(?: [a-z-]+)?/,
  obstacles,
};

export default dialect;
