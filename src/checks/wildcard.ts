/**
 * Whether a pattern covers the whole of a text: `*` stands for any characters, also none, and
 * `single` (where the cloud knows one) for exactly one. Case counts. Takes at most `pattern × text`
 * comparisons: patterns come from the accounts that are looked at, and one like `a*a*a*a*` would
 * keep a regular expression busy for years, which is what the packages for file names make of them;
 * those also take `/`, `[` and `{` for more than they are here.
 */
export function coversText(pattern: string, text: string, single?: string): boolean {
  let at = 0;
  let star = -1;
  let takenUpTo = 0;
  for (let position = 0; position < text.length; ) {
    if (pattern[at] === '*') {
      // Takes nothing for now; the last star takes one more whenever what follows it does not fit.
      // An earlier one need not: what it could take, the last one can.
      star = at++;
      takenUpTo = position;
    } else if (
      at < pattern.length &&
      (pattern[at] === text[position] || (single !== undefined && pattern[at] === single))
    ) {
      at++;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++takenUpTo;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
