import type { Obstacle } from '../obstacle.ts';

/** What the command line and the cloud say when something stands in the way; the special before the general. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'gcp/no-cli',
    says: /gcloud: command not found|gcloud.{0,40}is not recognized as/i,
    whose: 'terminal',
    title: 'The terminal does not know the command gcloud',
    todo: 'Use Cloud Shell in the Google Cloud console, or install the gcloud CLI.',
    source: 'https://cloud.google.com/sdk/docs/troubleshooting',
  },
  {
    id: 'gcp/no-jq',
    says: /jq: command not found|jq.{0,40}is not recognized as/i,
    whose: 'terminal',
    title: 'The terminal does not know the command jq',
    todo: 'Use Cloud Shell in the Google Cloud console, which has it.',
    source: 'https://cloud.google.com/sdk/docs/troubleshooting',
  },
  {
    id: 'gcp/not-signed-in',
    says: /do not currently have an active account|gcloud auth login|Reauthentication (required|failed)|problem refreshing your current auth tokens/i,
    whose: 'sign-in',
    title: 'gcloud is not signed in',
    todo: 'Run gcloud auth login (or use Cloud Shell), then run the command again.',
    source: 'https://cloud.google.com/sdk/docs/troubleshooting',
  },
  {
    id: 'gcp/no-key-file',
    says: /jq: error.{0,40}Could not open/i,
    whose: 'terminal',
    title: 'The key file is not where the command looks',
    todo: 'Go to the folder that holds it, or put its path into the command.',
    source: 'https://cloud.google.com/sdk/docs/troubleshooting',
  },
  {
    id: 'gcp/not-a-key',
    says: /jq: parse error|jq: error(?!: syntax error|.{0,80}(?:unexpected|compile error))/i,
    whose: 'set-up',
    title: 'The file is not the JSON key that Google made: it is cut off, changed, or another file',
    todo: 'Create the key again.',
    source: 'https://cloud.google.com/sdk/docs/troubleshooting',
  },
  {
    id: 'gcp/unreachable',
    says: /Network is unreachable|Could not resolve host|Connection (refused|timed out)|Max retries exceeded/i,
    whose: 'terminal',
    title: 'gcloud could not reach Google Cloud',
    todo: 'Check the network, then run the command again.',
    source: 'https://cloud.google.com/sdk/docs/troubleshooting',
  },
  {
    id: 'gcp/untrusted-connection',
    says: /CERTIFICATE_VERIFY_FAILED|SSL certificate problem/i,
    whose: 'terminal',
    title: 'gcloud does not trust the connection: a proxy is in between',
    todo: 'Use Cloud Shell in the Google Cloud console.',
    source: 'https://cloud.google.com/sdk/docs/troubleshooting',
  },
  {
    id: 'gcp/not-understood',
    says: /Invalid choice|unrecognized arguments|Invalid value for|argument .{0,200}: (Must be|expected)|Maybe you meant/i,
    whose: 'terminal',
    title: 'gcloud did not understand the command',
    todo: 'Copy the whole command with its copy button.',
    source: 'https://cloud.google.com/sdk/docs/troubleshooting',
  },
];

export default obstacles;
