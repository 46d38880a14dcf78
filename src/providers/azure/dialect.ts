import type { Dialect, PastedError } from '../dialect.ts';
import { type AzureAnswer, azureErrorsIn, evidenceOfAzureError } from './errors.ts';
import readRefusal from './read-refusal.ts';

const answers = new WeakMap<PastedError, AzureAnswer>();

/** What `az rest` prints beside JSON. */
const dialect: Dialect = {
  errorsIn: (text) =>
    azureErrorsIn(text).map(({ at, answer }) => {
      const error = { at, code: answer.code, operation: 'az rest', message: answer.message };
      answers.set(error, answer);
      return error;
    }),
  // az rest does not print the address that it asked, so every error of it may be the one of this
  // command, unless it names another action than asking takes.
  isOwn: ({ command, permissions = [] }, { message }) => {
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
  localErrors: [
    [/^-{3,}(?: {2,}-{3,}){1,40}[ \t]*$/m, 'This is a table. Add --output json to the command.'],
    [
      /az: command not found|'az' is not recognized/i,
      'The terminal does not know the command az. Use Azure Cloud Shell in the portal, or install the Azure CLI.',
    ],
    [
      /Please run 'az login'|AADSTS70043|AADSTS700082|AADSTS50173/,
      'The Azure CLI is not signed in, or its sign-in has expired. Run az login, then the command again.',
    ],
    [
      /AADSTS50076|AADSTS50079|AADSTS50158/,
      'The directory asks for a second factor. Run az login again with that account, then the command.',
    ],
    [
      /Failed to resolve|Connection refused|Max retries exceeded|Name or service not known/i,
      'The Azure CLI could not reach Azure. Check the network, then run the command again.',
    ],
    [
      /CERTIFICATE_VERIFY_FAILED|SSLError/i,
      'The Azure CLI does not trust the connection: a proxy is in between. Use Azure Cloud Shell in the portal.',
    ],
    [
      /unrecognized arguments|is misspelled or not recognized|the following arguments are required/i,
      'The Azure CLI did not understand the command. Copy the whole command with its copy button.',
    ],
  ],
};

export default dialect;
