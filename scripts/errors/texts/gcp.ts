import type { ErrorText } from '../error-text.ts';
import guardrails from './gcp/guardrails.ts';
import otherPrograms from './gcp/other-programs.ts';
import others from './gcp/others.ts';
import rights from './gcp/rights.ts';
import setUp from './gcp/set-up.ts';
import signIn from './gcp/sign-in.ts';
import ways from './gcp/ways.ts';

/** What Google Cloud, Google Workspace, their console and gcloud say. */
const texts: readonly ErrorText[] = [
  ...guardrails,
  ...signIn,
  ...rights,
  ...setUp,
  ...others,
  ...ways,
  ...otherPrograms,
];

export default texts;
