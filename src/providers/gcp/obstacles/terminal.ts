import type { Obstacle } from '../../obstacle.ts';

const sdk = 'https://cloud.google.com/sdk/docs/troubleshooting';
const files =
  'https://github.com/google-cloud-sdk-unofficial/google-cloud-sdk/blob/master/lib/googlecloudsdk/core/util/files.py';
const consoleIo =
  'https://github.com/google-cloud-sdk-unofficial/google-cloud-sdk/blob/master/lib/googlecloudsdk/core/console/console_io.py';

/** What gcloud, jq and the shell say when the machine or the way the command was copied is at fault. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'gcp/no-cli',
    says: /gcloud: command not found|gcloud.{0,40}is not recognized as|gcloud: not found|The term 'gcloud' is not recognized|ObjectNotFound: \(gcloud:String\)/i,
    whose: 'terminal',
    title: 'The terminal does not know the command gcloud',
    todo: 'Use Cloud Shell in the Google Cloud console, or install the gcloud CLI.',
    source: sdk,
  },
  {
    id: 'gcp/no-jq',
    says: /jq: command not found|jq.{0,40}is not recognized as|jq: not found/i,
    whose: 'terminal',
    title: 'The terminal does not know the command jq',
    todo: 'Use Cloud Shell in the Google Cloud console, which has it.',
    source: sdk,
  },
  {
    id: 'gcp/no-python',
    says: /you must (?:first )?have Python installed|Python was not found; run without arguments|gcloud failed to load|requires Python 3\.\d{1,2}|Please use Python version|Python 3\.\d{1,2}[\s\S]{0,40}is not (?:compatible|supported)|module 'collections' has no attribute/i,
    whose: 'terminal',
    title: 'gcloud finds no Python that it can run with',
    todo: 'Use Cloud Shell in the Google Cloud console, or install gcloud with its bundled Python (CLOUDSDK_PYTHON names another one).',
    source: sdk,
  },
  {
    id: 'gcp/component',
    says: /do not currently have this command group installed|requires the installation of components|following required components|You cannot perform this action because the (?:gcloud CLI|Google Cloud (?:CLI|SDK)) component manager is disabled/i,
    whose: 'terminal',
    title: 'gcloud wants to install a part of itself first',
    todo: 'Answer y, or use Cloud Shell, which has it. The commands of this page need no such part: see that the whole command was copied.',
    source: 'https://cloud.google.com/sdk/docs/components',
  },
  {
    id: 'gcp/no-terminal-to-ask',
    says: /not in an interactive\s{1,4}session|cannot prompt during non-interactive execution/i,
    whose: 'terminal',
    title: 'gcloud wants to ask something, and nobody can answer here',
    todo: 'Run the command in a terminal that you can type in, and read the question before you answer it.',
    source: consoleIo,
  },
  {
    id: 'gcp/own-files',
    says: /Read-only file system: '[^'\n]{0,200}gcloud|Permission denied: '[^']{0,200}\.config\/gcloud|Could not create directory \[[^\]\n]{0,200}gcloud|not have (?:write )?permission[\s\S]{0,80}configuration|Unable to (?:write|read) file \[[^\]\n]{0,200}(?:\.config\/gcloud)/i,
    whose: 'terminal',
    title: 'gcloud may not write its own folder (.config/gcloud)',
    todo: 'Run it as the user who owns that folder, not with sudo; or use Cloud Shell.',
    source: files,
  },
  {
    id: 'gcp/cannot-write-key',
    says: /Unable to write file \[(?<file>[^\]\n]{1,200}\.json)\]/,
    whose: 'terminal',
    title:
      'The key could not be written into this folder, and Google may have made it all the same',
    todo: 'Go to a folder that you may write into, and run the command again. Then list the keys (gcloud iam service-accounts keys list --managed-by=user), and delete the one of this try: nobody has its file.',
    source: files,
  },
  {
    id: 'gcp/key-file',
    says: /Could not read json file|\.json key file is not in a valid format/,
    whose: 'terminal',
    title: 'The file that gcloud was given is not the key file of a service account',
    todo: 'See that the path is the file which gcloud iam service-accounts keys create wrote: it begins with { and says "type": "service_account". Credentials of a person, or a file that an editor changed, are none.',
    source:
      'https://github.com/google-cloud-sdk-unofficial/google-cloud-sdk/blob/master/lib/googlecloudsdk/command_lib/auth/service_account.py',
  },
  {
    id: 'gcp/role-file',
    says: /Unable to read file \[(?<file>[^\]\n]{1,200}\.ya?ml)\]|Failed to load YAML from|is not a properly formatted YAML role file|Failed to parse YAML|Problem parsing data as JSON\/YAML|Invalid value at 'role\./i,
    whose: 'terminal',
    title: 'The file of the role is not in this folder, or was changed when it was copied',
    todo: 'Run the whole command of this page, in bash: its first part writes the file. The blanks at the beginning of its lines matter.',
    source:
      'https://github.com/google-cloud-sdk-unofficial/google-cloud-sdk/blob/master/lib/googlecloudsdk/command_lib/iam/iam_util.py',
  },
  {
    id: 'gcp/no-key-file',
    says: /jq: error.{0,40}Could not open|cat: (?:\S{0,100}\/)?spotinst_key\.json: No such file/i,
    whose: 'terminal',
    title: 'The key file is not where the command looks',
    todo: 'Go to the folder that holds it, or put its path into the command.',
    source: sdk,
  },
  {
    id: 'gcp/not-a-key',
    says: /jq: parse error|jq: error(?!: syntax error|.{0,80}(?:unexpected|compile error))/i,
    whose: 'set-up',
    title: 'jq cannot read this file as a JSON key: it is another file, cut off, or changed',
    todo: 'Open the file: a key begins with {, then "type": "service_account", and ends with }. If it is another file (a .p12, an OAuth client), name the right one; if it was copied through a text, take the one that Google let you download. Only if that one is damaged, too, a new key is needed.',
    source: 'https://cloud.google.com/iam/docs/keys-create-delete',
  },
  {
    id: 'gcp/untrusted-connection',
    says: /CERTIFICATE_VERIFY_FAILED|SSL certificate problem|SSLCertVerificationError/i,
    whose: 'terminal',
    title: 'gcloud does not trust the connection: a proxy is in between',
    todo: 'Use Cloud Shell in the Google Cloud console, or have whoever runs the proxy give you its certificate: gcloud config set core/custom_ca_certs_file.',
    source: 'https://cloud.google.com/sdk/docs/proxy-settings',
  },
  {
    id: 'gcp/unreachable',
    says: /Network is unreachable|Could not resolve host|Connection (?:refused|timed out)|Max retries exceeded|gcloud crashed \((?:ConnectionError|TransportError|ProxyError|ServerNotFoundError)\)|Unable to find the server at/i,
    whose: 'terminal',
    title: 'gcloud could not reach Google Cloud',
    todo: 'Check the network, then run the command again.',
    source: sdk,
  },
  {
    id: 'gcp/too-often',
    says: /RESOURCE_EXHAUSTED|Quota exceeded for quota metric|rateLimitExceeded|RATE_LIMIT_EXCEEDED/i,
    whose: 'cloud',
    title: 'Google was asked too often in a short time',
    todo: 'Wait a minute, then run the command again.',
    source: 'https://cloud.google.com/docs/quotas/troubleshoot',
  },
  {
    id: 'gcp/trouble',
    says: /\b(?:UNAVAILABLE|INTERNAL|DEADLINE_EXCEEDED): |backendError|The service is currently unavailable/,
    whose: 'cloud',
    title: 'Google Cloud has a problem of its own at the moment',
    todo: 'Wait some minutes, then run the command again. https://status.cloud.google.com says whether it is known.',
    source: 'https://cloud.google.com/apis/design/errors',
  },
  {
    id: 'gcp/command-cut',
    says: /argument .{0,200}: (?:Must be specified|expected one argument)|Missing required argument|Exactly one of \(|At least one of /i,
    whose: 'terminal',
    title: 'gcloud got only a part of the command, or an empty value',
    todo: 'Fill in the values of this page, and copy the whole command with its copy button, into bash.',
    source: sdk,
  },
  {
    id: 'gcp/not-understood',
    says: /Invalid choice|unrecognized arguments|Invalid value for|argument .{0,200}: Bad value|Maybe you meant/i,
    whose: 'terminal',
    title: 'gcloud did not understand the command',
    todo: 'Copy the whole command with its copy button, into bash: two hyphens may have become one dash. If it says the same, run gcloud version: an older one may not know it; Cloud Shell has the newest.',
    source: sdk,
  },
  {
    id: 'gcp/crashed',
    says: /gcloud crashed \((?<kind>\w{2,60})\)/,
    whose: 'terminal',
    title: 'gcloud stopped with a mistake of its own',
    todo: 'Run the command in Cloud Shell (console.cloud.google.com, top right), or update gcloud: gcloud components update. The message behind “crashed” is for Google: gcloud feedback.',
    source: sdk,
  },
];

export default obstacles;
