import type { Obstacle } from '../obstacle.ts';
import guardrails from './guardrails.ts';
import account from './obstacles/account.ts';
import cloudformation from './obstacles/cloudformation.ts';
import commandLine from './obstacles/command-line.ts';
import iam from './obstacles/iam.ts';
import reports from './obstacles/reports.ts';
import rights from './obstacles/rights.ts';
import s3 from './obstacles/s3.ts';
import signIn from './obstacles/sign-in.ts';

/** Policies that are named as a company's rule is, and ask for another sign-in. */
const ofSignIn = new Set(['aws/mfa-required', 'aws/key-quarantined']);

/**
 * What the AWS CLI, AWS and its console say when something stands in the way; the special before the general. Two
 * of sign-in come before the rules: their policies name themselves as rules do.
 */
const obstacles: readonly Obstacle[] = [
  ...signIn.filter(({ id }) => ofSignIn.has(id)),
  ...guardrails,
  ...signIn.filter(({ id }) => !ofSignIn.has(id)),
  ...commandLine,
  ...account,
  ...reports,
  ...s3,
  ...iam,
  ...rights,
  ...cloudformation,
];

export default obstacles;
