import type { ErrorText } from '../../error-text.ts';
import { answer, consoleIo, files, gcloud, iamUtil, troubleshooting } from './_words.ts';

/** Google Cloud itself, and the machine. */
const texts: readonly ErrorText[] = [
  { text: 'bash: gcloud: command not found', from: 'F-102', named: 'gcp/no-cli' },
  {
    text: "gcloud : The term 'gcloud' is not recognized as the name of a cmdlet, function, script file, or operable program.",
    from: troubleshooting,
    named: 'gcp/no-cli',
  },
  { text: 'bash: jq: command not found', from: troubleshooting, named: 'gcp/no-jq' },
  {
    text: 'gcloud : File C:\\Users\\alice\\AppData\\Local\\Google\\Cloud SDK\\google-cloud-sdk\\bin\\gcloud.ps1 cannot be loaded because running scripts is \ndisabled on this system. For more information, see about_Execution_Policies at https:/go.microsoft.com/fwlink/?LinkID=135170.',
    from: 'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_execution_policies',
    named: 'terminal/scripts-forbidden',
  },
  {
    text: 'To use the Google Cloud CLI, you must have Python installed and on your PATH.\nAs an alternative, you may also set the CLOUDSDK_PYTHON environment variable\nto the location of your Python executable.',
    from: troubleshooting,
    named: 'gcp/no-python',
  },
  {
    text: 'Python was not found; run without arguments to install from the Microsoft Store, or disable this shortcut from Settings > Manage App Execution Aliases.',
    from: troubleshooting,
    named: 'gcp/no-python',
  },
  {
    text: 'ERROR: (gcloud.alpha.billing) You do not currently have this command group installed.  Using it requires the installation of components: [alpha]',
    from: 'https://cloud.google.com/sdk/docs/components',
    named: 'gcp/component',
  },
  {
    text: 'ERROR: (gcloud.iam.roles.delete) This prompt could not be answered because you are not in an interactive session.  You can re-run the command with the --quiet flag to accept default answers for all prompts.',
    from: consoleIo,
    named: 'gcp/no-terminal-to-ask',
  },
  {
    text: "ERROR: (gcloud.projects.describe) [Errno 13] Permission denied: '/home/alice/.config/gcloud/credentials.db'",
    from: files,
    named: 'gcp/own-files',
  },
  {
    text: "ERROR: (gcloud.iam.service-accounts.keys.create) Unable to write file [spotinst_key.json]: [Errno 13] Permission denied: 'spotinst_key.json'",
    from: files,
    named: 'gcp/cannot-write-key',
  },
  {
    text: "ERROR: (gcloud.iam.roles.create) Unable to read file [spot-role.yaml]: [Errno 2] No such file or directory: 'spot-role.yaml'",
    from: files,
    named: 'gcp/role-file',
  },
  {
    text: 'ERROR: (gcloud.iam.roles.create) Role file spot-role.yaml is not a properly formatted YAML role file. x',
    from: iamUtil,
    named: 'gcp/role-file',
  },
  {
    text: 'jq: error: Could not open file spotinst_key.json: No such file or directory',
    from: 'https://jqlang.org/manual/',
    named: 'gcp/no-key-file',
  },
  {
    text: 'cat: spotinst_key.json: No such file or directory',
    from: 'F-102',
    named: 'gcp/no-key-file',
  },
  {
    text: 'jq: parse error: Unfinished JSON term at EOF at line 5, column 0',
    from: 'F-095',
    named: 'gcp/not-a-key',
  },
  {
    text: 'jq: error (at spotinst_key.json:1): Cannot index array with string "private_key"',
    from: 'F-095',
    named: 'gcp/not-a-key',
  },
  {
    text: "ERROR: gcloud crashed (TransportError): HTTPSConnectionPool(host='oauth2.googleapis.com', port=443): Max retries exceeded with url: /token (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)')))",
    from: 'https://cloud.google.com/sdk/docs/proxy-settings',
    named: 'gcp/untrusted-connection',
  },
  {
    text: "ERROR: (gcloud.projects.list) There was a problem refreshing your current auth tokens: HTTPSConnectionPool(host='oauth2.googleapis.com', port=443): Max retries exceeded with url: /token (Caused by NewConnectionError('Failed to establish a new connection: [Errno 101] Network is unreachable'))\nPlease run:\n\n  $ gcloud auth login\n\nto obtain new credentials.",
    from: troubleshooting,
    named: 'gcp/unreachable',
  },
  {
    text: gcloud(
      'services.enable',
      'RESOURCE_EXHAUSTED',
      "Quota exceeded for quota metric 'Mutate requests' and limit 'Mutate requests per minute' of service 'serviceusage.googleapis.com' for consumer 'project_number:123456789012'.",
    ),
    from: 'https://cloud.google.com/docs/quotas/troubleshoot',
    named: 'gcp/too-often',
  },
  {
    text: 'ERROR: (gcloud.iam.service-accounts.list) UNAVAILABLE: The service is currently unavailable.',
    from: 'https://cloud.google.com/apis/design/errors',
    named: 'gcp/trouble',
  },
  {
    text: answer(503, 'UNAVAILABLE', 'The service is currently unavailable.'),
    from: 'https://cloud.google.com/apis/design/errors',
    named: 'gcp/trouble',
  },
  {
    text: 'ERROR: (gcloud.iam.service-accounts.keys.create) argument --iam-account: Must be specified.\nUsage: gcloud iam service-accounts keys create OUTPUT-FILE --iam-account=IAM_ACCOUNT [optional flags]',
    from: troubleshooting,
    named: 'gcp/command-cut',
  },
  {
    text: 'ERROR: (gcloud.projects.add-iam-policy-binding) argument --role: expected one argument',
    from: troubleshooting,
    named: 'gcp/command-cut',
  },
  {
    text: "ERROR: (gcloud.iam) Invalid choice: 'service-account'.\nMaybe you meant:\n  gcloud iam service-accounts",
    from: troubleshooting,
    named: 'gcp/not-understood',
  },
  {
    text: 'ERROR: (gcloud.services.enable) unrecognized arguments: –project=shop-prod',
    from: 'F-144',
    named: 'terminal/typographic',
  },
  {
    text: "ERROR: gcloud crashed (AttributeError): module 'collections' has no attribute 'Mapping'",
    from: 'https://cloud.google.com/sdk/docs/troubleshooting',
    named: 'gcp/no-python',
  },
  {
    text: "ERROR: gcloud crashed (AttributeError): 'NoneType' object has no attribute 'universe_domain'\n\nIf you would like to report this issue, please run the following command:\n  gcloud feedback\n\nTo check gcloud for common problems, please run the following command:\n  gcloud info --run-diagnostics",
    from: 'https://cloud.google.com/sdk/docs/troubleshooting',
    named: 'gcp/crashed',
  },
  {
    text: 'ERROR: gcloud crashed (Warning): Scope has changed from "https://www.googleapis.com/auth/cloud-platform openid" to "https://www.googleapis.com/auth/userinfo.email openid".',
    from: 'https://cloud.google.com/sdk/docs/troubleshooting',
    named: 'gcp/boxes-unticked',
  },
  {
    text: 'ERROR: (gcloud.auth.activate-service-account) The .json key file is not in a valid format.',
    from: 'https://github.com/google-cloud-sdk-unofficial/google-cloud-sdk/blob/master/lib/googlecloudsdk/command_lib/auth/service_account.py',
    named: 'gcp/key-file',
  },
  {
    text: 'ERROR: (gcloud.auth.activate-service-account) Could not read json file key.json: Expecting value: line 1 column 1 (char 0)',
    from: 'https://github.com/google-cloud-sdk-unofficial/google-cloud-sdk/blob/master/lib/googlecloudsdk/command_lib/auth/service_account.py',
    named: 'gcp/key-file',
  },
];

export default texts;
