import type { ErrorText } from '../error-text.ts';

/** What Azure, its console and its command line say. */
const texts: readonly ErrorText[] = [
  {
    text: "ERROR: Please run 'az login' to setup account.",
    from: 'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting',
    named: 'azure/not-signed-in',
  },
];

export default texts;
