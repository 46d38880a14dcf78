/** Why no command corrects some faults (`noCommand`). */

export const typed =
  'The mistake is a value typed on the page; nothing in Google Cloud has to change.';
export const rights = 'The reader lacks a right; only an administrator can give it.';
export const signIn =
  'The reader has to sign in as somebody else; no command of the page does that.';
export const onlySpot =
  'Nothing is wrong that the reader could see; what it comes to is decided by the check as Spot.';
export const ask =
  'Somebody set it on purpose, or may have: they are asked, and nobody goes around it.';
export const askGiver =
  'Somebody may have given it on purpose; whether it is needed only people know.';
export const ruled = 'It is a rule of the company: whoever set it has to be asked.';
