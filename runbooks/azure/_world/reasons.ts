/** Why no command corrects some faults (`noCommand`). */

export const typed = 'The mistake is a value typed on the page; nothing in Azure has to change.';
export const signIn = 'The reader has to sign in elsewhere; no command here does that.';
export const ask =
  'Somebody set it on purpose, or may have: they are asked, and nobody goes around it.';
export const rights = 'The reader lacks a right; only an administrator can give it.';
export const ruled = 'It is a rule of the company: whoever set it has to be asked.';
