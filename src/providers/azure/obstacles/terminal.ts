import type { Obstacle } from '../../obstacle.ts';

const trouble =
  'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting';
const util =
  'https://github.com/Azure/azure-cli/blob/dev/src/azure-cli-core/azure/cli/core/util.py';
const quoting = 'https://github.com/Azure/azure-cli/blob/dev/doc/quoting-issues-with-powershell.md';

/** What the Azure CLI says when the machine, the shell or the way the command was copied is at fault. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'azure/table',
    says: /^-{3,}(?:[ ]{2,40}-{3,}){1,40}[ \t]*$/m,
    whose: 'terminal',
    title: 'This is a table',
    todo: 'Add --output json to the command.',
    source: trouble,
  },
  {
    id: 'azure/no-cli',
    says: /az: command not found|'az' is not recognized|The term 'az' is not recognized|az: not found|ObjectNotFound: \(az:String\)/i,
    whose: 'terminal',
    title: 'The terminal does not know the command az',
    todo: 'Use Azure Cloud Shell in the portal, or install the Azure CLI.',
    source: trouble,
  },
  {
    id: 'azure/address-cut',
    says: /'(?:api-version|\$?(?:filter|top|select|expand|count)|tenantId|b)\b[^']{0,200}' is not recognized as an internal or external command|MissingApiVersionParameter|api-version query parameter \(\?api-version=\) is required|InvalidApiVersionParameter|The api-version '[^']{0,60}' is invalid/,
    whose: 'terminal',
    title: 'The shell cut the address at & or ?, so a part of it was missing',
    todo: 'Run the command in bash (Cloud Shell, WSL, Git Bash), copied with its copy button: cmd, which az is started by on Windows, takes & for the end of a command.',
    source: quoting,
  },
  {
    id: 'azure/address-wrong',
    says: /NoRegisteredProviderFound|\bInvalidResourceType\b|Not a json response, outputting to stdout/,
    whose: 'terminal',
    title: 'Azure knows nothing at this address: it was changed when it was copied',
    todo: 'Copy the whole command of this page again; a part of the address, or its api-version, is another one in yours.',
    source:
      'https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
  },
  {
    id: 'azure/cloud-shell',
    says: /Cloud Shell failed to provision|Failed to request a terminal/,
    whose: 'terminal',
    title: 'Azure Cloud Shell does not start',
    todo: 'Install the Azure CLI (https://aka.ms/azure-cli), run az login --tenant with the directory ID of this page, and run the commands there. TenantDisabled means that Microsoft switched Cloud Shell off for your directory; “Failed to request a terminal”, that your network does not let web sockets through to *.console.azure.com and *.servicebus.windows.net.',
    source: 'https://learn.microsoft.com/en-us/azure/cloud-shell/troubleshooting',
  },
  {
    id: 'azure/filter-broken',
    says: /\bUnsupportedQuery\b|Request_UnsupportedQuery|Supported filters are either|Invalid filter clause|filter '[^']{0,300}' is not supported/,
    whose: 'terminal',
    title: 'The shell changed the filter in the address: its quotes, or $filter',
    todo: 'Run the command in bash (Cloud Shell, WSL, Git Bash), copied with its copy button: $ and quotes mean something else in PowerShell and cmd.',
    source: quoting,
  },
  {
    id: 'azure/git-bash-path',
    says: /[A-Z]:[\\/](?:Program Files[\\/])?Git[\\/](?:subscriptions|providers)\b|\bMissingSubscription\b|did not have a subscription or a valid tenant level resource provider|Invalid scope\. Please use --help/,
    whose: 'terminal',
    title: 'Git Bash rewrote the path of the scope (/subscriptions/…) as a folder of Windows',
    todo: 'Run export MSYS_NO_PATHCONV=1, then the command again; or use Cloud Shell. In another shell, see that the scope begins with /subscriptions/ and the ID.',
    source: 'https://github.com/Azure/azure-cli/issues/28842',
  },
  {
    id: 'azure/file-missing',
    says: /Failed to parse string as JSON:\s{1,4}[^\s{}"']{1,200}\.json\s{1,4}Error detail: Expecting value: line 1 column 1|Failed to parse file '[^']{1,300}' with exception:\s{1,4}No content in the file|No such file or directory: '[^']{0,200}\.json'/,
    whose: 'terminal',
    title: 'The file that the command names is not in this folder, or is empty',
    todo: 'Run the whole command of this page: its first part writes the file. Or go to the folder that holds it.',
    source: util,
  },
  {
    id: 'azure/quotes',
    says: /Failed to parse string as JSON|Expecting property name enclosed in double quotes|may have been parsed by the shell|PowerShell requires additional quoting rules|Unable to read JSON request payload|request content was invalid and could not be deserialized|BadRequestFormat|The request was incorrectly formatted/,
    whose: 'terminal',
    title: 'The shell changed the quotes of the command, so Azure got no JSON',
    todo: 'Run it in bash: Cloud Shell (choose Bash), WSL or Git Bash. PowerShell and cmd treat quotes differently, and take @file only in quotes.',
    source: quoting,
  },
  {
    id: 'azure/query-quotes',
    says: /[Ii]nvalid jmespath(?:_type| query)|argument --query: |Bad jmespath expression/,
    whose: 'terminal',
    title: 'The shell changed the quotes of --query',
    todo: 'Run the command in bash (Cloud Shell, WSL, Git Bash), copied with its copy button.',
    source: trouble,
  },
  {
    id: 'azure/extension',
    says: /The command requires the extension \S{1,80}|Do you want to install it now\?|please make sure the corresponding extension is installed|Extension '[^']{1,80}' (?:is )?not (?:installed|found)/,
    whose: 'terminal',
    title: 'This command is in an extension of the Azure CLI that is not installed here',
    todo: 'Answer y, or run az extension add --name and the name in the message. Cloud Shell installs it when you agree.',
    source: 'https://learn.microsoft.com/en-us/cli/azure/azure-cli-extensions-overview',
  },
  {
    id: 'azure/no-terminal-to-ask',
    says: /Unable to prompt for (?:confirmation|value) (?:as|because) no tty available/,
    whose: 'terminal',
    title: 'The Azure CLI wants to ask something, and nobody can answer here',
    todo: 'Run the command in a terminal that you can type in.',
    source: util,
  },
  {
    id: 'azure/token-cache',
    says: /Decryption failed: \[WinError|WinError -214689\d{4}|PersistenceDecryptionError|msal_token_cache\.(?:bin|json)/,
    whose: 'terminal',
    title: 'The Azure CLI cannot read the sign-in that it keeps on this computer',
    todo: 'Run az account clear, then az login. It clears sign-ins of this computer only.',
    source: 'https://github.com/Azure/azure-cli/issues/20231',
  },
  {
    id: 'azure/own-files',
    says: /Permission denied: '[^']{0,200}\.azure\b|Read-only file system: '[^']{0,200}\.azure\b/,
    whose: 'terminal',
    title: 'The Azure CLI may not write its own folder (.azure)',
    todo: 'Run it as the user who owns that folder, not with sudo; or use Cloud Shell.',
    source: 'https://github.com/Azure/azure-cli/issues/15638',
  },
  {
    id: 'azure/empty-list',
    says: /list index out of range/,
    whose: 'terminal',
    title: 'The Azure CLI stumbled over an answer of Azure that was empty',
    todo: 'If the command was az role assignment create, the app most likely has the role already: verify the step. If not, run the command in Cloud Shell in the portal, or install the newest Azure CLI.',
    source: 'https://github.com/Azure/azure-cli/issues/8568',
  },
  {
    id: 'azure/cli-broken',
    says: /DLL load failed while importing|The command failed with an unexpected error\. Here is the traceback|(?:ImportError|ModuleNotFoundError): [\s\S]{0,200}(?:azure|msal|knack|cryptography|OpenSSL)/,
    whose: 'terminal',
    title: 'The Azure CLI stopped with a mistake of its own, or its installation is broken',
    todo: 'Run the command in Cloud Shell in the portal, or install the newest Azure CLI.',
    source: trouble,
  },
  {
    id: 'azure/untrusted-connection',
    says: /CERTIFICATE_VERIFY_FAILED|SSLError|Certificate verification failed\. This typically happens/i,
    whose: 'terminal',
    title: 'The Azure CLI does not trust the connection: a proxy is in between',
    todo: 'Use Azure Cloud Shell in the portal, or have whoever runs the proxy give you its certificate: REQUESTS_CA_BUNDLE names the file.',
    source: 'https://learn.microsoft.com/en-us/cli/azure/use-cli-effectively#work-behind-a-proxy',
  },
  {
    id: 'azure/unreachable',
    says: /Failed to resolve|Connection refused|Max retries exceeded|Name or service not known|Failed to establish a new connection|Connection aborted|ConnectTimeoutError|ReadTimeout/i,
    whose: 'terminal',
    title: 'The Azure CLI could not reach Azure',
    todo: 'Check the network, then run the command again.',
    source: trouble,
  },
  {
    id: 'azure/command-cut',
    says: /the following arguments are required|expected (?:one|at least one) argument|specify both --role and --scopes/i,
    whose: 'terminal',
    title: 'The Azure CLI got only a part of the command, or an empty value',
    todo: 'Fill in the values of this page, and copy the whole command with its copy button.',
    source: trouble,
  },
  {
    id: 'azure/not-understood',
    says: /unrecognized arguments|is misspelled or not recognized|usage error: --/i,
    whose: 'terminal',
    title: 'The Azure CLI did not understand the command',
    todo: 'Copy the whole command with its copy button, into bash: a line that ends in a backslash goes on only there, and two hyphens may have become one dash. If it says the same, run az version: before 2.37 some options have other names; az upgrade helps, or Cloud Shell.',
    source: trouble,
  },
];

export default obstacles;
