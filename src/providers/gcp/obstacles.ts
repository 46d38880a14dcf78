import type { Obstacle } from '../obstacle.ts';
import words from '../words.ts';
import guardrails from './guardrails.ts';
import rights from './obstacles/rights.ts';
import setUp from './obstacles/set-up.ts';
import signIn from './obstacles/sign-in.ts';
import terminal from './obstacles/terminal.ts';

/**
 * What gcloud, Google Cloud and its console say when something stands in the way; the special before the
 * general.
 */
const asPrinted: readonly Obstacle[] = [
  ...guardrails,
  ...signIn,
  ...setUp,
  ...rights,
  ...terminal,
  // gcloud says so below other causes, too.
  {
    id: 'gcp/not-signed-in',
    says: /do not currently have an active account|gcloud auth login\b|You are not currently authenticated/i,
    whose: 'sign-in',
    title: 'gcloud is not signed in',
    todo: 'Run gcloud auth login (or use Cloud Shell), then run the command again.',
    source: 'https://cloud.google.com/sdk/docs/troubleshooting',
  },
];

/** The same words, also where a terminal broke their lines. */
const obstacles: readonly Obstacle[] = asPrinted.map((obstacle) => ({
  ...obstacle,
  says: words(obstacle.says),
}));

export default obstacles;
