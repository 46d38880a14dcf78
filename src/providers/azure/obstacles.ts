import type { Obstacle } from '../obstacle.ts';
import words from '../words.ts';
import guardrails from './guardrails.ts';
import cloud from './obstacles/cloud.ts';
import rights from './obstacles/rights.ts';
import setUp from './obstacles/set-up.ts';
import signIn from './obstacles/sign-in.ts';
import terminal from './obstacles/terminal.ts';

/**
 * What the Azure CLI, Azure, Microsoft Entra, billing and the portal say when something stands in the way;
 * the special before the general.
 */
const asPrinted: readonly Obstacle[] = [
  // Azure asks for a second factor in the words of its policies, and is asked nothing about it.
  {
    id: 'azure/second-factor-for-changes',
    says: /Users must (?:use MFA for|authenticate with multi-?factor authentication to) Creat|Reasons: '?MFA is\s+required/i,
    whose: 'sign-in',
    title: 'Azure takes changes only from people who signed in with a second factor',
    todo: 'Run az logout, then az login (in full as printed, with --claims-challenge, where Azure printed such a command), confirm with your second factor, and run the command again. This is no policy of your company that could be excepted: Microsoft asks it of everybody.',
    source:
      'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting',
  },
  ...guardrails,
  ...signIn,
  ...rights,
  ...setUp,
  ...cloud,
  ...terminal,
];

/** The same words, also where a terminal broke their lines. */
const obstacles: readonly Obstacle[] = asPrinted.map((obstacle) => ({
  ...obstacle,
  says: words(obstacle.says),
}));

export default obstacles;
