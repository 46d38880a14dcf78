/** What is escaped; a class of characters, in which a blank is one of them; a blank, with a question mark or without. */
const blanks = /\\.|\[(?:\\.|[^\]\\])*\]| \??/g;

/**
 * Words that are recognised however a terminal broke their line: every blank of the pattern stands for white space of any
 * kind, and one with a question mark for white space or none.
 *
 * @example
 * words(/Unable to locate credentials/) // also “Unable to locate\n  credentials”
 */
export default function words(pattern: RegExp): RegExp {
  const source = pattern.source.replace(blanks, (found) => {
    if (!found.startsWith(' ')) return found;
    return found === ' ' ? String.raw`\s{1,60}` : String.raw`\s{0,60}`;
  });
  return new RegExp(source, pattern.flags);
}
