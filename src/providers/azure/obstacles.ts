import type { Obstacle } from '../obstacle.ts';

/** What the command line and the cloud say when something stands in the way; the special before the general. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'azure/table',
    says: /^-{3,}(?: {2,}-{3,}){1,40}[ \t]*$/m,
    whose: 'terminal',
    title: 'This is a table',
    todo: 'Add --output json to the command.',
    source:
      'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting',
  },
  {
    id: 'azure/no-cli',
    says: /az: command not found|'az' is not recognized/i,
    whose: 'terminal',
    title: 'The terminal does not know the command az',
    todo: 'Use Azure Cloud Shell in the portal, or install the Azure CLI.',
    source:
      'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting',
  },
  {
    id: 'azure/not-signed-in',
    says: /Please run 'az login'|AADSTS70043|AADSTS700082|AADSTS50173/,
    whose: 'sign-in',
    title: 'The Azure CLI is not signed in, or its sign-in has expired',
    todo: 'Run az login, then the command again.',
    source:
      'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting',
  },
  {
    id: 'azure/second-factor',
    says: /AADSTS50076|AADSTS50079|AADSTS50158/,
    whose: 'sign-in',
    title: 'The directory asks for a second factor',
    todo: 'Run az login again with that account, then the command.',
    source:
      'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting',
  },
  {
    id: 'azure/unreachable',
    says: /Failed to resolve|Connection refused|Max retries exceeded|Name or service not known/i,
    whose: 'terminal',
    title: 'The Azure CLI could not reach Azure',
    todo: 'Check the network, then run the command again.',
    source:
      'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting',
  },
  {
    id: 'azure/untrusted-connection',
    says: /CERTIFICATE_VERIFY_FAILED|SSLError/i,
    whose: 'terminal',
    title: 'The Azure CLI does not trust the connection: a proxy is in between',
    todo: 'Use Azure Cloud Shell in the portal.',
    source:
      'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting',
  },
  {
    id: 'azure/not-understood',
    says: /unrecognized arguments|is misspelled or not recognized|the following arguments are required/i,
    whose: 'terminal',
    title: 'The Azure CLI did not understand the command',
    todo: 'Copy the whole command with its copy button.',
    source:
      'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting',
  },
];

export default obstacles;
