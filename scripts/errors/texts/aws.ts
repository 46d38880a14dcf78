import type { ErrorText } from '../error-text.ts';
import commandLine from './aws/command-line.ts';
import guardrails from './aws/guardrails.ts';
import otherPrograms from './aws/other-programs.ts';
import services from './aws/services.ts';
import signIn from './aws/sign-in.ts';

/** What AWS, its console, CloudFormation and the AWS CLI say. */
const texts: readonly ErrorText[] = [
  ...guardrails,
  ...signIn,
  ...commandLine,
  ...services,
  ...otherPrograms,
];

export default texts;
