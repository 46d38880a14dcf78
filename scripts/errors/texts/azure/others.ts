import type { ErrorText } from '../../error-text.ts';
import { core, rest, trouble, util } from './_words.ts';

/** Azure itself, and the machine. */
const texts: readonly ErrorText[] = [
  {
    text: core(
      'RequestDisallowedByAzure',
      "Resource 'web' was disallowed by Azure: This policy maintains a set of best available regions where your subscription can deploy resources.",
    ),
    from: 'https://learn.microsoft.com/en-us/troubleshoot/azure/general/region-access-request-process',
    named: 'azure/restricted-by-microsoft',
  },
  {
    text: rest(
      'Too Many Requests',
      'TooManyRequests',
      'The request is being throttled. Please try after some time.',
    ),
    from: 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/request-limits-and-throttling',
    named: 'azure/slow-down',
  },
  {
    text: 'ERROR: Service Unavailable({"error":{"code":"ServiceUnavailable","message":"The service is unavailable."}})',
    from: 'https://learn.microsoft.com/en-us/graph/errors',
    named: 'azure/trouble',
  },
  { text: 'Name  State\n----  -----\nx     y', from: trouble, named: 'azure/table' },
  {
    text: "'az' is not recognized as an internal or external command,\noperable program or batch file.",
    from: trouble,
    named: 'azure/no-cli',
  },
  {
    text: "az : The term 'az' is not recognized as the name of a cmdlet, function, script file, or operable program.\nAt line:1 char:1\n+ az rest --method get\n+ ~~\n    + CategoryInfo          : ObjectNotFound: (az:String) [], CommandNotFoundException",
    from: trouble,
    named: 'azure/no-cli',
  },
  {
    text: core(
      'MissingSubscription',
      'The request did not have a subscription or a valid tenant level resource provider.',
    ),
    from: 'https://github.com/Azure-Samples/graphrag-accelerator/issues/287',
    named: 'azure/git-bash-path or terminal/git-bash-path',
  },
  {
    text: "Creating 'contributor' role assignment under scope 'C:/Program Files/Git/subscriptions/00000000-0000-0000-0000-000000000000'\n  Role assignment creation failed.",
    from: 'https://github.com/Azure/azure-cli/issues/28842',
    named: 'azure/git-bash-path or terminal/git-bash-path',
  },
  {
    text: 'ERROR: Failed to parse string as JSON:\nspot-role.json\nError detail: Expecting value: line 1 column 1 (char 0)\nThe provided JSON string may have been parsed by the shell. See https://docs.microsoft.com/cli/azure/use-cli-effectively#use-quotation-marks-in-arguments',
    from: util,
    named: 'azure/file-missing',
  },
  {
    text: 'ERROR: Failed to parse string as JSON:\n{properties: {principalId: 2aa4}}\nError detail: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)\nThe provided JSON string may have been parsed by the shell. See https://docs.microsoft.com/cli/azure/use-cli-effectively#use-quotation-marks-in-arguments\nPowerShell requires additional quoting rules. See https://github.com/Azure/azure-cli/blob/dev/doc/quoting-issues-with-powershell.md',
    from: util,
    named: 'azure/quotes',
  },
  {
    text: rest(
      'Bad Request',
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    ),
    from: 'https://learn.microsoft.com/en-us/graph/errors',
    named: 'azure/quotes',
  },
  {
    text: "At line:1 char:60\n+ az rest --method put --url $url --body @role.json\n+                                        ~~~~~\nThe splatting operator '@' cannot be used to reference variables in an expression. '@role' can be used only as an argument to a command. To reference variables in an expression use '$role'.\n    + CategoryInfo          : ParserError: (:) [], ParentContainsErrorRecordException",
    from: 'https://github.com/Azure/azure-cli/blob/dev/doc/quoting-issues-with-powershell.md',
    named: 'terminal/powershell-syntax',
  },
  {
    text: 'ERROR: argument --query: invalid jmespath_type value: "value[?properties.principalId==2aa4].name"',
    from: trouble,
    named: 'azure/query-quotes',
  },
  {
    text: 'The command requires the extension account. Do you want to install it now? The command will continue to run after the extension is installed. (Y/n): ',
    from: 'https://learn.microsoft.com/en-us/cli/azure/azure-cli-extensions-overview',
    named: 'azure/extension',
  },
  {
    text: 'ERROR: Unable to prompt for confirmation as no tty available. Use --yes.',
    from: util,
    named: 'azure/no-terminal-to-ask',
  },
  {
    text: 'ERROR: Decryption failed: [WinError -2146893813] Key not valid for use in specified state. App developer may consider this guidance: https://github.com/AzureAD/microsoft-authentication-extensions-for-python/wiki/PersistenceDecryptionError',
    from: 'https://github.com/Azure/azure-cli/issues/20231',
    named: 'azure/token-cache',
  },
  {
    text: "PermissionError: [Errno 13] Permission denied: '/home/jon/.azure/commandIndex.json'",
    from: 'https://github.com/Azure/azure-cli/issues/15638',
    named: 'azure/own-files',
  },
  {
    text: 'DLL load failed while importing win32file: The specified module could not be found.',
    from: trouble,
    named: 'azure/cli-broken',
  },
  {
    text: "ERROR: The command failed with an unexpected error. Here is the traceback:\nERROR: 'NoneType' object has no attribute 'get'\nTraceback (most recent call last):",
    from: util,
    named: 'azure/cli-broken',
  },
  {
    text: "ERROR: HTTPSConnectionPool(host='management.azure.com', port=443): Max retries exceeded with url: /subscriptions (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate in certificate chain (_ssl.c:997)')))\nCertificate verification failed. This typically happens when using Azure CLI behind a proxy that intercepts traffic with a self-signed certificate.",
    from: util,
    named: 'azure/untrusted-connection',
  },
  {
    text: "ERROR: HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded with url: /common (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection object>: Failed to establish a new connection: [Errno -2] Name or service not known'))",
    from: trouble,
    named: 'azure/unreachable',
  },
  {
    text: 'ERROR: the following arguments are required: --scope\n\nExamples from AI knowledge base:\naz role assignment create --assignee sp_name --role a_role',
    from: trouble,
    named: 'azure/command-cut',
  },
  {
    text: 'ERROR: argument --id: expected one argument',
    from: trouble,
    named: 'azure/command-cut',
  },
  {
    text: 'ERROR: unrecognized arguments: –appRegistrationId 4fbb5723',
    from: 'F-144',
    named: 'terminal/typographic',
  },
  {
    text: "ERROR: 'rests' is misspelled or not recognized by the system.\nDid you mean 'rest' ?",
    from: trouble,
    named: 'azure/not-understood',
  },
  {
    text: "'b' is not recognized as an internal or external command,\noperable program or batch file.",
    from: 'https://github.com/Azure/azure-cli/blob/dev/doc/quoting-issues-with-powershell.md',
    named: 'azure/address-cut',
  },
  {
    text: rest(
      'Bad Request',
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    ),
    from: 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
    named: 'azure/address-cut',
  },
  {
    text: rest(
      'Bad Request',
      'UnsupportedQuery',
      "The filter 'principalId eq' is not supported. Supported filters are either 'atScope()' or 'principalId eq '{value}' or assignedTo('{value}')'.",
    ),
    from: 'https://learn.microsoft.com/en-us/rest/api/authorization/role-assignments/list-for-scope',
    named: 'azure/filter-broken',
  },
  {
    text: 'Usage error: To create role assignments, specify both --role and --scopes.',
    from: 'https://github.com/crossplane/docs/pull/296',
    named: 'azure/command-cut',
  },
  {
    text: 'Sorry, your Cloud Shell failed to provision: {"code":"TenantDisabled","message":"Cloud Shell has been disabled in directory (contoso)."} Please refresh the page.',
    from: 'https://learn.microsoft.com/en-us/azure/cloud-shell/troubleshooting',
    named: 'azure/cloud-shell',
  },
  {
    text: 'Failed to request a terminal.',
    from: 'https://learn.microsoft.com/en-us/azure/cloud-shell/troubleshooting',
    named: 'azure/cloud-shell',
  },
  {
    text: rest(
      'Bad Request',
      'NoRegisteredProviderFound',
      "No registered resource provider found for location 'centralus' and API version '2018-07-02' for type 'roleAssignments'.",
    ),
    from: 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
    named: 'azure/address-wrong',
  },
  {
    text: 'WARNING: Not a json response, outputting to stdout. For binary data suggest use "--output-file" to write to a file',
    from: 'https://github.com/Azure/azure-cli/blob/dev/src/azure-cli/azure/cli/command_modules/util/custom.py',
    named: 'azure/address-wrong',
  },
];

export default texts;
