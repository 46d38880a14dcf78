/** Why no command corrects some faults (`noCommand`). */

export const signIn = 'The reader has to sign in elsewhere; no command does that.';
export const typed = 'The mistake is a value typed on the page; nothing in AWS has to change.';
export const rights = 'The reader lacks a right; only an administrator can give it.';
export const organizationDecides =
  'Only an administrator of the organization can change its policies.';
export const ruleStays = 'Somebody set the rule on purpose; only they may change it.';
export const boundaryStays =
  'A permissions boundary belongs to whoever set it; only they may widen it.';
export const hookStays =
  'A Hook belongs to whoever registered it; making the same without CloudFormation goes around it.';
export const denyStays = 'Somebody set the Deny on purpose; only they may except Spot from it.';
