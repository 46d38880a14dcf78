import type { ErrorText } from '../error-text.ts';

/** What Google Cloud, its console and its command line say. */
const texts: readonly ErrorText[] = [
  {
    text: 'ERROR: (gcloud.projects.describe) You do not currently have an active account selected.',
    from: 'https://cloud.google.com/sdk/docs/troubleshooting',
    named: 'gcp/not-signed-in',
  },
];

export default texts;
