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

/**
 * What the AWS CLI, AWS and its console say when something stands in the way; the special before the general. The first
 * of sign-in comes before the rules: a policy that wants MFA names itself as a rule does.
 */
const obstacles: readonly Obstacle[] = [
  ...signIn.filter(({ id }) => id === 'aws/mfa-required'),
  ...guardrails,
  ...signIn.filter(({ id }) => id !== 'aws/mfa-required'),
  ...commandLine,
  ...account,
  ...reports,
  ...s3,
  ...iam,
  ...rights,
  ...cloudformation,
];

export default obstacles;
