import type { ErrorText } from '../error-text.ts';
import guardrails from './azure/guardrails.ts';
import otherPrograms from './azure/other-programs.ts';
import others from './azure/others.ts';
import rights from './azure/rights.ts';
import setUp from './azure/set-up.ts';
import signIn from './azure/sign-in.ts';
import ways from './azure/ways.ts';

/** What Azure, Microsoft Entra, billing, the portal and the Azure CLI say. */
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
